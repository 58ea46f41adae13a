"""The schema that is written down is the schema that is."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path

from newsgrab.archive import Archive
from newsgrab.archive.migrations.schema import schema
from tests.archive.conftest import FLOOD, MONDAY, look

FOLDER = Path(__file__).resolve().parents[3] / "archive"


def test_schema_sql_is_what_the_migrations_make() -> None:
    """archive/schema.sql is up to date: python -m newsgrab.archive.migrations.schema > archive/schema.sql."""
    assert (FOLDER / "schema.sql").read_text(encoding="utf-8") == schema()


def test_every_table_is_explained(archive: Archive) -> None:
    """archive/README.md names every table and view that is ours."""
    guide = (FOLDER / "README.md").read_text(encoding="utf-8")
    names = archive.connection.execute(
        "SELECT name FROM sqlite_master WHERE type IN ('table', 'view') AND name NOT GLOB '*_fts_*'"
        " AND name NOT GLOB '*_stem_*' AND name NOT GLOB 'sqlite_*' AND name NOT GLOB '*_word'"
    )
    assert [name for (name,) in names if f"`{name}`" not in guide] == []


def test_the_questions_of_the_guide_have_answers(archive: Archive) -> None:
    """Every query of archive/README.md runs in plain sqlite3 on a real archive."""
    for _ in range(12):  # the guide asks about article 12
        page, reading = look(FLOOD, MONDAY)
        archive.record(page, reading)
    guide = (FOLDER / "README.md").read_text(encoding="utf-8")
    queries = re.sub("--.*", "", re.findall(r"```sql\n(.*?)```", guide, re.DOTALL)[0]).split(";")
    with closing(sqlite3.connect(archive.path)) as plain:
        for query in filter(str.strip, queries):
            plain.execute(query.replace("= 12", "= 1")).fetchall()
        assert plain.execute("SELECT count(*) FROM article_fts WHERE article_fts MATCH 'السوق'").fetchone() == (1,)
