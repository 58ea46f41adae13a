"""Collections read in by fetch and extract."""

from __future__ import annotations

from datetime import timedelta

import pytest

from newsgrab.archive import Archive
from newsgrab.following.schedule import planner
from newsgrab.link import Kind, Link, Source
from tests.cli.conftest import Newsgrab, page
from tests.warc.samples import HTML, MONDAY, SITE, http, packed, record, response, wacz, warcinfo

EDITED = "ويتوقع التجار أن ترتفع كلفة النقل مع بداية الصيف."
URL = "https://harbour.example/article/12"


def look(day: int, *, status: str = "200 OK", last: str | None = None, url: str = URL) -> bytes:
    """A capture of the harbour's article on that day."""
    body = page(last=last).encode() if last else page().encode()
    return record("response", url, http(body, status), at=MONDAY + timedelta(days=day))


CRAWL = [warcinfo("crawler/1.0"), look(0), look(1), look(2, last=EDITED), look(3, status="404 Not Found")]
PNG = record("response", f"{SITE}/p.png", http(b"\x89PNG\r\n", headers={"Content-Type": "image/png"}))


def test_each_capture_is_a_look_at_its_own_time(newsgrab: Newsgrab) -> None:
    """Two looks that saw the same, an edit, a removal; the edit stands between the captures that bound it."""
    (newsgrab.folder / "crawl").write_bytes(packed(CRAWL, "gz"))
    run = newsgrab("fetch", "crawl")
    assert [row[0] for row in run.rows] == ["new", "unchanged", "changed", "gone"]
    assert run.code == 0
    versions = newsgrab("history", "1", "--json").json
    assert [row["at"][:10] for row in versions if row.get("outcome")] == [
        "2025-03-03",
        "2025-03-04",
        "2025-03-05",
        "2025-03-06",
    ]


def test_what_was_gone_when_it_was_captured_is_no_trouble_to_tell(newsgrab: Newsgrab) -> None:
    """With -q nothing is printed of it, as the exit code says."""
    (newsgrab.folder / "crawl").write_bytes(packed(CRAWL, "gz"))
    run = newsgrab("fetch", "-q", "crawl")
    assert (run.code, run.out, run.err) == (0, "", "")


def test_the_longest_pause_holds_after_a_capture_as_well(newsgrab: Newsgrab) -> None:
    """A look out of a file plans the next one as a look by hand does."""
    with Archive(newsgrab.folder / "archive", create=True) as archive:
        source = archive.following.add(Source(f"{SITE}/feed", Kind.FEED), MONDAY)
        archive.following.keep_links(source or 0, [Link(URL)], at=MONDAY, schedule=planner(None))
    (newsgrab.folder / "crawl.warc").write_bytes(packed(CRAWL[:2], ""))
    newsgrab.write("newsgrab.toml", 'max_gap = "6m"')
    assert newsgrab("fetch", "crawl.warc").code == 0
    assert "again after 6 min" in newsgrab("why", "1").out


def test_the_same_file_again_adds_nothing(newsgrab: Newsgrab) -> None:
    """Whatever it is called by then."""
    (newsgrab.folder / "a.warc.gz").write_bytes(packed(CRAWL[:4], "gz"))
    newsgrab("fetch", "a.warc.gz")
    (newsgrab.folder / "a.warc.gz").rename(newsgrab.folder / "b.warc.gz")
    again = newsgrab("fetch", "b.warc.gz")
    assert (again.rows, again.code) == ([], 0)
    assert "read in before" in again.err
    assert len(newsgrab("export", "-w", "visits", "-f", "jsonl").json) == 3


def test_archives_that_were_read_from_files_merge_and_verify(newsgrab: Newsgrab) -> None:
    """Each look brings along the file that it came from, and what is chained of that is right."""
    for name, looks in (("ours", CRAWL[1:2]), ("theirs", CRAWL[2:])):
        (newsgrab.folder / f"{name}.warc").write_bytes(packed(looks, ""))
        newsgrab("fetch", f"{name}.warc", "--archive", name)
    newsgrab("merge", "theirs", "--archive", "ours")
    checked = newsgrab("verify", "--archive", "ours")
    assert (checked.code, checked.err) == (0, "")
    assert [each["looks"] for each in newsgrab("info", "--json", "--archive", "ours").json[0]["imports"]] == [1, 3]


def test_damage_is_told_with_its_byte_and_reading_goes_on(newsgrab: Newsgrab) -> None:
    """The others are kept; the exit code says that something was not."""
    first, second, third = (packed([response(number)], "gz") for number in (1, 2, 3))
    harmed = bytearray(second)
    harmed[len(second) // 2] ^= 255
    (newsgrab.folder / "crawl.warc.gz").write_bytes(first + harmed + third)
    run = newsgrab("fetch", "crawl.warc.gz")
    assert [row[-1] for row in run.rows] == [f"{SITE}/1", f"{SITE}/3"]
    assert f"crawl.warc.gz: damaged at byte {len(first)}, went on at {len(first) + len(second)}" in run.err, run.err
    assert run.code == 1


def test_captures_are_chosen_by_site_and_time(newsgrab: Newsgrab) -> None:
    """What else is in the file is left there, and can be read in later."""
    (newsgrab.folder / "crawl.warc").write_bytes(packed([*CRAWL[:4], response(1)], "plain"))
    run = newsgrab("fetch", "crawl.warc", "--site", "harbour.example", "--since", "2025-03-04", "--until", "2025-03-05")
    assert [row[0] for row in run.rows] == ["new"]
    assert [row[0] for row in newsgrab("fetch", "crawl.warc", "--site", "courier.example").rows] == ["new"]
    refused = newsgrab("fetch", "page.html", "--site", "courier.example")
    assert refused.code == 2
    assert "choose among the captures of WARC files" in refused.err


def test_info_lists_what_was_read_in(newsgrab: Newsgrab) -> None:
    """The file, its looks, what else was in it, and the program that wrote it."""
    (newsgrab.folder / "crawl.warc.gz").write_bytes(packed([*CRAWL[:3], PNG], "gz"))
    newsgrab("fetch", "crawl.warc.gz")
    assert "2        1         0" in newsgrab("info").out
    (imported,) = newsgrab("info", "--json").json[0]["imports"]
    assert (imported["name"], imported["looks"], imported["other"]) == ("crawl.warc.gz", 2, 1)
    assert imported["software"] == "crawler/1.0"
    assert imported["finished_at"]


def test_a_pipe_and_a_folder_are_read_too(newsgrab: Newsgrab) -> None:
    """Collections are told by their content there as well."""
    content = packed(CRAWL[:2], "gz")
    run = newsgrab("fetch", "-", stdin=content)
    assert [row[0] for row in run.rows] == ["new"]
    (newsgrab.folder / "crawls").mkdir()
    (newsgrab.folder / "crawls" / "a.wacz").write_bytes(wacz({"data.warc.gz": packed([response(1)], "gz")}))
    (newsgrab.folder / "crawls" / "notes.txt").write_text("not a crawl")
    assert [row[-1] for row in newsgrab("fetch", "crawls").rows] == [f"{SITE}/1"]


def test_a_revisit_finds_its_page_in_the_archive(newsgrab: Newsgrab) -> None:
    """Also where an earlier file held it; where nobody has it, the look says so."""
    named = {
        "WARC-Profile": "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest",
        "WARC-Refers-To-Target-URI": f"{SITE}/1",
        "WARC-Refers-To-Date": MONDAY.strftime("%Y-%m-%dT%H:%M:%SZ"),
    }
    again = record("revisit", f"{SITE}/1", http(b"", headers=HTML), at=MONDAY + timedelta(days=1), fields=named)
    (newsgrab.folder / "first.warc").write_bytes(response(1))
    (newsgrab.folder / "second.warc").write_bytes(again)
    run = newsgrab("fetch", "second.warc", "--archive", "other")
    assert run.rows[0][0] == "failed"
    assert "neither here nor in the file" in run.rows[0][6]
    assert [row[0] for row in newsgrab("fetch", "first.warc", "second.warc").rows] == ["new", "unchanged"]


def test_a_record_that_is_no_page_ends_nothing(newsgrab: Newsgrab) -> None:
    """An error of one record comes back from the reading processes with all its facts."""
    empty = record("response", f"{SITE}/2", http(b" "))
    hidden = record("response", f"{SITE}/3", http(b"\x89PNG\r\n\x1a\n" + bytes(99)))
    (newsgrab.folder / "crawl.warc").write_bytes(response(1) + empty + hidden + response(4))
    run = newsgrab("fetch", "crawl.warc", "crawl.warc")
    assert [(row[0], row[6]) for row in run.rows] == [("new", ""), ("failed", "an empty page"), ("new", "")]
    assert newsgrab("info", "--json").json[0]["imports"][0]["other"] == 1


def test_extract_reads_without_keeping(newsgrab: Newsgrab) -> None:
    """One JSON object for each article in the file."""
    (newsgrab.folder / "crawl.warc.gz").write_bytes(packed([response(1), PNG, response(2)], "gz"))
    run = newsgrab("extract", "crawl.warc.gz")
    assert [found["title"] for found in run.json] == ["Report 1 from the quay", "Report 2 from the quay"]
    assert not (newsgrab.folder / "archive").exists()


def test_url_does_not_go_with_a_collection(newsgrab: Newsgrab) -> None:
    """A collection tells its own addresses."""
    (newsgrab.folder / "crawl.warc").write_bytes(response(1))
    run = newsgrab("fetch", "crawl.warc", "--url", f"{SITE}/1")
    assert run.code == 2
    assert "--url is for a saved page" in run.err


@pytest.mark.parametrize("missing", ["fastwarc", "warcio"])
def test_without_the_extra_the_message_names_it(newsgrab: Newsgrab, missing: str) -> None:
    """Before an archive is made."""
    (newsgrab.folder / "crawl.warc").write_bytes(response(1))
    run = newsgrab.python(
        "import importlib.util as util, sys\n"
        "find = util.find_spec\n"
        f"util.find_spec = lambda name, *rest: None if name == {missing!r} else find(name, *rest)\n"
        "from newsgrab.cli.app import run\n"
        "sys.exit(run(['fetch', 'crawl.warc']))"
    )
    assert run.code == 2
    assert "pip install 'newsgrab[warc]'" in run.err
    assert not (newsgrab.folder / "archive").exists()
