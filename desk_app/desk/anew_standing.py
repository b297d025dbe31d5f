# SPDX-License-Identifier: MIT
"""What was written anew in a supplement and still stands: it hangs on that supplement (B5, D3)."""

from __future__ import annotations

from desk_app.desk.corrections import parted, told
from desk_app.desk.errors import Refused
from desk_app.records.application import Correction
from desk_app.records.history import ApplicationFile
from desk_app.records.ids import MailItemId
from desk_app.rules.claims import ENDED, claim_states


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
        came_in, path = parted(correction.field)
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
