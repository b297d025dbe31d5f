# SPDX-License-Identifier: MIT
"""The time line of an application: what happened in its order, what is now and since when."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt

from desk_app.desk import corresponding, posting, supplements
from desk_app.desk.context import Desk
from desk_app.gui.kit.facts import CourseMoment, Tense
from desk_app.gui.kit.lines import LinesEditor
from desk_app.gui.kit.painting import Mark
from desk_app.gui.page import Place
from desk_app.gui.pages.application.page import ApplicationView
from desk_app.gui.pages.decision.page import DecisionView
from desk_app.records.application import Right
from desk_app.records.base import ApplicationId, MailItemId, PaymentLineId
from desk_app.records.history import Letter
from desk_app.records.letters import LetterKind
from desk_app.records.mail import MailItem, MailKind, Matter, PaymentLine, Piece
from tests.gui.case_desk import (
    SECOND_PASSWORD,
    TODAY,
    answered,
    application,
    licence,
    log,
    record,
)
from tests.gui.case_pages import Case, Cases


def _moments(view: ApplicationView) -> tuple[CourseMoment, ...]:
    return tuple(view._course._moments.items)


def _titles(view: ApplicationView, *tenses: Tense) -> list[str]:
    return [each.title for each in _moments(view) if each.tense in tenses]


def _now(view: ApplicationView) -> CourseMoment:
    return next(each for each in _moments(view) if each.tense is Tense.NOW)


def _letter(desk: Desk, id_: ApplicationId) -> Letter:
    with desk.ports.store.reading() as books:
        return books.files.get(id_).letters[-1]


def _send(desk: Desk, id_: ApplicationId, kind: LetterKind) -> None:
    """Issue, print and post a letter today."""
    with desk.ports.store.reading() as books:
        file = books.files.get(id_)
    answers = kind is not LetterKind.DEFICIENCIES
    claims = tuple(claim.id for claim in file.application.claims) if answers else ()
    draft = corresponding.LetterDraft(id_, file.application.version, kind, desk.today, claims)
    corresponding.issue_letter(desk, draft)
    letter = _letter(desk, id_).id
    corresponding.record_printed(desk, id_, (letter,))
    sent = posting.PostingDraft(id_, (letter,), MailKind.SIMPLE_REGISTERED, desk.today)
    posting.post(desk, sent)


def _cured(desk: Desk, id_: ApplicationId) -> None:
    """Log the stamps that were missing, come today."""
    line = PaymentLine(PaymentLineId(""), Piece.STAMP, 500, 1)
    item = MailItem(
        MailItemId(0), desk.today, MailKind.ORDINARY, Matter.SUPPLEMENT, payments=(line,)
    )
    supplements.attach_supplement(desk, supplements.SupplementDraft(item, id_))


def _short(cases: Cases) -> ApplicationId:
    id_ = log(cases.desk, application(Right.DISCLOSURE), licence(), stamps=((500, 1),))
    cases.desk.clock.move_to(TODAY)
    answered(cases.desk, id_, record(name="髙橋 花子"))
    cases.desk.do(lambda desk: _send(desk, id_, LetterKind.DEFICIENCIES))
    return id_


def _propose(case: Case, id_: ApplicationId) -> DecisionView:
    view = case.go(Place.DECISION, id_, DecisionView)
    if not view.editor.parts["disclosed"].isVisible():
        case.press(view.editor.outcomes, Qt.Key.Key_1)
        lines = view.editor.parts["disclosed"].editor
        assert isinstance(lines, LinesEditor)
        lines.set_values([{"group": "会員", "item": "氏名", "content": "髙橋", "source": "本人"}])
        lines.changed.emit()
    case.main()
    return view


def test_what_happened_on_one_day_stands_in_the_order_in_which_it_happened(cases: Cases) -> None:
    id_ = _short(cases)
    cases.desk.do(lambda desk: _cured(desk, id_))
    case = cases.open()
    view = _propose(case, id_)
    view.doing["take_back"].trigger()
    case.window.settle()
    case.main()
    _propose(case, id_)
    page = case.go(Place.APPLICATION, id_, ApplicationView)
    assert _titles(page, Tense.PAST) == [
        "消印",
        "到着",
        "部署に照会",
        "部署が回答",
        "通知書を発行",
        "発送済み",
        "補正書類が到着",
        "決定を起案",
        "起案を取下げ",
        "決定を起案",
    ]


def test_nothing_is_due_once_all_has_come(cases: Cases) -> None:
    id_ = _short(cases)
    view = cases.open().go(Place.APPLICATION, id_, ApplicationView)
    assert "補正の期限" in _titles(view, Tense.AHEAD)
    cases.close()
    cases.desk.do(lambda desk: _cured(desk, id_))
    view = cases.open().go(Place.APPLICATION, id_, ApplicationView)
    assert "補正の期限" not in _titles(view, Tense.AHEAD)


def test_a_state_that_waits_has_the_day_it_began(cases: Cases) -> None:
    id_ = _short(cases)
    cases.desk.clock.move_to(date(2026, 11, 27))
    view = cases.open().go(Place.APPLICATION, id_, ApplicationView)
    assert _now(view).day == "11月25日"


def test_a_due_date_that_passed_begins_a_state_by_itself(cases: Cases) -> None:
    id_ = _short(cases)
    cases.desk.clock.move_to(date(2026, 12, 14))
    view = cases.open().go(Place.APPLICATION, id_, ApplicationView)
    assert _now(view).title == "みなし確認"
    assert _now(view).day == "12月10日", "14 days after the posting were over"


def test_what_is_done_has_the_day_of_its_completion(cases: Cases) -> None:
    id_ = _short(cases)
    cases.desk.do(lambda desk: _cured(desk, id_))
    case = cases.open()
    _propose(case, id_)
    case.main()
    case.write(case.ask().field("second_password").editor, SECOND_PASSWORD)
    case.main()
    cases.close()
    cases.desk.clock.move_to(date(2026, 11, 26))
    cases.desk.do(lambda desk: _send(desk, id_, LetterKind.DISCLOSURE))
    cases.desk.clock.move_to(date(2026, 12, 1))
    view = cases.open().go(Place.APPLICATION, id_, ApplicationView)
    assert _now(view).title == "完了"
    assert _now(view).day == "11月26日"
    assert view._due.shown() == (Mark.OK, "令和10年11月26日まで保管")
