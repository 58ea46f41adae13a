"""The shape of the code: one direction, one home for each library, small files and functions."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from newsgrab.archive.migrations.migrate import STEPS

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "newsgrab"
MODULES = sorted(PACKAGE.rglob("*.py"))
SEES = {  # which folders of the package a folder may import
    "source": {"source", "fetch", "extraction"},
    "fetch": {"fetch"},
    "warc": {"warc", "fetch"},
    "profile": {"profile"},
    "extraction": {"extraction", "profile"},
    "archive": {"archive"},
    "export": {"export", "archive"},
    "charts": {"charts", "archive"},
    "batch": {"batch", "export", "warc", "workers", "fetch", "extraction"},
    "web": {"web", "archive", "charts"},
    "workers": {"workers", "archive", "fetch", "warc", "source", "profile", "extraction"},
    "importing": {"importing", "archive", "fetch", "warc", "source", "workers", "batch", "export"},
    "following": {"following", "archive", "fetch", "source", "workers"},
}
FOR_ALL = "newsgrab.extraction.words"  # what any text means: dates, numbers, phrases
ROOMS = {  # which other rooms of the archive a room may import; store.py imports them all, none imports store.py
    "query": set(),
    "search": {"query"},
    "history": {"query"},
    "keep": {"history", "query", "search"},
    "subscriptions": {"keep"},
    "care": {"history", "keep", "migrations", "query", "search"},
    "migrations": set(),
}
EXTRACTION_ROOMS = {  # which rooms of the extraction a room may import; "" are the modules that stand in none
    "words": set[str](),
    "page": {"words"},
    "body": {"words", "page"},
    "fields": {"words", "page", "body"},
    "state": {"words", "page", "body", "fields"},
    "": {"words", "page", "body", "fields", "state"},
    "induction": {"words", "page", "body", "fields", "state", ""},
}
HOMES = {
    "httpx": "fetch",
    "httpcore": "fetch",
    "fastwarc": "warc",
    "warcio": "warc",
    "fsspec": "warc",
    "distributed": "batch",
    "protego": "fetch",
    "playwright": "fetch",
    "selectolax": "extraction",
    "sqlite3": "archive",
    "sqlite_utils": "archive",
    "typer": "cli",
    "rich": "cli",
    "feedparser": "source",
    "xlsxwriter": "export",
    "pyarrow": "export",
    "resvg_py": "charts",
    "starlette": "web",
    "jinja2": "web",
    "uvicorn": "web",
    "rfc3161_client": "archive",
    "cryptography": "archive",
}
MAX_FILE, MAX_FUNCTION, MAX_PARAMETERS, MAX_MODULES = 400, 60, 6, 15
GROWING = {"cli", "migrations"}  # folders of a file for each command, for each step


def dotted(module: Path) -> str:
    """The name by which a module is imported."""
    return ".".join(module.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


NAMES = {dotted(module) for module in MODULES}


def tree(module: Path) -> ast.Module:
    """The module, parsed."""
    return ast.parse(module.read_text(encoding="utf-8"))


def folder(module: Path) -> str:
    """The folder of the package that a module is in, "" at the top."""
    parts = module.relative_to(PACKAGE).parts
    return parts[0] if len(parts) > 1 else ""


def imports(module: Path) -> Iterator[str]:
    """Every module that a module imports, wherever in it."""
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            for name in node.names:
                inner = f"{node.module}.{name.name}"
                yield inner if inner in NAMES else node.module


def name(module: Path) -> str:
    """How a failure names the module."""
    return str(module.relative_to(ROOT))


@pytest.mark.parametrize("module", MODULES, ids=name)
def test_each_library_has_one_home(module: Path) -> None:
    """A library is imported in the folder that is its home, and nowhere else."""
    for imported in imports(module):
        home = HOMES.get(imported.split(".")[0])
        assert home in {None, folder(module)}, f"{name(module)} imports {imported}, whose home is newsgrab/{home}"


@pytest.mark.parametrize("module", MODULES, ids=name)
def test_articles_go_one_way(module: Path) -> None:
    """No folder imports one that comes before it, and nothing imports the command line."""
    own = folder(module)
    for imported in imports(module):
        parts = imported.split(".")
        if parts[0] != "newsgrab" or len(parts) < 2:
            continue
        if own != "cli" and name(module) != "newsgrab/__main__.py":
            assert parts[1] != "cli", f"{name(module)} imports the command line"
        if own in SEES and (PACKAGE / parts[1]).is_dir() and not imported.startswith(FOR_ALL):
            assert parts[1] in SEES[own], f"{name(module)} imports {imported}"


@pytest.mark.parametrize("module", MODULES, ids=name)
def test_files_and_functions_are_small(module: Path) -> None:
    """A file has at most 400 lines, a function 60 and 6 parameters (a command's options do not count)."""
    assert len(module.read_text(encoding="utf-8").splitlines()) <= MAX_FILE, f"{name(module)} is too long"
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            place = f"{name(module)}: {node.name}"
            assert (node.end_lineno or 0) - node.lineno < MAX_FUNCTION, f"{place} is too long"
            arguments = [a.arg for a in (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)]
            named = [argument for argument in arguments if argument not in {"self", "cls"}]
            if folder(module) != "cli":
                assert len(named) <= MAX_PARAMETERS, f"{place} takes {len(named)} parameters"


def test_values_of_a_statement_are_counted_or_named() -> None:
    """A numbered one (?1) that is taken from a sequence is refused from Python 3.14 on."""
    numbered = re.compile(r"\?\d")
    texts = ((name(module), numbered.search(module.read_text(encoding="utf-8"))) for module in MODULES)
    assert [place for place, found in texts if found] == []


@pytest.mark.parametrize("module", sorted((PACKAGE / "extraction").rglob("*.py")), ids=name)
def test_rooms_of_the_extraction_go_one_way(module: Path) -> None:
    """A room of the extraction imports only those that come before it."""
    rooms = {dotted(PACKAGE / "extraction" / room / "__init__.py"): room for room in EXTRACTION_ROOMS if room}
    parts = dotted(module).split(".")
    own = rooms.get(".".join(parts[:3]), "")
    for imported in imports(module):
        if imported == "newsgrab.extraction" or imported.startswith("newsgrab.extraction."):
            room = rooms.get(".".join(imported.split(".")[:3]), "")
            assert room in EXTRACTION_ROOMS[own] | {own}, f"{name(module)} imports {imported}"


TAGS = frozenset(
    [
        "abbr",
        "acronym",
        "address",
        "applet",
        "article",
        "aside",
        "audio",
        "base",
        "bdi",
        "bdo",
        "big",
        "blink",
        "blockquote",
        "body",
        "button",
        "canvas",
        "caption",
        "center",
        "cite",
        "code",
        "col",
        "colgroup",
        "data",
        "datalist",
        "dd",
        "del",
        "details",
        "dfn",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "em",
        "embed",
        "fieldset",
        "figcaption",
        "figure",
        "font",
        "footer",
        "form",
        "frame",
        "frameset",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "head",
        "header",
        "hgroup",
        "hr",
        "html",
        "iframe",
        "img",
        "input",
        "ins",
        "kbd",
        "label",
        "legend",
        "li",
        "link",
        "main",
        "map",
        "mark",
        "math",
        "menu",
        "meta",
        "nav",
        "noscript",
        "object",
        "ol",
        "optgroup",
        "option",
        "output",
        "p",
        "param",
        "picture",
        "pre",
        "progress",
        "ruby",
        "samp",
        "script",
        "search",
        "section",
        "select",
        "slot",
        "small",
        "source",
        "span",
        "strike",
        "strong",
        "style",
        "sub",
        "summary",
        "sup",
        "svg",
        "table",
        "tbody",
        "td",
        "template",
        "textarea",
        "tfoot",
        "th",
        "thead",
        "time",
        "title",
        "tr",
        "track",
        "ul",
        "var",
        "video",
        "wbr",
        "nobr",
        "listing",
        "marquee",
        "plaintext",
        "xmp",
    ]
)
NO_WORDS = {  # lists of three letters or more that are no words of languages or templates
    "decode.py": "names of charsets",
    "url_paths.py": "endings of files",
    "learned_fields.py": "fields of an article",
}
MAX_WORDS = 6


@pytest.mark.parametrize("module", sorted((PACKAGE / "extraction").rglob("*.py")), ids=name)
def test_words_stand_in_tables(module: Path) -> None:
    """No list of words stands in the code of the extraction: they are in words/languages and words/markup.toml."""
    if module.name in NO_WORDS:
        return
    code = tree(module)
    scopes = (ast.Module, ast.ClassDef, ast.FunctionDef)
    first = [node.body[0] for node in ast.walk(code) if isinstance(node, scopes) and node.body]
    passed = {id(one.value) for one in first if isinstance(one, ast.Expr)}
    passed |= {
        id(one.value) for one in ast.walk(code) if isinstance(one, ast.Assign) and "__slots__" in ast.unparse(one)
    }
    for node in ast.walk(code):
        words: list[str] = []
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in passed:
            words = re.split(r"[|\s]", node.value) if "|" in node.value or "\n" in node.value else []
        elif isinstance(node, ast.Set | ast.Tuple | ast.List) and id(node) not in passed:
            words = [one.value for one in node.elts if isinstance(one, ast.Constant) and isinstance(one.value, str)]
        listed = [word for word in words if len(re.findall(r"[^\W\d_]", word)) > 2 and word not in TAGS]
        assert len(listed) <= MAX_WORDS, f"{name(module)}: {listed}"


def test_no_modules_import_each_other() -> None:
    """There is no ring of imports: those inside functions and those only for types are counted."""
    left = {dotted(module): set(imports(module)) & NAMES - {dotted(module)} for module in MODULES}
    while ends := [module for module, needs in left.items() if not needs]:
        left = {module: needs - set(ends) for module, needs in left.items() if needs}
    assert left == {}, "these modules import each other, or something that does"


def test_folders_hold_few_modules() -> None:
    """A folder holds at most 15 modules of its own; GROWING may hold more."""
    counts = {folder: len(list(folder.glob("[!_]*.py"))) for folder in {module.parent for module in MODULES}}
    crowded = {name(folder) for folder, count in counts.items() if count > MAX_MODULES and folder.name not in GROWING}
    assert crowded == set()


def test_folders_hold_more_than_one_file() -> None:
    """A folder exists only where there are two or more modules in it."""
    for package in {module.parent for module in MODULES}:
        modules = [file for file in package.iterdir() if file.suffix == ".py" or file.is_dir()]
        assert len(modules) > 1, f"{package.relative_to(ROOT)} holds a single module"


@pytest.mark.parametrize("module", sorted((PACKAGE / "archive").rglob("*.py")), ids=name)
def test_rooms_of_the_archive_go_one_way(module: Path) -> None:
    """A room of the archive imports only those that come before it, and never the object that holds them all."""
    room = module.relative_to(PACKAGE / "archive").parts[0]
    if room not in ROOMS:
        return
    for imported in imports(module):
        parts = imported.split(".")
        if parts[:2] == ["newsgrab", "archive"]:
            assert parts[2:3] != ["store"], f"{name(module)} imports the store"
            assert not set(parts[2:3]) & ROOMS.keys() - ROOMS[room] - {room}, f"{name(module)} imports {imported}"


def test_migrations_import_nothing_of_ours() -> None:
    """A step that was once released reads the same whatever becomes of the rest."""
    for step in STEPS:
        module = PACKAGE / "archive" / "migrations" / f"{step}.py"
        assert [imported for imported in imports(module) if imported.startswith("newsgrab")] == []
