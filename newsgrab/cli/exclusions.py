"""Words that a query excludes (-word), told apart from options, which begin with the same sign."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

_MINUS = "\u2212"  # in a query the same as a hyphen, and no option begins with it


def told_apart(parameters: Sequence[Any], arguments: Sequence[str]) -> list[str]:
    """The arguments of a command with these parameters, where what is excluded begins with a sign of its own."""
    options = [each for each in parameters if each.param_type_name == "option"]
    flags = {name for each in options if each.is_flag for name in each.opts}
    valued = {name for each in options if not each.is_flag for name in each.opts}
    return list(_told_apart(flags, valued, iter(arguments)))


def _told_apart(flags: set[str], valued: set[str], arguments: Iterator[str]) -> Iterator[str]:
    for argument in arguments:
        if argument in valued:
            yield argument
            yield from islice(arguments, 1)
        elif argument == "--":
            yield argument
            yield from arguments
        else:
            yield _MINUS + argument[1:] if _excludes(flags, valued, argument) else argument


def _excludes(flags: set[str], valued: set[str], argument: str) -> bool:
    """Whether it is a word with a sign before it (-news, -موسكو), and no short options (-n5, -qh) or mistaken one."""
    sign, first, rest = argument[:1], argument[1:2], argument[2:]
    if sign != "-" or first in {"", "-"}:
        return False
    if f"-{first}" in valued:  # a value that is joined to it is a number, or a path
        return rest[:1].isalpha()
    if f"-{first}" in flags:
        return any(f"-{letter}" not in flags for letter in rest)
    return bool(rest) or not (first.isascii() and first.isalpha())
