"""The programs of the docs that analyse an archive run as they stand there."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

import pytest

from tests.cli.conftest import Newsgrab, filled

__all__ = ["filled"]
PAGE = (Path(__file__).parent.parent / "newsgrab/docs/analysis.md").read_text(encoding="utf-8")
PROGRAMS = re.findall(r"<!-- analysis -->\n```python\n(.*?)```", PAGE, re.DOTALL)


@pytest.mark.parametrize("number", range(len(PROGRAMS)))
def test_the_programs_of_the_docs_run(filled: Newsgrab, tmp_path: Path, number: int) -> None:
    """On the files whose export stands beside them; they print what they found."""
    archive = str(filled.folder / "archive")
    for what in ("articles", "views"):
        assert filled("export", "--archive", archive, "-w", what, "-o", str(tmp_path / f"{what}.parquet")).code == 0
    command = [sys.executable, "-c", PROGRAMS[number]]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert "90" in done.stdout or "2" in done.stdout


_ASK = """
import asyncio, json, sys
from datasette.app import Datasette

async def main():
    shown = Datasette([sys.argv[1]], metadata=json.loads(sys.argv[2]))
    answers = {}
    for path in sys.argv[3:]:
        answer = await shown.client.get(path)
        answers[path] = [answer.status_code, answer.json() if ".json" in path else answer.text]
    print(json.dumps(answers))

asyncio.run(main())
"""


def test_datasette_shows_the_archive(filled: Newsgrab) -> None:
    """With titles, facets, search and the titles of rows that a number leads to; its queries run."""
    metadata = filled("export", "--format", "datasette").out
    queries = [f"/newsgrab/{name}.json" for name in json.loads(metadata)["databases"]["newsgrab"]["queries"]]
    article, search = "/newsgrab/article.json", f"/newsgrab/article.json?_search={quote('الشحن')}"
    paths = [
        article,
        search,
        "/newsgrab/look",
        "/newsgrab/visit",
        "/newsgrab/snapshot",
        "/newsgrab/version",
        "/newsgrab/view_series",
        "/newsgrab",
        *queries,
    ]
    command = [sys.executable, "-W", "ignore", "-c", _ASK, str(filled.folder / "archive/newsgrab.db"), metadata, *paths]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    answers = json.loads(done.stdout)
    assert [path for path in paths if answers[path][0] != 200] == []
    assert {"site", "language", "category", "authors"} <= set(answers[article][1]["facet_results"])
    assert [row[4] for row in answers[search][1]["rows"]] == ["حركة الشحن ترتفع في الربيع"]
    assert ">رصيف جديد يفتح أبوابه للسفن الكبيرة</a>" in answers["/newsgrab/look"][1]
    assert "Promotions" in answers["/newsgrab"][1] or "promotion" in answers["/newsgrab"][1]
    assert "article_stem_data" not in answers["/newsgrab"][1]
    assert len(answers["/newsgrab/edits.json"][1]["rows"]) == 1
