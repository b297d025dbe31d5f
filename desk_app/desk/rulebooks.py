# SPDX-License-Identifier: MIT
"""The rulebook versions of a desk: kept for ever, a new one in force only once confirmed (AP)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from desk_app.desk.changes import Changes, Kind
from desk_app.desk.context import Desk
from desk_app.desk.errors import Refused
from desk_app.desk.ports import Settings
from desk_app.records.journal import Action
from desk_app.rules.adoption import Change, changes
from desk_app.rules.rulebook import Rulebook, loads
from desk_app.rules.terms import Duty

_IN_FORCE = "rulebook_in_force"
_VERSIONS = "rulebook_versions"
_SOURCE = "rulebook_source:"


def kept_versions(settings: Settings, program: Rulebook) -> Mapping[str, Rulebook]:
    """Return every rulebook the desk ever had in force, by version, read from its own bytes.

    A duty that is younger than a version is held by those who hold it in ``program``, the rulebook
    that came with the program.
    """
    return {
        version: loads(
            (settings.value(_SOURCE + version) or "").encode(), "rulebook.toml", program=program
        )
        for version in _versions(settings)
    }


def version_in_force(settings: Settings) -> str:
    """Return the version a person confirmed last; empty at a desk that has none yet."""
    return settings.value(_IN_FORCE) or ""


def values_in_force(rulebook: Rulebook, earlier: Iterable[str] = ()) -> Mapping[str, str]:
    """Return the named values that keep a rulebook's own bytes and put it in force."""
    return {
        _VERSIONS: json.dumps([*dict.fromkeys([*earlier, rulebook.version])]),
        _SOURCE + rulebook.version: rulebook.source.decode(),
        _IN_FORCE: rulebook.version,
    }


def pending_changes(desk: Desk) -> Mapping[str, tuple[Change, ...]]:
    """Return before and after of a new version for each open application, by receipt number.

    Empty where none is waiting.

    What stands in an application is not touched: it keeps the version it was frozen with.
    """
    desk.must(Duty.READ_CASES)
    if desk.pending is None:
        return {}
    with desk.ports.store.reading() as books:
        files = [books.files.get(id_) for id_ in books.files.open_ids()]
    return {
        file.application.receipt_number: changes(file, desk.rulebook, desk.pending, desk.today)
        for file in files
    }


def confirm_rulebook(desk: Desk) -> Changes:
    """Put a waiting version in force for what is logged from now on; an officer's act (AP).

    Raises Refused where none is waiting.
    """
    desk.must(Duty.RULEBOOK)
    if desk.pending is None:
        raise Refused(("no_rulebook_waiting",))
    with desk.ports.store.writing(desk.actor.id, desk.ports.clock.now()) as books:
        for name, value in values_in_force(desk.pending, _versions(books.settings)).items():
            books.settings.keep_value(name, value)
        books.journal.note(Action.RULEBOOK_CONFIRMED, None, version=desk.pending.version)
        books.commit()
    return Changes.of((Kind.RULEBOOK, desk.pending.version))


def _versions(settings: Settings) -> list[str]:
    return [str(version) for version in json.loads(settings.value(_VERSIONS) or "[]")]
