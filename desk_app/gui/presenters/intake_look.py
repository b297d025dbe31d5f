# SPDX-License-Identifier: MIT
"""The Intake page as the rules see it: an application not yet logged, examined as it stands."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from desk_app.desk.keeping import look_at
from desk_app.desk.supplements import sent_by_proxy
from desk_app.gui.presenters.intake_change import share, shared_count
from desk_app.gui.presenters.intake_draft import (
    NO_APPLICATION,
    application_of,
    enclosures,
    mail_item,
)
from desk_app.gui.presenters.intake_form import (
    BELONGS_TO_OPEN,
    WITH_SURCHARGE,
    IntakeForm,
    PieceForm,
)
from desk_app.gui.presenters.intake_papers import with_asked, with_expected
from desk_app.gui.widgets.odd_pieces import number_of
from desk_app.records.history import ApplicationFile, Withdrawal
from desk_app.records.ids import ApplicationId, ClaimId, MailItemId, PaymentLineId
from desk_app.records.mail import Allotment, Matter, PaymentLine
from desk_app.rules.asked_papers import asked_papers
from desk_app.rules.case import case_of
from desk_app.rules.fee_split import propose_split
from desk_app.rules.fees import required
from desk_app.rules.finding_codes import Code

if TYPE_CHECKING:
    from datetime import date

    from desk_app.desk.context import Desk
    from desk_app.records.findings import Examination
    from desk_app.rules.asked_papers import AskedPaper

NEW_MAIL = MailItemId(-1)
"""The mail item on the page; no stored one has this id."""

_OF_FIRST = frozenset({Code.MARKING_SEEN, Code.MARKING_NOT_SEEN})


@dataclass(frozen=True, slots=True)
class LineLeft:
    """Pieces of one line that nobody has given to an application yet."""

    line: str
    count: int


def examined(desk: Desk, form: IntakeForm, later: ApplicationFile | None) -> Examination | None:
    """Return what the rules say of what stands on the page; None where there is nothing to say.

    ``later`` is the open application that a supplement belongs to. A line of other pieces that is
    open counts as soon as it is whole: it is taken as it stands once it is left.
    """
    form = with_open_line(form)
    if form.envelope.matter is Matter.NEW_APPLICATION:
        return look_at(desk, new_file(form, desk.today))
    if form.envelope.matter in BELONGS_TO_OPEN and later is not None:
        found = look_at(desk, later_file(form, later, desk.today))
        # The red marking is that of the first envelope: of this one it would be misread.
        own = tuple(each for each in found.findings if each.code not in _OF_FIRST)
        return replace(found, findings=own)
    return None


def with_lines(
    desk: Desk, form: IntakeForm, later: ApplicationFile | None, found: Examination | None
) -> IntakeForm:
    """Return the page with the documents listed that are expected in such an envelope.

    For an open application those are the ones it was asked for, as far as they lack by what was
    ``found``.
    """
    if form.envelope.matter not in BELONGS_TO_OPEN:
        rules = desk.rulebook.on(form.envelope.arrived_on or desk.today)
        return form.with_application(with_expected(form.application, rules))
    asked: tuple[AskedPaper, ...] = ()
    if form.envelope.matter is Matter.SUPPLEMENT and later is not None and found is not None:
        file = later_file(form, later, desk.today)
        case = case_of(file, desk.rules_of(later.application), desk.today)
        asked = asked_papers(case, found.findings)
    return form.with_application(with_asked(form.application, asked))


def with_open_line(form: IntakeForm) -> IntakeForm:
    """Return the page with the open line of other pieces taken, where that is whole."""
    line = form.begun.odd
    if line is None or line.piece is None or line.condition is None:
        return form
    dearer = (line.piece, line.condition) in WITH_SURCHARGE
    value, count = number_of(line.value), number_of(line.count)
    surcharge = number_of(line.surcharge) if dearer else 0
    if value is None or not count or surcharge is None:
        return form
    taken = PieceForm(value, count, line.piece, line.condition, surcharge)
    return replace(form, odd=(*form.odd, taken))


def new_file(form: IntakeForm, today: date) -> ApplicationFile:
    """Return the shown application with the envelope's pieces, as they are allotted so far.

    While pieces are nobody's yet, the rules do not call the fee short.
    """
    mail = replace(mail_item(form, today), id=NEW_MAIL)
    application = replace(application_of(form.application, mail.arrived_on), mail_item=NEW_MAIL)
    papers = tuple(
        replace(each, mail_item=NEW_MAIL) for each in enclosures(form.application, mail.arrived_on)
    )
    own = replace(mail, payments=_own_lines(form, mail.payments))
    others = tuple(
        _id(form, number) for number in range(len(form.applications)) if number != form.current
    )
    return ApplicationFile(application, (own,), papers, siblings=others)


def later_file(form: IntakeForm, before: ApplicationFile, today: date) -> ApplicationFile:
    """Return an open application as it will be with what came later."""
    mail = replace(mail_item(form, today), id=NEW_MAIL, concerns=before.application.id)
    papers = tuple(
        replace(each, mail_item=NEW_MAIL) for each in enclosures(form.application, mail.arrived_on)
    )
    file = replace(before, enclosures=(*before.enclosures, *papers))
    supplement = form.supplement
    if form.envelope.matter is Matter.WITHDRAWAL:
        named = tuple(ClaimId(claim) for claim in supplement.withdraws)
    else:
        named = _signed_now(before) if supplement.signed else ()
    if not named:
        return replace(file, mail=(*before.mail, mail))
    if supplement.by_proxy:
        mail = sent_by_proxy(mail, before)
    writing = Withdrawal(
        NEW_MAIL, named, supplement.written_on, mail.arrived_on, signed=supplement.signed
    )
    return replace(file, mail=(*before.mail, mail), withdrawals=(*before.withdrawals, writing))


def _signed_now(before: ApplicationFile) -> tuple[ClaimId, ...]:
    """Return what a signature in a supplement withdraws: what an unsigned writing named."""
    unsigned = [each for each in before.withdrawals if not each.signed]
    return unsigned[-1].claims if unsigned else ()


def left_over(form: IntakeForm) -> tuple[LineLeft, ...]:
    """Return the pieces that nobody has allotted; none where one application takes all."""
    if len(form.applications) == 1:
        return ()
    left = (
        LineLeft(line.key, line.count - sum(shared_count(a, line.key) for a in form.applications))
        for line in form.lines()
    )
    return tuple(each for each in left if each.count)


def proposed(desk: Desk, form: IntakeForm) -> IntakeForm:
    """Return the form with every piece allotted as the rules propose; a person decides (A4)."""
    arrived = form.envelope.arrived_on or desk.today
    rules = desk.rulebook.on(arrived)
    wanted = [
        (ApplicationId(number), required(each.rights(), arrived, rules))
        for number, each in enumerate(form.applications)
    ]
    lines = propose_split(mail_item(form, desk.today).payments, wanted, arrived, rules)
    form = replace(form, applications=tuple(replace(a, shares=()) for a in form.applications))
    for line, split in zip(form.lines(), lines, strict=True):
        for part in split.allotments:
            form = share(form, line.key, int(part.application), part.count)
    return form


def _own_lines(form: IntakeForm, lines: tuple[PaymentLine, ...]) -> tuple[PaymentLine, ...]:
    named = tuple(
        replace(line, id=PaymentLineId(each.key))
        for line, each in zip(lines, form.lines(), strict=True)
    )
    if len(form.applications) == 1:
        return named
    return tuple(replace(line, allotments=_allotments(form, line.id)) for line in named)


def _allotments(form: IntakeForm, line: str) -> tuple[Allotment, ...]:
    given = ((n, shared_count(each, line)) for n, each in enumerate(form.applications))
    return tuple(Allotment(_id(form, number), count) for number, count in given if count)


def _id(form: IntakeForm, number: int) -> ApplicationId:
    """Return what an application of the page is called: none of them has an id yet."""
    return NO_APPLICATION if number == form.current else ApplicationId(-1 - number)
