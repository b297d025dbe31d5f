# SPDX-License-Identifier: MIT
"""What a correction is, with its trace; the applicant's own corrections in force (B5, D3)."""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date
from enum import Enum
from types import UnionType
from typing import TYPE_CHECKING, Any, TypeVar, get_args, get_origin, get_type_hints

from desk_app.desk.context import Desk
from desk_app.desk.errors import BadInput, Refused
from desk_app.desk.text_limits import admit
from desk_app.records.base import ApplicationId, MailItemId
from desk_app.records.case.application import Correction
from desk_app.records.case.history import ApplicationFile
from desk_app.rules.case.case import anew_parts
from desk_app.rules.case.claims import ENDED, claim_states

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


Record = TypeVar("Record", bound="DataclassInstance")


@dataclass(frozen=True, slots=True)
class CorrectionDraft:
    """One value typed wrongly, or written anew by the applicant: its path, the right one, why.

    The paths: a field of the application (``principal.kana``, ``proxy``, ``scope``), the rights
    asked for (``claims``), what one claim says (``claims.<id>.changes``), a fact of the envelope or
    of a supplement (``mail.<id>.arrived_on``), a stamp line (``payments.<id>``, with the line as it
    ought to stand or None where there was none) and one that was overlooked
    (``mail.<id>.payments``). ``version`` is the application's as the clerk saw it.

    ``came_in`` names the supplement in which the applicant wrote the value anew; that is the reason
    then, and ``reason`` what is to be noted besides.
    """

    application: ApplicationId
    version: int
    field: str
    value: Any
    reason: str
    came_in: MailItemId | None = None


def changed(record: Record, name: str, value: object, place: str) -> Record:
    """Return a record with one field changed; raises BadInput for a value of another type."""
    hints = get_type_hints(type(record))
    if name not in hints:
        raise BadInput("not_correctable", place=place)
    if not _fits(value, hints[name]):
        raise BadInput("bad_input", place=place)
    return replace(record, **{name: value})


def noted(
    desk: Desk, file: ApplicationFile, field: str, old: object, new: object, reason: str
) -> ApplicationFile:
    """Return an application that keeps old value, new value, reason, name and time.

    Raises BadInput where nothing would be corrected.
    """
    if old == new:
        raise BadInput("nothing_changed", place=field)
    note = Correction(
        field=field,
        old=told(old),
        new=told(new),
        reason=reason,
        by=desk.actor.id,
        at=desk.ports.clock.now(),
    )
    corrections = (*file.application.corrections, admit(note))
    return replace(file, application=replace(file.application, corrections=corrections))


def told(value: object) -> str:
    """Return a value as a correction keeps it: texts as written, days in ISO form, else codes."""
    if is_dataclass(value) and not isinstance(value, type):
        parts = (told(getattr(value, each.name)) for each in fields(value))
        return ", ".join(filter(None, parts))
    if isinstance(value, tuple):
        return "; ".join(map(told, value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else str(value.value if isinstance(value, Enum) else value)


def _fits(value: object, hint: object) -> bool:
    if hint is int or hint is bool:
        return type(value) is hint
    if get_origin(hint) is tuple:
        kind = getattr(get_args(hint)[0], "__supertype__", get_args(hint)[0])
        return isinstance(value, tuple) and all(isinstance(each, kind) for each in value)
    return isinstance(hint, type | UnionType) and isinstance(value, hint)


# What was written anew in a supplement and still stands: it hangs on that supplement (B5, D3).


def must_stand_no_more(file: ApplicationFile, item: MailItemId) -> None:
    """Refuse that a supplement goes or does not count while what was written in it stands.

    It is corrected back first: nothing says what stood there besides a clerk.
    """
    if standing_anew(file, item):
        raise Refused(("written_anew_stands",))


def standing_anew(file: ApplicationFile, item: MailItemId) -> tuple[str, ...]:
    """Return the paths of the values that a supplement wrote anew and nothing has put back since.

    A slip of typing in what was written anew does not put it back. What a claim says stands no
    more once the claim has ended: nothing follows from it, and it cannot be corrected.
    """
    by_path: dict[str, list[tuple[str, Correction]]] = {}
    for correction in file.application.corrections:
        came_in, path = anew_parts(correction.field)
        if came_in:
            by_path.setdefault(path, []).append((came_in, correction))
    return tuple(path for path, written in by_path.items() if _stands(file, path, written, item))


def _stands(
    file: ApplicationFile, path: str, written: list[tuple[str, Correction]], item: MailItemId
) -> bool:
    """Return whether a value comes of what a supplement wrote: no later one, not put back."""
    if path == "claims":
        return any(_asks_more(file, note) for came_in, note in written if came_in == str(item))
    now = _now(file, path)
    if now is None:
        return False
    before = [note.old for _, note in written]
    put_back = before.index(now) if now in before else len(before)
    return put_back > 0 and written[put_back - 1][0] == str(item)


def _asks_more(file: ApplicationFile, note: Correction) -> bool:
    """Return whether a right that was named anew is still asked for, and nothing ended it."""
    states = claim_states(file)
    live = {c.right.value for c in file.application.claims if states[c.id] not in ENDED}
    return bool(live & (set(note.new.split("; ")) - set(note.old.split("; "))))


def _now(file: ApplicationFile, path: str) -> str | None:
    """Return a value as a correction keeps it; None where there is no such thing any more."""
    head, *rest = path.split(".")
    if head == "claims":
        return _said(file, *rest)
    value: object = getattr(file.application, head)
    for name in rest:
        value = getattr(value, name, _GONE)
    return None if value is _GONE else told(value)


def _said(file: ApplicationFile, id_: str, name: str) -> str | None:
    states = claim_states(file)
    claims = (c for c in file.application.claims if c.id == id_ and states[c.id] not in ENDED)
    return next((told(getattr(claim, name)) for claim in claims), None)


_GONE = object()
