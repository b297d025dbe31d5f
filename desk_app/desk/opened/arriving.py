# SPDX-License-Identifier: MIT
"""Arriving at an open desk; what it still needs before its first start is at its end (K1)."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from enum import Enum

from desk_app.desk import scans, timekeeping
from desk_app.desk.context import Desk
from desk_app.desk.errors import CountSetBack, KnownError, ServerAway
from desk_app.desk.keys.roster import KeysActs, enter, keep_seen, keys_given
from desk_app.desk.ports import Books, Ports, Settings
from desk_app.desk.post.stamps import begin
from desk_app.desk.signed import rulebooks
from desk_app.desk.signed.approvals import Witness
from desk_app.desk.timekeeping import turn_over
from desk_app.records.books.journal import Action
from desk_app.records.desk.people import NO_ROSTER, Role, User
from desk_app.records.desk.profile import DeskProfile
from desk_app.records.desk.sheets import RecoverySheet, Tried, is_rescuer, sheet_in_use
from desk_app.rules.postage.tariff import NO_TARIFF, Tariff
from desk_app.rules.rulebook.rulebook import Rulebook
from desk_app.rules.rulebook.terms import Duty

REFUSED = "passwords_refused"
"""The value that says how many refused passwords and keys the journal knows of."""

TURN = "passwords_turn"
"""The value that says how often their count had been written when somebody last signed in."""

NOTHING_TRIED = Tried()

MOST_AT_ONCE = 1_000
"""So many entries tell of guesses over a whole day; a count tampered with fills no journal."""


def arrive(
    ports: Ports,
    actor: User,
    rulebook: Rulebook,
    tried: Tried = NOTHING_TRIED,
    tariff: Tariff = NO_TARIFF,
) -> Desk:
    """Return the desk of a person who has shown a password, or the recovery sheet.

    ``rulebook`` is the file that came with the program: in force where it is the version confirmed
    last, waiting for two people otherwise, unless the desk changed it or has another company's.
    What is in force must be what two people signed: raises DamageFound. ``tried`` says how many
    passwords and keys were refused here, ever: those the journal does not know are noted before who
    came, and so is a count older than the one of the last sign-in, which the desk then tells (T39).
    It tells too who gave the actor keys since then, whose scans have lost their files, and an
    officer that a newer rulebook cannot bear what the desk changed. Where nothing can be written
    yet, all of it is noted as soon as it can. ``tariff`` is the post office's.
    """
    told: tuple[KnownError, ...]
    with ports.store.reading() as books:
        told = (CountSetBack(),) if _is_set_back(books.settings, tried) else ()
        rulebooks.must_be_confirmed(ports.seal, Witness(books))
        told = (*told, *scans.lost(books))
        desk = _desk(ports, actor, rulebook, books.settings)
    told = (*told, *keys_given(ports, actor), *rulebooks.not_taken(desk))
    desk = replace(desk, tariff=tariff, at_arrival=told)
    if ports.store.closed_to_writing is None:
        # The server of an office may be gone since it was asked: the note goes with the next save.
        with suppress(ServerAway):
            _note(desk, tried)
            return desk
    ports.store.once_writable(lambda: _note(desk, tried))
    return desk


def note_refused(desk: Desk, tried: Tried) -> None:
    """Note at once the passwords that were refused at an open desk, where anything can be noted."""
    if desk.ports.store.closed_to_writing is None:
        with desk.ports.store.writing(desk.actor.id, desk.ports.clock.now()) as books:
            if _note_refused(books, tried.refused):
                books.commit()


def _note(desk: Desk, tried: Tried) -> None:
    KeysActs(desk).settle()
    with desk.ports.store.writing(desk.actor.id, desk.ports.clock.now()) as books:
        timekeeping.go_on(desk, books)
        _note_refused(books, tried.refused)
        _note_turn(books, tried)
        by_sheet = is_rescuer(desk.actor)
        books.journal.note(Action.SHEET_USED if by_sheet else Action.SIGNED_IN, None)
        if desk.ports.keys.place != NO_ROSTER:
            enter(books, desk.ports.keys.users())
            keep_seen(desk.ports, books, desk.actor)
        turn_over(desk, books)
        begin(desk, books)
        books.commit()


def _note_refused(books: Books, tried: int) -> int:
    """Note the refused tries that the journal does not know, and return how many.

    Each has an entry of its own, so that a day's sheet counts them. The count of all tries lies
    beside the keys and never goes back: whoever is killed before or after this loses no try and
    notes none twice. A count that was deleted begins anew.
    """
    kept = books.settings.value(REFUSED)
    known = int(kept or 0)
    new = min(tried - known if tried >= known else tried, MOST_AT_ONCE)
    for _ in range(new):
        books.journal.note(Action.PASSWORD_REFUSED)
    if kept != str(tried):
        books.settings.keep_value(REFUSED, str(tried))
    return new


def _note_turn(books: Books, tried: Tried) -> None:
    """Note a count that was set back, and keep the turn of the one there is."""
    if _is_set_back(books.settings, tried):
        books.journal.note(Action.COUNT_SET_BACK)
    if tried.turn is not None:
        books.settings.keep_value(TURN, str(tried.turn))


def _is_set_back(settings: Settings, tried: Tried) -> bool:
    """Say whether the count is older than at the last sign-in: each one, this too, has its turn."""
    known = settings.value(TURN)
    return known is not None and tried.turn is not None and tried.turn <= int(known)


def _desk(ports: Ports, actor: User, rulebook: Rulebook, settings: Settings) -> Desk:
    earlier = rulebooks.kept_versions(settings, rulebook)
    in_force = earlier[rulebooks.version_in_force(settings)]
    pending = rulebooks.waiting(settings, in_force, rulebook)
    return Desk(ports, in_force, actor, earlier, pending=pending, program=rulebook)


def in_force(desk: Desk) -> Desk:
    """Return an open desk under the rulebook in force by now: another station may have changed it.

    What is in force must be what two people signed: raises DamageFound.
    """
    with desk.ports.store.reading() as books:
        rulebooks.must_be_confirmed(desk.ports.seal, Witness(books))
        found = _desk(desk.ports, desk.actor, desk.program or desk.rulebook, books.settings)
    return replace(desk, rulebook=found.rulebook, earlier=found.earlier, pending=found.pending)


# What a desk still needs before its first start is at its end.


@dataclass(frozen=True, slots=True)
class Founded:
    """What was chosen when the desk was made: whose it is, and the names of its first people."""

    profile: DeskProfile
    people: tuple[str, ...]


class Missing(Enum):
    """What is to be done next, in this order."""

    SHEET = "sheet"
    """No recovery sheet was taken into use."""
    FOLDER = "folder"
    """No folder for backups was chosen."""
    BACKUP = "backup"
    """No backup was made."""


def missing(desk: Desk) -> Missing | None:
    """Return what the desk needs next; None where all is there, and for a sample desk.

    Everybody's screen of the day says so; it asks for no duty. Raises NotADesk where the desk's
    own settings cannot be read.
    """
    with desk.ports.store.reading() as books:
        if books.settings.profile().sample:
            return None
    if sheet_in_use(desk.ports.keys.sheets()) is None:
        return Missing.SHEET
    if desk.ports.backups.folder is None:
        return Missing.FOLDER
    return None if desk.ports.backups.ever_made else Missing.BACKUP


def founded(desk: Desk) -> Founded:
    """Return the profile and who can approve, the officer first.

    Raises NotAllowed, and NotADesk where the desk's own settings cannot be read.
    """
    desk.must(Duty.KEYS)
    with desk.ports.store.reading() as books:
        profile, users = books.settings.profile(), books.people.all()
    first = [user for user in users if user.roles & {Role.OFFICER, Role.SUPERVISOR}]
    first.sort(key=lambda user: Role.OFFICER not in user.roles)
    return Founded(profile, tuple(user.name for user in first))


def before_new_sheet(desk: Desk) -> tuple[DeskProfile, RecoverySheet | None]:
    """Return whose desk a new sheet is for, and the sheet that was printed and never confirmed.

    The paper of such a sheet opens nothing once the new one is made. Raises NotAllowed.
    """
    desk.must(Duty.KEYS)
    with desk.ports.store.reading() as books:
        profile = books.settings.profile()
    waiting = (
        sheet
        for sheet in reversed(desk.ports.keys.sheets())
        if sheet.confirmed_on is None and sheet.destroyed_on is None
    )
    return profile, next(waiting, None)
