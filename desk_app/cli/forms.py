# SPDX-License-Identifier: MIT
"""``desk-app forms DIR``: the published forms as the rulebook in force has them."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date
from pathlib import Path
from shutil import rmtree
from typing import Protocol

from desk_app.cli import caretaking
from desk_app.cli.asking import Subparsers, add_rulebook, day
from desk_app.cli.caretaking import Caretaker, Told
from desk_app.cli.exit_codes import Exit
from desk_app.desk import reading
from desk_app.desk.errors import FolderTaken
from desk_app.records.pages import PublishedForm
from desk_app.records.people import DeskProfile
from desk_app.rules.rulebook.reading import RulebookError
from desk_app.rules.rulebook.rulebook import Rules, load

_PART = "forms.part"
"""The folder inside in which the forms are written before they take their names."""


class Publisher(Protocol):
    """Draws the published forms."""

    def forms(self, rules: Rules) -> tuple[PublishedForm, ...]:
        """Return every form that is published under the rules of a day."""
        ...

    def draw(self, form: PublishedForm, profile: DeskProfile, rules: Rules) -> bytes:
        """Return a form as PDF."""
        ...


def add(
    commands: Subparsers,
    rulebook: Path,
    today: Callable[[], date],
    publisher: Publisher,
    caretaker: Caretaker,
) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser(
        "forms",
        help="print the application forms and the letter of proxy to files",
        description="Write every published form, in Japanese and English, to DIR, a new or empty "
        "folder: PDF with fields that are typed into. Fee, papers, periods and grounds are those "
        "of the rulebook on that day; name and address those of the published policy or, with "
        "--desk, of a desk.",
    )
    parser.add_argument("folder", metavar="DIR", type=Path, help="a new or empty folder")
    add_rulebook(parser, rulebook)
    parser.add_argument("--on", metavar="DATE", type=day, help="the day (default: today)")
    parser.add_argument(
        "--desk", metavar="DIR", type=Path, help="the desk whose name and address the forms bear"
    )
    caretaking.add_password(parser)
    caretaking.add_common(parser)
    parser.set_defaults(
        run=lambda words: _run(words, words.on or today(), publisher, caretaker),
    )


def _run(words: argparse.Namespace, on: date, publisher: Publisher, caretaker: Caretaker) -> int:
    try:
        rules = load(words.rulebook).on(on)
        return caretaking.carry_out(
            words, "forms", lambda: _publish(words, rules, publisher, caretaker)
        )
    except RulebookError as error:
        print("\n".join(error.lines()), file=sys.stderr)
        return Exit.WRONG_USE
    except OSError as error:
        print(f"{words.folder} cannot be written ({error.strerror}).", file=sys.stderr)
        return Exit.NO_WRITING


def _publish(
    words: argparse.Namespace, rules: Rules, publisher: Publisher, caretaker: Caretaker
) -> Told:
    """Draw all forms before the first is written, so that none is left alone."""
    folder: Path = words.folder
    part = folder / _PART
    if folder.exists() and (not folder.is_dir() or any(each != part for each in folder.iterdir())):
        raise FolderTaken(facts={"folder": str(folder)})
    profile = _profile(words, caretaker)
    drawn = [(form, publisher.draw(form, profile, rules)) for form in publisher.forms(rules)]
    _write(folder, {f"{form.code}.pdf": pages for form, pages in drawn})
    codes = [form.code for form, _ in drawn]
    lines = [f"{code}.pdf" for code in codes]
    return Told(lines, {"folder": str(folder), "forms": codes, "on": rules.day.isoformat()})


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files into a folder that holds nothing: all of them, or none where that fails.

    They are whole before the first has its name; what an ended command left aside goes.
    """
    part, new = folder / _PART, not folder.exists()
    folder.mkdir(parents=True, exist_ok=True)
    try:
        rmtree(part, ignore_errors=True)
        part.mkdir()
        for name, content in files.items():
            (part / name).write_bytes(content)
        for name in files:
            (part / name).rename(folder / name)
        part.rmdir()
    except BaseException:
        rmtree(part, ignore_errors=True)
        with suppress(OSError):
            for name in files:
                (folder / name).unlink(missing_ok=True)
            if new:
                folder.rmdir()
        raise


def _profile(words: argparse.Namespace, caretaker: Caretaker) -> DeskProfile:
    """Return the profile of the desk that is named, else the one of the published policy."""
    if words.desk is None:
        return DeskProfile()
    caretaker.must_be_closed(words.desk)
    who, password = caretaking.name_and_password(words)
    with caretaking.opened("forms", lambda: caretaker.open(words.desk, who, password)) as desk:
        profile, _ = reading.office(desk)
    return profile
