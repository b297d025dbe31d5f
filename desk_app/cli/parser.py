# SPDX-License-Identifier: MIT
"""The parser of the commands: all it says of itself stands in the terminal's language."""

from __future__ import annotations

import argparse
import re
import unicodedata
from collections.abc import Iterable
from typing import NoReturn

from typing_extensions import override

from desk_app.cli import streams
from desk_app.cli.asking import language, said
from desk_app.cli.exit_codes import Exit
from desk_app.records.desk.people import Language

_FAULTS = (
    ("parser_required", r"the following arguments are required: (?P<names>.+)"),
    ("parser_unknown", r"unrecognized arguments: (?P<names>.+)"),
    ("parser_choice", r"invalid choice: (?P<given>.+?) \(.*?choose from (?P<names>.+)\)"),
    ("parser_value", r"invalid \w+ value: (?P<names>.+)"),
    ("parser_one_of", r"one of the arguments (?P<names>.+) is required"),
    ("parser_not_with", r"not allowed with argument (?P<names>.+)"),
    ("parser_one_value", r"expected (?P<names>.+) arguments?"),
    ("parser_ambiguous", r"ambiguous option: (?P<given>.+) could match (?P<names>.+)"),
    ("parser_ignored", r"ignored explicit argument (?P<names>.+)"),
)
"""What the standard library says of wrong words, beside the name of what is said here."""

_ARGUMENT = re.compile(r"argument (?P<name>[^:]+): (?P<rest>.+)", re.DOTALL)
_NEVER_FIRST = "、。，．）」』】・：；ー"


class CommandParser(argparse.ArgumentParser):
    """Says usage, headings, help and what is wrong in one language, as its commands do."""

    def __init__(
        self, prog: str | None = None, description: str | None = None, epilog: str | None = None
    ) -> None:
        super().__init__(
            prog=prog,
            description=description,
            epilog=epilog,
            add_help=False,
            formatter_class=_HelpLines,
        )
        self._positionals.title = said("parser_words")
        self._optionals.title = said("parser_options")
        self.add_argument("-h", "--help", action="help", help=said("parser_help"))

    @override
    def error(self, message: str) -> NoReturn:
        told = said("parser_fault", prog=self.prog, fault=fault(message))
        streams.tell(self.format_usage() + told, end="")
        self.exit(Exit.WRONG_USE)


def fault(message: str) -> str:
    """Return what is wrong with the words of a command; what is not known stays as it is told."""
    if language() is Language.EN:
        return message
    named = _ARGUMENT.fullmatch(message)
    if named is not None:
        return said("parser_argument", name=named["name"], fault=fault(named["rest"]))
    for code, pattern in _FAULTS:
        found = re.fullmatch(pattern, message, re.DOTALL)
        if found is not None:
            return said(code, **found.groupdict())
    return message


class _HelpLines(argparse.HelpFormatter):
    """Begins the usage in the language, and breaks lines of wide signs where they are full."""

    @override
    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(
            usage, actions, groups, said("parser_usage") if prefix is None else prefix
        )

    @override
    def _split_lines(self, text: str, width: int) -> list[str]:
        if language() is Language.EN:
            return super()._split_lines(text, width)
        return broken(" ".join(text.split()), width)

    @override
    def _fill_text(self, text: str, width: int, indent: str) -> str:
        if language() is Language.EN:
            return super()._fill_text(text, width, indent)
        return "\n".join(indent + line for line in broken(" ".join(text.split()), width))


def broken(text: str, width: int) -> list[str]:
    """Break a Japanese text into lines of so many columns; no line begins with a closing sign."""
    lines, line, filled = [], "", 0
    for sign in re.findall(r"[\x21-\x7e]+|.", text):
        columns = sum(2 if unicodedata.east_asian_width(each) in "WF" else 1 for each in sign)
        if filled + columns > width and line and sign not in _NEVER_FIRST:
            lines.append(line.rstrip())
            line, filled = "", 0
        if line or sign != " ":
            line, filled = line + sign, filled + columns
    return [*lines, line.rstrip()] if line.strip() else lines
