"""Whether the tests bite: small faults are put into a module, one at a time, and its own tests are run against each.

    python benchmarks/mutation.py [--mutants 40] [--seed 1] [--show] [NAME...]

NAME is one of MODULES (all, if none is named). A fault is a comparison, a truth value, a number, a condition, an
operator or a call that is otherwise or not there. A mutant is killed if a test fails, or takes ten times as long.
Told per module: how many of how many were killed; with --show each survivor as a changed line, which is a gap in the
tests or a line that means the same.
"""

from __future__ import annotations

import argparse
import ast
import copy
import importlib.abc
import importlib.util
import os
import random
import resource
import signal
import sys
import time
from collections.abc import Iterator
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parent.parent
MAX_MEMORY_BYTES = 4 << 30  # a fault may make a loop that fills it
FETCH = "tests/fetch"
HISTORY = "tests/archive/history"
CONNECTIONS = ("connections", "private_networks", "certificates", "fetcher")
RECORDS = (
    *(f"keep/test_{name}" for name in ("record", "identity", "claims", "renderings", "moves")),
    "care/test_removal",
)
COMPARISONS = ("compare", "edits", "edit_kinds", "changes")
MODULES = {  # name -> module, its tests
    "network": ("fetch/network.py", " ".join(f"{FETCH}/test_{name}.py" for name in CONNECTIONS)),
    "ip_addresses": ("fetch/ip_addresses.py", f"{FETCH}/test_private_networks.py"),
    "rate_limiter": ("fetch/rate_limiter.py", f"{FETCH}/test_rate_limiter.py"),
    "retry": ("fetch/retry.py", f"{FETCH}/test_retry.py"),
    "robots": ("fetch/robots.py", f"{FETCH}/test_robots.py"),
    "classify": ("fetch/classify.py", f"{FETCH}/test_fetcher.py {FETCH}/test_hostile_servers.py"),
    "body": ("fetch/body.py", f"{FETCH}/test_body.py {FETCH}/test_hostile_servers.py {FETCH}/test_fetcher.py"),
    "decoders": ("fetch/decoders.py", f"{FETCH}/test_decoders.py"),
    "scheduler": ("fetch/host_scheduler.py", f"{FETCH}/test_host_scheduler.py"),
    "urls": ("urls.py", "tests/test_urls.py"),
    "outcomes": ("outcomes.py", "tests/test_outcomes.py"),
    "feed": ("source/feed.py", "tests/source/test_feed.py"),
    "sitemap": ("source/sitemap.py", "tests/source/test_sitemap.py"),
    "selection": ("following/selection.py", "tests/following/test_selection.py"),
    "schedule": ("following/schedule.py", "tests/following/test_schedule.py tests/test_outcomes.py"),
    "compare": ("archive/history/compare.py", " ".join(f"{HISTORY}/test_{name}.py" for name in COMPARISONS)),
    "record": ("archive/keep/record.py", " ".join(f"tests/archive/{name}.py" for name in RECORDS)),
    "drift": ("profile/drift.py", "tests/profile/test_drift.py"),
    "editing": ("profile/editing.py", "tests/profile/test_editing.py"),
    "dates": ("extraction/words/dates.py", "tests/extraction/words/test_dates.py"),
}  # fmt: skip
_COMPARED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
_OPERATED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Add, ast.FloorDiv: ast.Mult, ast.Div: ast.Mult,
}  # fmt: skip


def mutants(node: ast.AST) -> Iterator[ast.AST]:
    """Each way in which one node could be wrong, as a changed copy of it."""
    new = copy.deepcopy(node)
    match new:
        case ast.Compare(ops=[kind]) if type(kind) in _COMPARED:
            new.ops = [_COMPARED[type(kind)]()]
        case ast.BoolOp(op=ast.And()):
            new.op = ast.Or()
        case ast.BoolOp(op=ast.Or()):
            new.op = ast.And()
        case ast.UnaryOp(op=ast.Not()):
            yield new.operand
            return
        case ast.BinOp(op=operator) if type(operator) in _OPERATED:
            new.op = _OPERATED[type(operator)]()
        case ast.Constant(value=bool(value)):
            new.value = not value
        case ast.Constant(value=int(value)):
            new.value = value + 1
        case ast.Constant(value=float(value)):
            new.value = value * 2 + 1
        case ast.If() | ast.IfExp():
            new.test = ast.Constant(value=False)
        case ast.Return(value=value) if value is not None and not isinstance(value, ast.Constant):
            new.value = ast.Constant(None)
        case ast.Expr(value=ast.Call()):
            yield ast.Pass()
            return
        case _:
            return
    yield new


def faults(source: str) -> list[tuple[int, str]]:
    """Every mutant of a module: the line, and the source with the fault in it."""
    tree = ast.parse(source)
    spared = set()  # what only types and texts are made of
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef | ast.FunctionDef):
            spared |= {id(each) for decorator in node.decorator_list for each in ast.walk(decorator)}
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            spared |= {id(each) for each in ast.walk(node)}
        if isinstance(node, ast.JoinedStr | ast.Raise):
            spared |= {id(each) for each in ast.walk(node)}
    found = []
    for parent in ast.walk(tree):
        for name, value in ast.iter_fields(parent):
            if name in {"annotation", "returns"}:
                continue
            children = value if isinstance(value, list) else [value]
            for place, child in enumerate(children):
                if not isinstance(child, ast.AST) or id(child) in spared:
                    continue
                for mutant in mutants(child):
                    kept = copy.copy(value) if isinstance(value, list) else value
                    changed = mutant if not isinstance(value, list) else [*value[:place], mutant, *value[place + 1 :]]
                    setattr(parent, name, changed)
                    found.append((getattr(child, "lineno", 0), ast.unparse(ast.fix_missing_locations(tree))))
                    setattr(parent, name, kept)
    return found


class _Planted(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Loads one module from the source with the fault."""

    def __init__(self, name: str, path: Path, source: str) -> None:
        self._name, self._path, self._source = name, path, source

    def find_spec(self, fullname: str, _path: object = None, _target: object = None) -> ModuleSpec | None:
        """The module, if it is the one."""
        if fullname != self._name:
            return None
        return importlib.util.spec_from_loader(fullname, self, origin=str(self._path))

    def exec_module(self, module: ModuleType) -> None:
        """Run the source."""
        exec(compile(self._source, str(self._path), "exec"), module.__dict__)


def survives(module: str, path: Path, source: str, tests: str, limit_s: float) -> bool:
    """Whether the tests pass with that source; in a process of its own, which has all libraries already."""
    child = os.fork()
    if child == 0:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 1)
        os.dup2(nowhere, 2)
        sys.meta_path.insert(0, _Planted(module, path, source))
        resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY_BYTES, MAX_MEMORY_BYTES))
        import pytest

        os._exit(
            int(
                pytest.main(
                    [
                        "-x",
                        "-q",
                        "-p",
                        "no:cacheprovider",
                        "-W",
                        "ignore::pytest.PytestAssertRewriteWarning",
                        *tests.split(),
                    ]
                )
            )
        )
    end = time.monotonic() + limit_s
    while time.monotonic() < end:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return status == 0
        time.sleep(0.02)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return False


def main() -> None:
    """Plant, run, tell."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("names", nargs="*", metavar="NAME")
    parser.add_argument("--mutants", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", action="store_true")
    options = parser.parse_args()
    os.chdir(ROOT)
    sys.path.insert(0, str(ROOT))
    for library in ("pytest", "hypothesis", "httpx", "httpcore", "brotli", "can_ada", "feedparser", "protego"):
        __import__(library)
    for name in options.names or MODULES:
        place, tests = MODULES[name]
        path = ROOT / "newsgrab" / place
        module = "newsgrab." + place.removesuffix(".py").replace("/", ".")
        source = path.read_text(encoding="utf-8")
        began = time.monotonic()
        if not survives(module, path, source, tests, 600):
            print(f"{name:<14} its tests fail without a fault", flush=True)
            continue
        limit_s = max(5.0, 10 * (time.monotonic() - began))
        planted = faults(source)
        chosen = random.Random(options.seed).sample(planted, min(options.mutants, len(planted)))
        alive = [one for one in chosen if survives(module, path, one[1], tests, limit_s)]
        killed = len(chosen) - len(alive)
        print(
            f"{name:<14} {killed:>3} of {len(chosen):>3} killed  {100 * killed / max(1, len(chosen)):3.0f} %",
            flush=True,
        )
        for line, changed in sorted(alive) if options.show else []:
            before, after = ast.unparse(ast.parse(source)).splitlines(), changed.splitlines()
            differing = next((new for old, new in zip(before, after, strict=False) if old != new), "(a line less)")
            print(f"    line {line}: {differing.strip()}", flush=True)


if __name__ == "__main__":
    main()
