# SPDX-License-Identifier: MIT
"""Arriving at an open desk: the rulebook in force is taken up, and who came is noted (K1, AP)."""

from __future__ import annotations

from desk_app.desk.context import Desk
from desk_app.desk.ports import Ports
from desk_app.desk.rulebooks import kept_versions, version_in_force
from desk_app.records.journal import Action
from desk_app.records.people import User
from desk_app.rules.rulebook import Rulebook


def arrive(ports: Ports, actor: User, rulebook: Rulebook) -> Desk:
    """Return the desk of a person who has shown a password.

    ``rulebook`` is the file that came with the program: in force where it is the version confirmed
    last, waiting for a person otherwise.
    """
    with ports.store.writing(actor.id, ports.clock.now()) as books:
        earlier = kept_versions(books.settings)
        version = version_in_force(books.settings)
        books.journal.note(Action.SIGNED_IN, None)
        books.commit()
    if version == rulebook.version:
        return Desk(ports, rulebook, actor, earlier)
    return Desk(ports, earlier[version], actor, earlier, pending=rulebook)
