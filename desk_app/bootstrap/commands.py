# SPDX-License-Identifier: MIT
"""The command line with what it works on."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from desk_app.bootstrap.caretaking import LocalCaretaker, with_backups_in
from desk_app.bootstrap.opening import open_desk, rulebook_at
from desk_app.bootstrap.sample import SampleHouse
from desk_app.bootstrap.surroundings import Surroundings, Unlock, rulebook_path
from desk_app.desk.errors import KnownError, Mishap
from desk_app.desk.rulebooks import pending_changes
from desk_app.store import hygiene, places
from desk_app.store.machine import SystemClock

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from desk_app.desk.context import Desk
    from desk_app.records.pages import PublishedForm
    from desk_app.records.people import DeskProfile
    from desk_app.rules.rulebook.rulebook import Rules
    from desk_app.rules.versions import Change


class LazyFormPress:
    """Draws the forms that come with the program."""

    def forms(self, rules: Rules) -> tuple[PublishedForm, ...]:
        """Return every form that is published under these rules; raises LetterStopped."""
        from desk_app.letters.forms.forms import FormPress

        return FormPress().forms(rules)

    def draw(self, form: PublishedForm, profile: DeskProfile, rules: Rules) -> bytes:
        """Return a form as PDF; raises LetterStopped with the reason."""
        from desk_app.letters.forms.forms import FormPress

        return FormPress().draw(form, profile, rules)


def command_line(words: Sequence[str]) -> int:
    """Do what a command says; the process's exit code.

    A mistake of ours is noted without values, and told as one.
    """
    from desk_app.cli.caretaking import stopped
    from desk_app.cli.commands import Tools, run

    tools = Tools(
        rulebook_path(), SystemClock().today, _pending, SampleHouse(), caretaker(), LazyFormPress()
    )
    try:
        return run(words, tools)
    except KnownError as error:
        return stopped(words[0], error)
    except Exception as error:  # noqa: BLE001  whoever gave the command is told, whatever it was
        hygiene.note_fault(places.fault_log(), error, SystemClock().now())
        return stopped(words[0], Mishap())


def caretaker(around: Surroundings | None = None) -> LocalCaretaker:
    """Return what looks after the desks of this computer for the command line."""
    around = replace(around or Surroundings(), patient=True)

    def open_(folder: Path, who: str, password: str, backups: Path | None) -> Desk:
        desk = open_desk(folder, Unlock(who, password), around)
        return desk if backups is None else with_backups_in(desk, backups)

    book = around.rulebook or rulebook_path()
    return LocalCaretaker(open_, around, lambda: rulebook_at(book))


def _pending(rulebook: Path) -> Mapping[str, tuple[Change, ...]]:
    """Open the desk of this computer and return what another rulebook version would change."""
    from desk_app.cli.asking import name_and_password

    around = Surroundings(rulebook=rulebook, patient=True)
    desk = open_desk(places.usual_folder(), Unlock(*name_and_password()), around)
    try:
        return pending_changes(desk)
    finally:
        desk.ports.store.close()
