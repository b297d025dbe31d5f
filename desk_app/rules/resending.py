# SPDX-License-Identifier: MIT
"""Letters that came back (返戻): which go again, and where to (L14)."""

from __future__ import annotations

from desk_app.records.history import ApplicationFile, Letter, Posting, ReturnReason
from desk_app.records.letters import Addressee, LetterKind

NEEDS_ADDRESS = frozenset(
    {ReturnReason.ADDRESS_UNKNOWN, ReturnReason.MOVED, ReturnReason.INCOMPLETE}
)
"""Nobody was reached at the address: a new one must have been shown and checked."""


def came_back(file: ApplicationFile) -> tuple[Posting, ...]:
    """Return the envelopes that came back and whose letters have not been sent again."""
    return tuple(
        posting
        for number, posting in enumerate(file.postings)
        if posting.came_back_on is not None
        and letters_of(file, posting)
        and not any(_lies_in(file, posting, later) for later in file.postings[number + 1 :])
    )


def letters_of(file: ApplicationFile, posting: Posting) -> tuple[Letter, ...]:
    """Return the letters of an envelope that can be sent again: no cover sheet of another sending.

    They are the frozen ones, in the order in which they lay in it.
    """
    ids = (*posting.letters, *posting.again)
    by_id = {letter.id: letter for letter in file.letters}
    found = (by_id[each] for each in ids if each in by_id)
    return tuple(each for each in found if each.kind is not LetterKind.RESENDING)


def needs_address(posting: Posting) -> bool:
    """Return whether an envelope may not go again before a new address was checked."""
    return posting.came_back_why in NEEDS_ADDRESS and posting.new_address is None


def goes_again(posting: Posting) -> bool:
    """Return whether the desk sends an envelope again by itself.

    It does so once where nobody collected it, and as often as a new address is shown. What was
    refused, or came back a second time, is kept and sent on request.
    """
    if posting.new_address is not None:
        return True
    first = not posting.again
    return first and posting.came_back_why is ReturnReason.NOT_COLLECTED


def new_addressee(before: Addressee, posting: Posting) -> Addressee:
    """Return to whom an envelope goes again: where it went, or to the new address."""
    new = posting.new_address
    return before if new is None else Addressee(before.name, new.postal_code, new.address)


def repeats(file: ApplicationFile, number: str) -> Posting | None:
    """Return the envelope that came back with the letter of a number in it."""
    for posting in reversed(came_back(file)):
        if any(letter.number == number for letter in letters_of(file, posting)):
            return posting
    return None


def _lies_in(file: ApplicationFile, posting: Posting, later: Posting) -> bool:
    ids = {letter.id for letter in letters_of(file, posting)}
    return not ids.isdisjoint((*later.letters, *later.again))
