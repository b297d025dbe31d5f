# SPDX-License-Identifier: MIT
"""The papers of an application: read on, blacked out, destroyed (B5, G2)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from enum import Enum

from desk_app.desk.applications.intake import known_kind, never_kept
from desk_app.desk.context import Changes, Desk, Kind
from desk_app.desk.errors import BadInput, Refused
from desk_app.desk.keeping import keep
from desk_app.desk.reading import changed_since
from desk_app.desk.returning import with_page_apart
from desk_app.desk.text_limits import admit
from desk_app.records.base import ApplicationId, EnclosureId, LetterId, UserId
from desk_app.records.books.journal import Action
from desk_app.records.case.application import Correction
from desk_app.records.case.disposal import PaperMethod
from desk_app.records.case.history import ApplicationFile
from desk_app.records.case.papers import Enclosure, Fate, MaskAction, MaskState
from desk_app.rules.case import pages_back
from desk_app.rules.rulebook.terms import Duty

_READ = frozenset(field.name for field in fields(Enclosure)) - {
    "id",
    "mail_item",
    "arrived_on",
    "masking",
    "whereabouts",
    "fate",
}
"""What a clerk reads off a paper; where it came from and what was done to it are no reading."""

_UNREAD = (None, "", (), False)


class PaperWhereabouts(Enum):
    """Where a paper went that is no longer in the case folder (G2), or is to go."""

    TO_RETURN = "to_return"
    RETURNED = "returned"
    DESTROYED = "destroyed"


@dataclass(frozen=True, slots=True)
class ReadingDraft:
    """A paper as read again; ``reason`` says why where something read before changes."""

    application: ApplicationId
    version: int
    paper: Enclosure
    reason: str = ""


def read_paper(desk: Desk, draft: ReadingDraft) -> Changes:
    """Keep what was read off a paper later on: powers listed, a supervisor, a date of issue.

    What was read before and changes is kept with reason and name (B5).

    Raises BadInput where a reading changes without a reason, StaleEdit where the application was
    changed by somebody else meanwhile.
    """
    desk.must(Duty.CHECK)
    draft = admit(draft)
    with desk.ports.store.writing(desk.actor.id, desk.ports.clock.now()) as books:
        file = books.files.get(draft.application)
        if file.application.version != draft.version:
            raise changed_since(books, draft.application)
        before = _paper(file, draft.paper.id)
        known_kind(desk, draft.paper.kind, before.arrived_on, "paper.kind")
        after = replace(before, **{name: getattr(draft.paper, name) for name in _READ})
        corrections = _corrections(desk, before, after, draft.reason)
        if corrections and not draft.reason.strip():
            raise BadInput("reason_missing", place="reason")
        application = replace(
            file.application, corrections=(*file.application.corrections, *corrections)
        )
        books.journal.note(Action.PAPER_READ, draft.application, paper=before.id)
        keep(desk, books, _with(replace(file, application=application), after))
        books.commit()
    return Changes.of((Kind.APPLICATION, draft.application))


def black_out(
    desk: Desk, id_: ApplicationId, paper_id: EnclosureId, item: str, action: MaskAction
) -> Changes:
    """Record what was done with an item that arrived visible; its content stands nowhere (C3).

    A page that goes back stands on the return list until it is posted; of a paper that may not be
    kept the whole goes. Raises BadInput where nothing of that name arrived visible on the paper,
    Refused where its page has gone back, or should go back of a paper that is not here any more.
    """
    desk.must(Duty.CHECK)
    with desk.ports.store.writing(desk.actor.id, desk.ports.clock.now()) as books:
        file = books.files.get(id_)
        paper = _paper(file, paper_id)
        if not any(each.item == item and each.state is MaskState.VISIBLE for each in paper.masking):
            raise BadInput("nothing_to_mask", place="item")
        left = (
            action is MaskAction.RETURNED
            and pages_back.whereabouts(file, paper) not in pages_back.HERE
        )
        if left or pages_back.went_back(file, paper) & {item, pages_back.WHOLE}:
            raise Refused(("paper_gone",))
        was_returned = (item, MaskAction.RETURNED) in {(e.item, e.action) for e in paper.masking}
        if action is MaskAction.RETURNED and not was_returned:
            file = with_page_apart(desk, books, file, paper, item)
        masking = tuple(
            replace(each, action=action) if each.item == item else each for each in paper.masking
        )
        books.journal.note(Action.PAPER_MASKED, id_, paper=paper_id, action=action.value)
        masked = replace(paper, masking=masking)
        if never_kept(desk, paper) and (was_returned or action is MaskAction.RETURNED):
            masked = _going_as_a_whole(masked)
        keep(desk, books, _with(file, masked))
        books.commit()
    return Changes.of((Kind.APPLICATION, id_))


def _going_as_a_whole(paper: Enclosure) -> Enclosure:
    """Return a paper that may not be kept as it goes back: if an item of it does, all of it."""
    if paper.whereabouts not in pages_back.HERE:
        return paper
    back = any(each.action is MaskAction.RETURNED for each in paper.masking)
    return replace(paper, whereabouts=PaperWhereabouts.TO_RETURN.value if back else "")


@dataclass(frozen=True, slots=True)
class Leaving:
    """How a paper leaves: with which letter it goes back, or how it is destroyed, before whom."""

    letter: LetterId | None = None
    method: PaperMethod | None = None
    witness: UserId | None = None


AT_ONCE = Leaving()
"""Nothing more is said than that it left."""


def let_go(
    desk: Desk,
    id_: ApplicationId,
    paper_id: EnclosureId,
    whereabouts: PaperWhereabouts,
    leaving: Leaving = AT_ONCE,
) -> Changes:
    """Record that a paper that may not be kept was returned or destroyed at once (practice 13).

    One that is to be returned stands on the return list until it is posted; it can still be
    destroyed meanwhile. Raises Refused where the paper is not here any more; BadInput for a letter
    with what was destroyed, for a method or witness with what went back or one without the other,
    and for a witness who is the acting person; NotFound for no user of the desk.
    """
    desk.must(Duty.CHECK)
    _check_leaving(desk, whereabouts, leaving)
    with desk.ports.store.writing(desk.actor.id, desk.ports.clock.now()) as books:
        file = books.files.get(id_)
        paper = _paper(file, paper_id)
        if pages_back.whereabouts(file, paper) not in pages_back.HERE:
            raise Refused(("paper_gone",))
        if leaving.letter is not None and all(each.id != leaving.letter for each in file.letters):
            raise BadInput("no_such_letter", place="letter")
        if leaving.witness is not None:
            books.people.get(leaving.witness)
        gone = replace(paper, whereabouts=whereabouts.value, fate=_fate(desk, whereabouts, leaving))
        if whereabouts is PaperWhereabouts.TO_RETURN:
            file = with_page_apart(desk, books, file, paper, pages_back.WHOLE)
        method = {} if leaving.method is None else {"method": leaving.method.value}
        books.journal.note(
            Action.PAPER_MOVED, id_, paper=paper_id, whereabouts=whereabouts.value, **method
        )
        keep(desk, books, _with(file, gone))
        books.commit()
    return Changes.of((Kind.APPLICATION, id_))


def _fate(desk: Desk, whereabouts: PaperWhereabouts, leaving: Leaving) -> Fate | None:
    """Return how a paper left; None of one that is to be returned, the return list tells it."""
    if whereabouts is PaperWhereabouts.TO_RETURN:
        return None
    return Fate(desk.today, desk.actor.id, leaving.letter, leaving.method, leaving.witness)


def _check_leaving(desk: Desk, whereabouts: PaperWhereabouts, leaving: Leaving) -> None:
    destroyed = whereabouts is PaperWhereabouts.DESTROYED
    if whereabouts is not PaperWhereabouts.RETURNED and leaving.letter is not None:
        raise BadInput("not_returned", place="letter")
    if not destroyed and (leaving.method is not None or leaving.witness is not None):
        raise BadInput("not_destroyed", place="method")
    if (leaving.method is None) is not (leaving.witness is None):
        raise BadInput("witness_missing", place="witness")
    if leaving.witness == desk.actor.id:
        raise BadInput("same_person_twice", place="witness")


def _paper(file: ApplicationFile, id_: EnclosureId) -> Enclosure:
    for paper in file.enclosures:
        if paper.id == id_:
            return paper
    raise BadInput("no_such_paper", place="paper")


def _with(file: ApplicationFile, changed: Enclosure) -> ApplicationFile:
    papers = tuple(changed if each.id == changed.id else each for each in file.enclosures)
    return replace(file, enclosures=papers)


def _corrections(
    desk: Desk, before: Enclosure, after: Enclosure, reason: str
) -> tuple[Correction, ...]:
    """Return what was read before and reads differently now; what was blank is no correction."""
    now = dict(_readings(after))
    return tuple(
        Correction(
            field=f"papers.{before.id}.{name}",
            old=_text(value),
            new=_text(now.get(name)),
            reason=reason,
            by=desk.actor.id,
            at=desk.ports.clock.now(),
        )
        for name, value in _readings(before)
        if value not in _UNREAD and now.get(name) != value
    )


def _readings(paper: Enclosure) -> Iterator[tuple[str, object]]:
    """Yield each thing read off a paper with its name, those within a register or mandate too."""
    for name in sorted(_READ):
        value = getattr(paper, name)
        if is_dataclass(value):
            for inner in fields(value):
                yield f"{name}.{inner.name}", getattr(value, inner.name)
        else:
            yield name, value


def _text(value: object) -> str:
    if isinstance(value, tuple | frozenset):
        return ", ".join(sorted(map(_text, value)))
    return "" if value is None else str(value.value if isinstance(value, Enum) else value)
