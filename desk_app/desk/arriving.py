# SPDX-License-Identifier: MIT
"""Arriving at an open desk: rulebook and day are taken up, and who came is noted (K1, AP)."""

from __future__ import annotations

from desk_app.desk import timekeeping
from desk_app.desk.context import Desk
from desk_app.desk.people import enter
from desk_app.desk.ports import Ports, Settings
from desk_app.desk.rulebooks import kept_versions, version_in_force
from desk_app.desk.turning import turn_over
from desk_app.records.journal import Action
from desk_app.records.people import User
from desk_app.records.safekeeping import is_rescuer
from desk_app.rules.rulebook import Rulebook


def arrive(ports: Ports, actor: User, rulebook: Rulebook) -> Desk:
    """Return the desk of a person who has shown a password, or the recovery sheet.

    ``rulebook`` is the file that came with the program: in force where it is the version confirmed
    last, waiting for a person otherwise. Where nothing can be written yet, who came is noted as
    soon as it can.
    """
    with ports.store.reading() as books:
        desk = _desk(ports, actor, rulebook, books.settings)
    if ports.store.closed_to_writing is None:
        _note(desk)
    else:
        ports.store.once_writable(lambda: _note(desk))
    return desk


def _note(desk: Desk) -> None:
    with desk.ports.store.writing(desk.actor.id, desk.ports.clock.now()) as books:
        timekeeping.go_on(desk, books)
        by_sheet = is_rescuer(desk.actor)
        books.journal.note(Action.SHEET_USED if by_sheet else Action.SIGNED_IN, None)
        enter(books, desk.ports.keys.users())
        turn_over(desk, books)
        books.commit()


def _desk(ports: Ports, actor: User, rulebook: Rulebook, settings: Settings) -> Desk:
    earlier = kept_versions(settings, rulebook)
    version = version_in_force(settings)
    if version == rulebook.version:
        return Desk(ports, rulebook, actor, earlier)
    return Desk(ports, earlier[version], actor, earlier, pending=rulebook)
