# SPDX-License-Identifier: MIT
"""The questions of an application's papers: what may not be kept, stamps, a supplement moved."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject

from desk_app.desk import intake, papers, reading, supplements, undoing
from desk_app.desk.errors import NotFound
from desk_app.gui.presenters.question import (
    Answers,
    ChoiceAsked,
    LineAsked,
    LongAsked,
    Question,
    TicksAsked,
    several,
    text,
)
from desk_app.gui.undoing import Did, Undo
from desk_app.i18n import dates, messages, writing
from desk_app.records.mail import Matter
from desk_app.records.papers import MaskAction, MaskState
from desk_app.rules import pages_back
from desk_app.rules.codes import CodeError, read_receipt_number
from desk_app.rules.permission.attempt import Verb

if TYPE_CHECKING:
    from collections.abc import Callable

    from desk_app.desk.changes import Changes
    from desk_app.desk.context import Desk
    from desk_app.gui.presenters.application_read import Opened
    from desk_app.gui.workplace import Workplace
    from desk_app.records.ids import ApplicationId, EnclosureId, MailItemId, PaymentLineId
    from desk_app.records.papers import Enclosure

    Doing = Callable[[Desk], Changes]


class PaperQuestions(QObject):
    """Writes each question in the clerk's language; none where there is nothing to ask."""

    def __init__(self, work: Workplace, parent: QObject) -> None:
        super().__init__(parent)
        self._work = work

    def move_supplement(self, opened: Opened) -> Question | None:
        """Move a supplement that was attached to the wrong application."""
        language = self._work.language
        choices = tuple(
            (item.id, dates.full(item.arrived_on, language, weekday=True))
            for item in opened.file.mail
            if item.matter is Matter.SUPPLEMENT
        )
        if not choices:
            return None

        def doing(answers: Answers) -> Doing:
            item = cast("MailItemId", answers["mail_item"])
            number, reason = text(answers, "to"), text(answers, "reason")
            return lambda desk: supplements.move_supplement(
                desk, item, _application(desk, number), reason
            )

        return Question(
            title=self._word(Verb.MOVE_SUPPLEMENT),
            verb=self.tr("Move it"),
            doing=doing,
            effect=self.tr("Its papers and stamps go with it"),
            detail=self.tr("Both applications are examined anew; the reason is kept (B5)."),
            asked=(
                ChoiceAsked("mail_item", self.tr("Supplement arrived on"), choices, choices[0][0]),
                LineAsked("to", self.tr("Receipt number it belongs to")),
                LongAsked("reason", self.tr("Reason")),
            ),
        )

    def mask(self, opened: Opened) -> Question | None:
        """Record what was done with an item that arrived visible; its content is typed nowhere."""
        language, id_ = self._work.language, opened.id
        visible = [
            (paper, each.item)
            for paper in opened.file.enclosures
            for each in paper.masking
            if each.state is MaskState.VISIBLE and each.action is None
        ]
        visible = visible or _unlisted(opened)
        if not visible:
            return None

        def doing(answers: Answers) -> Doing:
            paper, item = cast("tuple[EnclosureId, str]", answers["paper"])
            action = cast("MaskAction", answers["action"])
            return lambda desk: papers.black_out(desk, id_, paper, item, action)

        choices = tuple(
            ((paper.id, item), self._visible(opened, paper, item)) for paper, item in visible
        )
        actions = tuple((each, messages.label(each, language)) for each in MaskAction)
        return Question(
            title=self.tr("Black out what is visible"),
            verb=self.tr("Note what was done"),
            doing=doing,
            effect=self.tr("Black it out, destroy the page or set it aside to go back"),
            detail=self.tr(
                "What stands there is typed nowhere (PR-6). A page to be sent back goes onto the "
                "return list; the next posting puts it into the envelope."
            ),
            asked=(
                ChoiceAsked("paper", self.tr("What is visible"), choices, choices[0][0]),
                ChoiceAsked("action", self.tr("What was done"), actions, MaskAction.MASKED_HERE),
            ),
            lasting=True,
        )

    def let_go(self, opened: Opened, paper_id: EnclosureId) -> Question:
        """Record that a paper that may not be kept is to be returned, or was destroyed."""
        language, id_ = self._work.language, opened.id
        paper = next(each for each in opened.file.enclosures if each.id == paper_id)

        def doing(answers: Answers) -> Doing:
            where = cast("papers.Whereabouts", answers["whereabouts"])
            return lambda desk: papers.let_go(desk, id_, paper_id, where)

        words = {
            papers.Whereabouts.TO_RETURN: self.tr("To be returned"),
            papers.Whereabouts.DESTROYED: self.tr("Destroyed"),
        }
        return Question(
            title=self.tr("Paper that may not be kept"),
            verb=self.tr("Note what was done"),
            doing=doing,
            effect=messages.titled(opened.rules.document(paper.kind), paper.kind, language),
            detail=self.tr(
                "It does not stay in the case folder (PR-6). To be returned, it goes onto the "
                "return list; the next posting puts it into the envelope."
            ),
            asked=(
                ChoiceAsked(
                    "whereabouts",
                    self.tr("What was done"),
                    tuple(words.items()),
                    papers.Whereabouts.DESTROYED,
                ),
            ),
            lasting=True,
        )

    def allot(self, opened: Opened) -> Question | None:
        """Allot the pieces of the envelope that this application and its siblings came in."""
        item = opened.file.mail[0]
        pieces = [(line.id, count) for line in item.payments for count in range(line.count)]
        if not pieces or not opened.file.siblings:
            return None
        language, id_ = self._work.language, opened.id
        taken = {
            line.id: sum(a.count for a in line.allotments if a.application == id_)
            for line in item.payments
        }

        def doing(answers: Answers) -> Doing:
            ticked = cast("tuple[tuple[PaymentLineId, int], ...]", several(answers, "pieces"))
            return lambda desk: _allot(desk, item.id, id_, ticked)

        names = {
            line.id: f"{messages.label(line.piece, language)} "
            + writing.yen(line.denomination, language)
            for line in item.payments
        }
        before = tuple(
            (line.id, each.application, each.count)
            for line in item.payments
            for each in line.allotments
        )
        choices = tuple((piece, names[piece[0]]) for piece in pieces)
        ticked = tuple(piece for piece in pieces if piece[1] < taken[piece[0]])
        return Question(
            title=self._word(Verb.ALLOT),
            verb=self.tr("Allot"),
            doing=doing,
            effect=self.tr("{number}: whole pieces of the envelope for this application").format(
                number=opened.application.receipt_number
            ),
            detail=self.tr("What is not ticked stays with the other applications (A4)."),
            asked=(TicksAsked("pieces", self.tr("Pieces"), choices, ticked),),
            undo=lambda _: Undo(
                Did.ALLOTMENT,
                opened.application.receipt_number,
                partial(undoing.take_back_allotment, id_=item.id, before=before),
            ),
        )

    def _visible(self, opened: Opened, paper: Enclosure, item: str) -> str:
        language = self._work.language
        kind = messages.titled(opened.rules.document(paper.kind), paper.kind, language)
        return f"{kind}: {messages.titled(opened.rules.mask(item), item, language)}"

    def _word(self, verb: Verb) -> str:
        return messages.label(verb, self._work.language)


def _unlisted(opened: Opened) -> list[tuple[Enclosure, str]]:
    """Return the items whose pages were to go back and stand on no return list: asked anew."""
    return [
        (page.paper, each.item)
        for page in pages_back.unlisted(opened.file)
        for each in page.paper.masking
        if each.item in page.items
    ]


def _application(desk: Desk, number: str) -> ApplicationId:
    """Return the application of a typed receipt number; raises NotFound where there is none."""
    try:
        wanted = str(read_receipt_number(number))
    except CodeError as error:
        raise NotFound(place="to") from error
    with reading.cases(desk) as books:
        found = books.files.by_number(wanted)
    if found is None:
        raise NotFound(place="to")
    return found


def _allot(
    desk: Desk,
    mail_item: MailItemId,
    application: ApplicationId,
    ticked: tuple[tuple[PaymentLineId, int], ...],
) -> Changes:
    """Give the ticked pieces to one application; the others keep what is left of theirs."""
    with reading.cases(desk) as books:
        item = books.mail.get(mail_item)
    pieces = []
    for line in item.payments:
        own = sum(1 for id_, _ in ticked if id_ == line.id)
        pieces.append((line.id, application, own))
        left = line.count - own
        for other in line.allotments:
            if other.application != application:
                share = min(other.count, left)
                left -= share
                pieces.append((line.id, other.application, share))
    return intake.allot(desk, mail_item, tuple(pieces))
