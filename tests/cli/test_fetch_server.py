"""Visiting addresses of a real web server, from the command line to what history tells afterwards."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from tests.cli.conftest import Run, caller, page
from tests.servers import Rogue, answer, redirect

PATH = "/article/12"
EDITED = "ويتوقع التجار أن ترتفع كلفة النقل مع بداية الصيف."
LOGIN = (
    "<!doctype html><html><head><title>Sign in</title></head><body><h1>Sign in</h1><form action='/login' method='post'>"
    "<label>Name <input name='user'></label><label>Password <input type='password' name='password'></label>"
    "<button>Sign in</button></form></body></html>"
)
SECTION = "<html><head><title>اقتصاد</title></head><body><ul>{}</ul></body></html>".format(
    "".join(f'<li><a href="/article/{n}">خبر رقم {n} من أخبار المدينة</a></li>' for n in range(40))
)

Call = Callable[..., Run]


@pytest.fixture
def server() -> Iterator[Rogue]:
    """A server that knows no page yet."""
    with Rogue() as rogue:
        yield rogue


@pytest.fixture
def call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Call:
    """Runs a command in an empty folder, in this process."""
    return caller(tmp_path, monkeypatch, capsys)


def html(**changes: object) -> str:
    """The page of an article that leaves it to the server to say where it is."""
    return page(**changes).replace('<link rel="canonical"', "<link")  # type: ignore[arg-type]


def looks(call: Call) -> list[tuple[str, int | None]]:
    """Outcome and version of each look at article 1, as history tells them."""
    rows = call("history", "1", "--json").json
    return [(row["outcome"], row["version"]) for row in rows if row["kind"] == "visit"]


def test_a_life_of_an_article(call: Call, server: Rogue) -> None:
    """New, the same, edited, not modified, gone, back again: each look leaves its word, each text one version."""
    url = server.url(PATH)
    tagged = {"etag": '"2"'}

    def conditional(talk: object) -> None:
        headers = talk.request.headers  # type: ignore[attr-defined]
        same = headers.get("if-none-match") == '"2"'
        reply = answer("", "304 Not Modified", content_type="", content_length="") if same else edited
        talk.send(reply)  # type: ignore[attr-defined]

    edited = answer(html(views=50, last=EDITED), **tagged)
    codes = []
    for reply in (
        answer(html()),
        answer(html(views=40)),
        conditional,
        conditional,
        answer("no such page", "404 Not Found"),
        answer(html(views=60, last=EDITED)),
    ):
        server.replies[PATH] = reply
        codes.append(call("fetch", url).code)
    assert codes == [0, 0, 0, 0, 1, 0]
    assert looks(call) == [
        ("new", 1),
        ("unchanged", 1),
        ("changed", 2),
        ("not modified", 2),
        ("gone", None),
        ("returned", 2),
    ]
    assert [row[1] for row in call("views", "1").rows] == ["16", "40", "50", "60"]
    assert "version 2" in call("history", "1").out


def test_an_article_that_moves_keeps_its_history(call: Call, server: Rogue) -> None:
    """A permanent redirect makes the new address the article's own; the old one still finds it."""
    server.replies[PATH] = answer(html())
    call("fetch", server.url(PATH))
    server.replies[PATH] = redirect("/news/12", "301 Moved Permanently")
    server.replies["/news/12"] = answer(html())
    run_ = call("fetch", server.url(PATH))
    assert (run_.code, run_.rows[0][0], run_.rows[0][-1]) == (0, "moved", server.url("/news/12"))
    assert looks(call) == [("new", 1), ("moved", 1)]
    assert call("show", server.url(PATH)).out == call("show", server.url("/news/12")).out
    assert call("fetch", server.url("/news/12")).rows[0][:2] == ["unchanged", "1@1"]


def test_a_passing_redirect_moves_nothing(call: Call, server: Rogue) -> None:
    """The article stays under the address that was asked for."""
    server.replies[PATH] = redirect("/tonight", "302 Found")
    server.replies["/tonight"] = answer(html())
    assert call("fetch", server.url(PATH)).rows[0][0] == "new"
    assert call("fetch", server.url(PATH)).rows[0][:2] == ["unchanged", "1@1"]
    assert call("info", "--json").json[0]["articles"] == 1


@pytest.mark.parametrize(
    ("reply", "outcome", "reason"),
    [
        (answer("go away", "403 Forbidden"), "blocked", "403"),
        (answer("pay", "402 Payment Required"), "failed", "402"),
        (answer("law", "451 Unavailable For Legal Reasons"), "blocked", "451"),
        (answer("gone", "410 Gone"), "gone", "410"),
        (answer("oops", "500 Internal Server Error"), "failed", "500"),
        (answer(LOGIN), "blocked/not an article", ""),
        (answer(SECTION), "not an article", ""),
        (answer(""), "failed", "empty"),
        (answer(b"%PDF-1.7", content_type="application/pdf"), "refused", "a PDF"),
        (answer(b"\x89PNG\r\n\x1a\n" + bytes(200)), "refused", ""),
        (b"this is not HTTP\r\n\r\n", "failed", ""),
        (redirect(PATH), "failed", ""),
        (redirect("ftp://courier.example/"), "refused", ""),
    ],
)
def test_what_is_no_article_never_replaces_one(
    call: Call, server: Rogue, reply: bytes, outcome: str, reason: str
) -> None:
    """It is one look with its word and reason, exit code 1; text, title and count stay as they were."""
    server.replies[PATH] = answer(html())
    url = server.url(PATH)
    call("fetch", url)
    before = call("show", "1").out
    server.replies[PATH] = reply
    run_ = call("fetch", url, "--timeout", "5")
    assert run_.code == 1
    row = run_.rows[0]
    assert row[0] in outcome.split("/")
    assert reason in row[6]
    assert row[6]
    assert looks(call) == [("new", 1), (row[0], None)]
    assert call("show", "1").out == before
    assert call("list", "--json").json[0]["views"] == 16


def test_one_bad_address_harms_no_other(call: Call, server: Rogue) -> None:
    """Every address of a batch has its line; what could be kept is kept."""
    server.replies |= {
        "/1": answer(html(title="الخبر الأول من المدينة")),
        "/2": answer("no", "403 Forbidden"),
        "/3": lambda talk: talk.reset(),
        "/4": answer(b"\x00" * 4000),
        "/5": answer(b"\x1f\x8b\x08\x00 no gzip at all", content_encoding="gzip"),
        "/6": answer(html(title="الخبر السادس من المدينة")),
    }
    Path("list.txt").write_text("\n".join([*(server.url(f"/{n}") for n in range(1, 7)), "http://", "junk"]), "utf-8")
    run_ = call("fetch", "-i", "list.txt", "--delay", "0", "--timeout", "5")
    assert run_.code == 1
    assert {row[-1]: row[0] for row in run_.rows if row[0] == "new"} == {
        server.url("/1"): "new",
        server.url("/6"): "new",
    }
    assert len(run_.rows) == 6
    assert [line.split(":")[2] for line in run_.err.splitlines()] == ["7", "8"]
    assert call("info", "--json").json[0]["visits"] == 6


def test_an_arabic_address_is_one_address(call: Call, server: Rogue) -> None:
    """Typed in Arabic or escaped, with tracking or without: one article, found by each of them."""
    path = "/أخبار/الرصيف الجديد"
    server.replies[quote(path)] = answer(html())
    escaped = server.url(quote(path))
    assert call("fetch", server.url(path)).rows[0][0] == "new"
    assert call("fetch", escaped.lower() + "?utm_source=x#top").rows[0][:2] == ["unchanged", "1@1"]
    assert call("show", server.url(path)).code == 0
    assert call("list", "--json").json[0]["url"] == escaped


@pytest.mark.parametrize(
    ("charset", "header"),
    [("windows-1256", "text/html; charset=windows-1256"), ("windows-1256", "text/html"), ("utf-16", "text/html")],
)
def test_pages_in_old_encodings_are_read_and_given_back(call: Call, server: Rogue, charset: str, header: str) -> None:
    """The text is right, and the page comes back byte for byte."""
    content = html().replace("utf-8", charset).replace("ُ", "").encode(charset)
    server.replies[PATH] = answer(content, content_type=header)
    assert call("fetch", server.url(PATH)).rows[0][2:4] == ["رصيف جديد يفتح أبوابه للسفن الكبيرة", "اقتصاد"]
    from newsgrab.archive import Archive

    with Archive("archive", readonly=True) as archive:
        assert archive.history.page(archive.resolve("1")) == content


def test_robots_txt_is_obeyed_with_its_rule(call: Call, server: Rogue) -> None:
    """A typed address too; the message names the rule and the way round it."""
    server.replies["/robots.txt"] = answer("User-agent: *\nDisallow: /article/\n", content_type="text/plain")
    server.replies[PATH] = answer(html())
    run_ = call("fetch", server.url(PATH))
    assert (run_.code, run_.rows[0][0]) == (1, "refused")
    assert "Disallow: /article/" in run_.rows[0][6]
    assert "--ignore-robots" in run_.rows[0][6]
    assert call("fetch", server.url(PATH), "--ignore-robots").rows[0][0] == "new"


def test_extract_visits_and_keeps_nothing(call: Call, server: Rogue) -> None:
    """The same reading as fetch, as JSON."""
    server.replies[PATH] = answer(html())
    run_ = call("extract", server.url(PATH))
    assert (run_.code, run_.json[0]["views"]) == (0, 16)
    assert [item["url"] for item in run_.json[0]["related"]] == [server.url("/article/7"), server.url("/article/8")]
    assert not Path("archive").exists()
    gone = call("extract", server.url("/nowhere"))
    assert (gone.code, gone.out) == (1, "")
    assert "404" in gone.err


def test_a_password_in_an_address_is_never_seen_again(call: Call, server: Rogue) -> None:
    """Neither in what is printed nor in what is kept."""
    server.replies[PATH] = answer(html())
    url = server.url(PATH).replace("http://", "http://desk:secret@")
    run_ = call("fetch", url)
    assert run_.rows[0][0] == "new"
    missing = call("fetch", url + "0")
    assert "secret" not in run_.out + run_.err + missing.out + missing.err
    assert not any(b"secret" in path.read_bytes() for path in Path("archive").iterdir())
