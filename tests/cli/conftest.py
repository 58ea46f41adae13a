"""newsgrab as its users run it, in a folder of its own: in this process, or as one of its own."""

from __future__ import annotations

import contextlib
import io
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from newsgrab.cli.app import run

ROOT = Path(__file__).resolve().parent.parent.parent

PAGE = """<!doctype html>
<html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>{title} - صحيفة المرفأ</title>
<link rel="canonical" href="https://harbour.example/article/{number}">
<meta property="og:site_name" content="صحيفة المرفأ"></head>
<body><nav><a href="/">الرئيسية</a> <a href="/category/economy">اقتصاد</a></nav>
<main><article><a class="category" href="/category/economy">اقتصاد</a><h1>{title}</h1>
<div class="meta"><time datetime="2025-03-03T09:30:00+03:00">3 آذار 2025</time>
<span class="views"><i class="fa fa-eye"></i> {views}</span></div>
<p>أعلنت إدارة المرفأ اليوم أن الرصيف الجديد سيستقبل أولى السفن في الأسبوع المقبل بعد أعمال دامت عامين كاملين.</p>
<p>وقال مدير الأشغال إن عمق الحوض صار يسمح برسو السفن الكبيرة، وإن الرافعات الثلاث جُرّبت بنجاح خلال الشهر الماضي.</p>
<p>{last}</p></article>
<section class="related"><h2>مقالات ذات صلة</h2>{related}</section></main></body></html>
"""
RELATED = (
    '<div class="item"><a href="/article/{number}"><h3>{title}</h3></a><p>{teaser}</p>'
    '<span class="views"><i class="fa fa-eye"></i> {views}</span></div>'
)
NEIGHBOURS = (
    (7, "الصيادون يطالبون بسوق جديدة", "اجتمع ممثلو الصيادين مع المجلس البلدي لبحث نقل السوق.", 9),
    (8, "حركة الشحن ترتفع في الربيع", "سجلت أرقام الشحن زيادة للشهر الثالث على التوالي.", 20),
)


def page(
    number: int = 12,
    *,
    title: str = "رصيف جديد يفتح أبوابه للسفن الكبيرة",
    views: int = 16,
    last: str = "ويتوقع التجار أن تنخفض كلفة النقل مع بداية الصيف.",
    related: tuple[tuple[int, str, str, int], ...] = NEIGHBOURS,
) -> str:
    """An invented Arabic article's page, with category, view count and related block."""
    entries = "".join(
        RELATED.format(number=n, title=name, teaser=teaser, views=count) for n, name, teaser, count in related
    )
    return PAGE.format(number=number, title=title, views=views, last=last, related=entries)


@dataclass(frozen=True)
class Run:
    """What a process printed, and its exit code."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> list[Any]:
        """The lines of stdout as JSON."""
        return [json.loads(line) for line in self.out.splitlines()]

    @property
    def rows(self) -> list[list[str]]:
        """The lines of stdout as tab-separated cells."""
        return [line.split("\t") for line in self.out.splitlines()]


def _run(code: int, out: bytes, err: bytes) -> Run:
    run = Run(code, out.decode(), err.decode())
    assert "Traceback" not in run.err, run.err
    return run


class Newsgrab:
    """Runs newsgrab in `folder`."""

    def __init__(self, folder: Path) -> None:
        """Nothing is there yet."""
        self.folder = folder

    def __call__(self, *arguments: str, stdin: bytes | None = b"", **environment: str) -> Run:
        """One run; no traceback is ever to be seen.

        It is a call in this process if nothing stands against it: most of a short run is the start of Python.
        """
        if environment or stdin != b"":
            return self.process(*arguments, stdin=stdin, **environment)
        out, err = io.BytesIO(), io.BytesIO()
        with self._here(out, err):
            code = run(list(arguments))
        return _run(code, out.getvalue(), err.getvalue())

    def process(self, *arguments: str, stdin: bytes | None = b"", **environment: str) -> Run:
        """One run as a process of its own."""
        return self._done([sys.executable, "-m", "newsgrab", *arguments], stdin, environment)

    def python(self, code: str, **environment: str) -> Run:
        """A program of Python's that uses newsgrab's code."""
        return self._done([sys.executable, "-c", code], b"", environment)

    def shell(self, script: str, **environment: str) -> Run:
        """A line of bash in which `newsgrab` is the program; in a pipe its exit code counts."""
        call = f'newsgrab() {{ "{sys.executable}" -m newsgrab "$@"; }}; set -o pipefail; {script}'
        return self._done(["/bin/bash", "-c", call], b"", environment)

    def _done(self, command: list[str], stdin: bytes | None, environment: dict[str, str]) -> Run:
        done = subprocess.run(
            command,
            cwd=self.folder,
            env=self.environment | environment,
            input=stdin,
            capture_output=True,
            timeout=60,
            check=False,
        )
        return _run(done.returncode, done.stdout, done.stderr)

    @contextlib.contextmanager
    def _here(self, out: io.BytesIO, err: io.BytesIO) -> Iterator[None]:
        before, streams = dict(os.environ), (sys.stdin, sys.stdout, sys.stderr)
        texts = [io.TextIOWrapper(raw, encoding="utf-8", write_through=True) for raw in (io.BytesIO(), out, err)]
        sys.stdin, sys.stdout, sys.stderr = texts
        try:
            os.environ.clear()
            os.environ.update(self.environment)
            with contextlib.chdir(self.folder):
                yield
        finally:
            os.environ.clear()
            os.environ.update(before)
            sys.stdin, sys.stdout, sys.stderr = streams
            for text in texts:
                text.detach()

    @property
    def environment(self) -> dict[str, str]:
        """The environment without what would change the settings."""
        ours = ("NEWSGRAB_", "XDG_", "PYTHON", "LC_", "COLUMNS", "NO_COLOR", "FORCE_COLOR")
        plain = {key: value for key, value in os.environ.items() if not key.startswith(ours)}
        return plain | {"HOME": str(self.folder), "PYTHONPATH": str(ROOT)}

    def write(self, name: str, text: str | bytes) -> Path:
        """A file in the folder."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path


@pytest.fixture
def newsgrab(tmp_path: Path) -> Newsgrab:
    """Newsgrab in an empty folder."""
    return Newsgrab(tmp_path)


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Newsgrab:
    """An archive with an article of two versions and three looks, and another article; to be read only."""
    newsgrab = Newsgrab(tmp_path_factory.mktemp("filled"))
    for name, text in (
        ("1.html", page()),
        ("2.html", page(views=40, related=NEIGHBOURS[::-1])),
        ("3.html", page(views=90, last="ويتوقع التجار أن ترتفع كلفة النقل مع بداية الصيف.")),
        ("4.html", page(8, title="حركة الشحن ترتفع في الربيع", views=25, related=())),
    ):
        newsgrab.write(name, text)
        assert newsgrab("fetch", name).code == 0
    return newsgrab


@pytest.fixture
def ask(filled: Newsgrab, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., Run]:
    """Runs a command on the filled archive, in this process, with what a test has put in its way."""
    return caller(filled.folder, monkeypatch, capsys)


def caller(folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., Run]:
    """Runs commands in this process, which is in that folder until the test ends."""
    for name in [name for name in os.environ if name.startswith("NEWSGRAB_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.chdir(folder)

    def called(*arguments: str) -> Run:
        code = run(list(arguments))
        return Run(code, *capsys.readouterr())

    return called
