"""A clone started by an older Python says so, in one line."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "newsgrab"


@pytest.mark.parametrize("module", ["__init__.py", "__main__.py"])
def test_what_an_older_python_reads_first_it_understands(module: str) -> None:
    """So that it comes to the line that says what is needed, before anything else is loaded."""
    tree = ast.parse((PACKAGE / module).read_text(encoding="utf-8"), feature_version=(3, 8))
    loaded = {name.name for node in tree.body if isinstance(node, ast.Import) for name in node.names}
    loaded |= {node.module or "" for node in tree.body if isinstance(node, ast.ImportFrom)}
    assert loaded <= {"__future__", "typing", "gc", "os", "sys"}
