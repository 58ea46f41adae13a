"""The one form of an address."""

from __future__ import annotations

import pytest

from newsgrab.errors import BadUrl
from newsgrab.urls import canonical, host_of, join, path_of, sendable, site, site_named, stand_in, variant_urls

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
        ("https://courier.example//b", "courier.example"),
        ("https://ada:key@www.courier.example/a@b?c?d", "courier.example"),
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


@pytest.mark.parametrize(
    ("page", "printed"),
    [
        (f"{HOST}/news/7", [f"{HOST}/print/news/7", f"{HOST}/news/7/print"]),
        (f"{HOST}/news/7/", [f"{HOST}/print/news/7/", f"{HOST}/news/7/print"]),
        (f"{HOST}/print/news/7", [f"{HOST}/news/7"]),
        (f"{HOST}/news/7/print", [f"{HOST}/news/7"]),
        (f"{HOST}/news/7/print/", [f"{HOST}/news/7"]),
        (f"{HOST}/print/", [f"{HOST}/"]),
        (f"{HOST}/print/a/print/b", [f"{HOST}/a/print/b"]),
    ],
)
def test_forms_for_printers_are_forms_of_the_page(page: str, printed: list[str]) -> None:
    """Before the path or behind it."""
    assert [url for url in variant_urls(page) if url in printed] == printed


def test_a_print_form_is_not_printed_again() -> None:
    """It leads back to the page alone."""
    assert not any("/print/print" in url or url.endswith("/print/print") for url in variant_urls(f"{HOST}/print/a"))


@pytest.mark.parametrize(
    ("typed", "sent", "authorization"),
    [
        (f"{HOST}/a?utm_source=x#top", f"{HOST}/a?utm_source=x", None),
        ("https://ada:k%3Ay@courier.example/", f"{HOST}/", "Basic YWRhOms6eQ=="),
        ("https://ada@courier.example/", f"{HOST}/", "Basic YWRhOg=="),
        ("https://:key@courier.example/", f"{HOST}/", "Basic OmtleQ=="),
    ],
)
def test_user_and_password_are_sent_apart_from_the_address(typed: str, sent: str, authorization: str | None) -> None:
    """As they were typed, escapes undone; the address itself is sent whole but for its fragment."""
    assert sendable(typed) == (sent, authorization)


@pytest.mark.parametrize("typed", ["ftp://courier.example/a", "file:///a", "data:text/html,a"])
def test_what_is_not_of_the_web_is_never_sent(typed: str) -> None:
    """Whatever stands in a redirect."""
    with pytest.raises(BadUrl, match="only http and https"):
        sendable(typed)


def test_a_site_may_be_named_by_its_host_or_an_address() -> None:
    """As people type it."""
    assert site_named("WWW.Courier.example") == site_named("https://m.courier.example/a?b") == "courier.example"
    with pytest.raises(BadUrl):
        site_named("no site")


def test_parts_of_addresses() -> None:
    """The path of whatever a page writes; the host with its unusual port, without who asks."""
    assert path_of("/author/ada?page=2") == "/author/ada"
    assert path_of("http://[half/author/ada") == ""
    assert host_of("https://ada:key@courier.example:8443/a") == "courier.example:8443"


@pytest.mark.parametrize(
    "final",
    [
        "",
        "ar",
        "en-gb/",
        "home",
        "news",
        "news/",
        "search?q=quay",
        "?s=quay",
        "404",
        "error-404.html?u=/a",
        "not-found",
    ],
)
def test_a_place_where_sites_lead_when_a_page_is_gone(final: str) -> None:
    """Its first page, a section above the page, a search, a page for what is missing."""
    assert stand_in(f"{HOST}/news/7", f"https://www.courier.example/{final}") is not None


@pytest.mark.parametrize(
    ("asked", "final"),
    [
        ("/news/7", "/login"),
        ("/news/7", "/?back=/news/7"),
        ("/news/7", "/news?consent=1"),
        ("/news/7", "/news/7-new-quay"),
        ("/news/7", "/story/8"),
        ("/news/7", "/news/404-boats"),
        ("/news/7", "/cars/peugeot-404"),
        ("/news/12345/quay-opens", "/news/12345"),
        ("/quay-opens-after-a-year/2", "/quay-opens-after-a-year"),
        ("/", "/en/"),
        ("/search?q=quay", "/search?q=quay"),
        ("/news/not-found", "//www.courier.example/news/not-found"),
        ("/news/quay-opens/", "/news/quay-opens"),
        ("/news/7", "//login.courier.example/"),
        ("/news/7", "//parking.example/"),
    ],
)
def test_a_place_that_may_lead_back_or_be_the_page_is_no_such_one(asked: str, final: str) -> None:
    """A login, a question of consent, the address in another form or the same, another host, a site of one page."""
    assert stand_in(f"{HOST}{asked}", f"https:{final}" if final.startswith("//") else f"{HOST}{final}") is None
