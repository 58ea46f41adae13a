"""The one form of an address."""

from __future__ import annotations

import pytest

from newsgrab.errors import BadUrl
from newsgrab.urls import canonical, join, site, variant_urls

HOST = "https://courier.example"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (HOST, f"{HOST}/"),
        (f"  {HOST}/a\n", f"{HOST}/a"),
        ("HTTPS://COURIER.example.:443/a", f"{HOST}/a"),
        ("http://courier.example:80/a", "http://courier.example/a"),
        ("http://courier.example:8080/a", "http://courier.example:8080/a"),
        (f"{HOST}/a#top", f"{HOST}/a"),
        (f"{HOST}/a?", f"{HOST}/a"),
        (f"{HOST}/a/", f"{HOST}/a/"),  # another page, for all we know
        (f"{HOST}/b/../a/./c", f"{HOST}/a/c"),
        ("https://desk:secret@courier.example/a", f"{HOST}/a"),
        (f"{HOST}/أخبار/12", f"{HOST}/%D8%A3%D8%AE%D8%A8%D8%A7%D8%B1/12"),
        (f"{HOST}/%d8%a3%D8%AE%d8%a8%d8%a7%d8%b1/12", f"{HOST}/%D8%A3%D8%AE%D8%A8%D8%A7%D8%B1/12"),
        (f"{HOST}/%7ea%2Fb", f"{HOST}/~a%2Fb"),
        (f"{HOST}/a?q=%d8%a3+%41", f"{HOST}/a?q=%D8%A3+A"),
        (f"{HOST}/a?b=1&a=2", f"{HOST}/a?b=1&a=2"),  # a server may mind the order
        (f"{HOST}/a?utm_source=x&id=7&fbclid=y&UTM_Medium=z", f"{HOST}/a?id=7"),
        (f"{HOST}/a?%75tm_source=x&id=7", f"{HOST}/a?id=7"),
        (f"{HOST}/a?utm=1&id=", f"{HOST}/a?utm=1&id="),  # only like a tracking parameter
        ("https://صحيفة.example/", "https://xn--ogbhx3c3b.example/"),
        ("https://0x7f.1/a", "https://127.0.0.1/a"),
        ("https://[::0:1]/a", "https://[::1]/a"),
    ],
)
def test_one_address_has_one_form(typed: str, kept: str) -> None:
    """However it is written."""
    assert canonical(typed) == kept


@pytest.mark.parametrize(
    "typed",
    ["", " ", "courier.example", "/a", "//courier.example/a", "https://", "https:///", "ftp://courier.example/a",
     "javascript:alert(1)", "mailto:desk@courier.example", "file:///etc/passwd", "https://a b/", "https://[::1",
     "https://courier.example:99999/", "https://courier.example/\ud83d", "https://.../a",
     "http://."],
)  # fmt: skip
def test_what_is_no_web_address_is_refused(typed: str) -> None:
    """With the address as it was typed."""
    with pytest.raises(BadUrl) as caught:
        canonical(typed)
    assert caught.value.url == typed
    assert repr(typed) in str(caught.value)


@pytest.mark.parametrize(
    ("reference", "led"),
    [
        ("7", f"{HOST}/news/7"),
        ("/7?utm_source=x", f"{HOST}/7"),
        ("?page=2", f"{HOST}/news/12?page=2"),
        ("#comments", f"{HOST}/news/12"),
        ("//other.example/a", "https://other.example/a"),
        (" ../أ ", f"{HOST}/%D8%A3"),
        ("mailto:desk@courier.example", None),
        ("javascript:void(0)", None),
        ("https://[", None),
        ("\ud83d", None),
    ],
)
def test_a_link_leads_to_an_address_or_nowhere(reference: str, led: str | None) -> None:
    """Relative to its page; what is not of the web is None."""
    assert join(f"{HOST}/news/12", reference) == led


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://www.courier.example/a", "courier.example"),
        ("https://m.courier.example/", "courier.example"),
        ("https://amp.courier.example:8443/x", "courier.example"),
        ("https://news.courier.example/?a@b", "news.courier.example"),
        ("https://www.example/", "www.example"),
        ("https://127.0.0.1:8080/", "127.0.0.1"),
        ("https://[::1]:8080/", "[::1]"),
    ],
)
def test_a_site_is_its_host_without_the_usual_prefix(url: str, name: str) -> None:
    """Mobile and AMP twins are the same site; a port is no part of it."""
    assert site(url) == name


@pytest.mark.parametrize(
    "twin",
    [
        "https://m.courier.example/news/7?id=1", "https://amp.courier.example/news/7?id=1",
        "https://www.courier.example/news/7?id=1", "http://courier.example/news/7?id=1",
        f"{HOST}/news/7/?id=1", f"{HOST}/news/7/amp?id=1", f"{HOST}/news/7/amp/?id=1", f"{HOST}/amp/news/7?id=1",
        f"{HOST}/news/7?id=1&amp=1", f"{HOST}/news/7?id=1&outputType=amp",
    ],
)  # fmt: skip
def test_forms_of_one_page_know_each_other(twin: str) -> None:
    """From the usual form to the others, and back."""
    usual = f"{HOST}/news/7?id=1"
    assert twin in variant_urls(usual)
    assert usual in variant_urls(twin)
    assert twin not in variant_urls(twin)


def test_another_page_is_no_twin() -> None:
    """Neither one with other words in its address, nor one of another site."""
    near = variant_urls(f"{HOST}/news/7?id=1")
    assert all("/7" in url and site(url) == "courier.example" for url in near)
    assert [url for url in near if "id=1" not in url] == [f"{HOST}/news/7"]  # only the pages can tell
