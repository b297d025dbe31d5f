# SPDX-License-Identifier: MIT
"""Which revisions are in force on a day, and which of them a letter is set with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from desk_app.records.letters import LetterKind
from desk_app.records.people import Language
from desk_app.records.wording import LaidSentence, WordingRevision
from desk_app.rules.wording.places import file_of

_COMMON = "common"
_NOTICE = "deficiencies"
_UNPROVEN = "unproven"
_DECISIONS = frozenset(
    {
        LetterKind.REFUSAL,
        LetterKind.PURPOSE,
        LetterKind.CORRECTION,
        LetterKind.CESSATION,
        LetterKind.PROVISION_RECORDS,
    }
)


def begins(revision: WordingRevision) -> date | None:
    """Return the day from which a revision is in force; None where it never will be as it is."""
    if revision.approval is None or revision.taken_back_by is not None:
        return None
    return max(revision.wanted_from, revision.approval.on)


def in_force(revisions: Iterable[WordingRevision], on: date) -> Mapping[str, WordingRevision]:
    """Return for each place the revision in force on a day: of several the one that began last."""
    begun = [(day, each.id, each) for each in revisions if (day := begins(each)) and day <= on]
    return {each.place: each for _, _, each in sorted(begun, key=lambda one: one[:2])}


def files_of(kind: LetterKind) -> frozenset[str]:
    """Return the wording files from which a letter takes its sentences."""
    more = {_NOTICE} if kind is LetterKind.DEFICIENCIES else set()
    if kind in _DECISIONS:
        more = {_UNPROVEN}
    return frozenset({kind.value, _COMMON, *more})


def laid(
    revisions: Iterable[WordingRevision], kind: LetterKind, language: Language, on: date
) -> tuple[LaidSentence, ...]:
    """Return the sentences a letter of a day is set with in place of the program's own."""
    files = files_of(kind)
    return tuple(
        LaidSentence(each.id, place, before, each.words.of(language))
        for place, each in sorted(in_force(revisions, on).items())
        if file_of(place) in files and (before := each.before.of(language))
    )
