"""Write what the commands say of themselves into the docs and the manual pages.

    python tools/write_docs.py          # write what differs
    python tools/write_docs.py --check  # only name it; exit code 1 if anything differs

In newsgrab/docs/*.md this is what stands between `<!-- options: COMMAND -->` or `<!-- commands -->` and the next
`<!-- end -->`; in packaging/share/man/man1 it is every page; newsgrab/docs/schema.json is all of it. tests/test_docs.py
checks the same.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tools.commands import Command, Option, commands  # noqa: E402 -- found by the line above
from tools.json_schema import json_schema  # noqa: E402
from tools.manual import manual_pages  # noqa: E402

DOCS = ROOT / "newsgrab" / "docs"
MAN = ROOT / "packaging" / "share" / "man" / "man1"
_GENERATED = re.compile(
    r"(?P<mark><!-- (?:commands|options:(?P<command>[ \w]*)) -->\n).*?(?P<end><!-- end -->)", re.DOTALL
)


def written() -> dict[Path, str]:
    """Every generated file with what it should hold."""
    known = commands()
    pages = {path: path.read_text(encoding="utf-8") for path in sorted(DOCS.glob("*.md"))}
    where = {
        name.strip(): path.name
        for path, text in pages.items()
        for name in re.findall(r"<!-- options:([ \w]*) -->", text)
    }

    def fill(match: re.Match[str]) -> str:
        name = match["command"]
        table = command_table(known, where) if name is None else option_table(known[name.strip()])
        return f"{match['mark']}{table}\n{match['end']}"

    files = {path: _GENERATED.sub(fill, text) for path, text in pages.items()}
    exit_codes = table_rows(pages[DOCS / "exit-codes.md"], "exit code")
    variables = table_rows(pages[DOCS / "settings.md"], "key")
    files[DOCS / "schema.json"] = json_schema()
    return files | {MAN / name: text for name, text in manual_pages(known, exit_codes, variables).items()}


def table_rows(page: str, heading: str) -> list[list[str]]:
    """The rows of the page's table whose first column is headed so, without the signs of code."""
    lines = iter(page.splitlines())
    for line in lines:
        if line.startswith(f"| {heading} |"):
            next(lines)
            break
    rows = []
    for line in lines:
        if not line.startswith("|"):
            break
        rows.append([cell.strip().replace("`", "").replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", line)[1:-1]])
    return rows


def command_table(known: dict[str, Command], where: dict[str, str]) -> str:
    """All commands that can be typed, what each does, and the page that explains it."""
    rows = ["| command | does | page |", "|---|---|---|"]
    for name, each in known.items():
        if name and not each.is_group:
            page = where.get(name, "")
            rows.append(f"| `{name}` | {_cell(each.brief)}. | [{page.removesuffix('.md')}]({page}) |")
    return "\n".join(rows)


def option_table(command: Command) -> str:
    """How the command is typed, then its arguments and options, a row each."""
    rows = [f"`{command.usage}`\n", "| option | does |", "|---|---|"]
    rows += [_row(each) for each in (*command.arguments, *command.options)]
    return "\n".join(rows if command.name else rows[1:])


def _row(option: Option) -> str:
    names = ", ".join(f"`{_cell(spelling)}`" for spelling in option.spellings)
    default = f" Default: {_cell(option.default)}." if option.default else ""
    return f"| {names} | {_cell(option.does)}{default} |"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def main(arguments: list[str]) -> int:
    """Write, or name, every file that differs."""
    differing = [
        (path, text)
        for path, text in written().items()
        if not path.is_file() or path.read_text(encoding="utf-8") != text
    ]
    for path, text in differing:
        print(path.relative_to(ROOT))
        if "--check" not in arguments:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    return 1 if differing and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
