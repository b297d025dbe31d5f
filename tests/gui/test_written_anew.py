# SPDX-License-Identifier: MIT
"""What an applicant wrote anew is entered by keys from the supplement, and told as that (D3)."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desk_app.desk.applications import supplements
from desk_app.desk.context import Desk
from desk_app.desk.letters import corresponding
from desk_app.desk.post import posting
from desk_app.gui.kit.fields.choices import ChoiceBox
from desk_app.gui.page import Place, SupplementOf
from desk_app.gui.pages.application.page import ApplicationView
from desk_app.gui.pages.intake.page import IntakeView
from desk_app.records.base import ApplicationId, ClaimId, MailItemId
from desk_app.records.case.application import Application, Claim, Right
from desk_app.records.case.letters import LetterKind
from desk_app.records.case.mail import MailItem, MailKind, Matter
from tests.gui.case_desk import TODAY, CaseDesk, answered, application, kept, licence, log, record
from tests.gui.case_pages import Case, Cases

OTHER = "髙橋 花江"


def _notice(desk: Desk, id_: ApplicationId) -> None:
    """Issue, print and post a notice today."""
    with desk.ports.store.reading() as books:
        version = books.files.get(id_).application.version
    draft = corresponding.LetterDraft(id_, version, LetterKind.DEFICIENCIES, desk.today)
    corresponding.issue_letter(desk, draft)
    with desk.ports.store.reading() as books:
        letter = books.files.get(id_).letters[-1].id
    corresponding.record_printed(desk, id_, (letter,))
    sent = posting.PostingDraft(id_, (letter,), MailKind.ORDINARY, desk.today)
    posting.post(desk, sent)


def _supplement(desk: Desk, id_: ApplicationId) -> None:
    item = MailItem(MailItemId(0), desk.today, MailKind.ORDINARY, Matter.OTHER)
    supplements.attach_supplement(desk, supplements.SupplementDraft(item, id_))


@kept
def _notified(desk: CaseDesk, asks: Application, name: str = OTHER) -> ApplicationId:
    """Log what a notice was sent of, and a supplement came to; the licence shows this name."""
    id_ = log(desk, asks, licence(name), stamps=((500, 2),))
    desk.clock.move_to(TODAY)
    answered(desk, id_, record())
    desk.do(lambda opened: _notice(opened, id_))
    desk.do(lambda opened: _supplement(opened, id_))
    return id_


def _ask(case: Case, view: ApplicationView) -> ChoiceBox:
    case.press(view.body.tables["claims"], Qt.Key.Key_F2)
    box = case.ask().field("cause").editor
    assert isinstance(box, ChoiceBox)
    return box


def _to(case: Case, box: ChoiceBox, path: str) -> None:
    """Choose the value of a path by keys."""
    QTest.keyClick(box, Qt.Key.Key_Home)
    for _ in range(box.count()):
        if box.value() == path:
            break
        QTest.keyClick(box, Qt.Key.Key_Down)
    case.window.settle()
    assert box.value() == path


def test_a_form_written_anew_is_entered_as_that_and_a_slip_of_typing_with_its_reason(
    cases: Cases,
) -> None:
    id_ = _notified(cases.desk, application(Right.DISCLOSURE))
    case = cases.open()
    _told_to_whoever_logs_the_supplement(case, id_)
    view = case.go(Place.APPLICATION, id_, ApplicationView)
    _what_stands_on_no_form_is_never_asked_for_a_cause_and_a_right_is_not_dropped(case, view, id_)
    _a_slip_of_typing_needs_its_reason_and_stands_in_the_course(case, view, id_)
    _the_form_written_anew_is_entered_without_calling_it_a_slip(case, view, id_)


def _told_to_whoever_logs_the_supplement(case: Case, id_: ApplicationId) -> None:
    of = SupplementOf(id_, case.read(id_).application.receipt_number)
    asked = case.go(Place.INTAKE, of, IntakeView).page.supplement.asked
    assert asked.isVisible()
    assert "氏名が、請求書と違います" in asked.accessibleName()
    assert "書き直し" in asked.accessibleName()


def _what_stands_on_no_form_is_never_asked_for_a_cause_and_a_right_is_not_dropped(
    case: Case, view: ApplicationView, id_: ApplicationId
) -> None:
    _ask(case, view)
    assert "取下げ" not in case.ask()._note.accessibleName()
    box = case.ask().field("field").editor
    assert isinstance(box, ChoiceBox)
    _to(case, box, "claims")
    assert "取下げとして受け付けます" in case.ask()._note.accessibleName()
    _to(case, box, f"mail.{case.read(id_).mail[0].id}.arrived_on")
    assert "cause" not in case.ask().form.fields
    case.press(case.ask(), Qt.Key.Key_Escape)
    assert not case.asked()


def _a_slip_of_typing_needs_its_reason_and_stands_in_the_course(
    case: Case, view: ApplicationView, id_: ApplicationId
) -> None:
    box = _ask(case, view)
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Home)
    case.write(case.ask().field("value").editor, "代")
    case.main()
    assert case.asked()
    case.write(case.ask().field("reason").editor, "読み違え")
    case.main()
    assert not case.asked()
    (note,) = case.read(id_).application.corrections
    assert note.field == "principal.name"
    case.window.settle()
    moments = [each.title for each in view._course._moments.items]
    assert "入力を訂正: 本人 ＞ 氏名" in moments
    assert "補正書類が到着" in moments
    assert moments.index("補正書類が到着") < moments.index("入力を訂正: 本人 ＞ 氏名")


def _the_form_written_anew_is_entered_without_calling_it_a_slip(
    case: Case, view: ApplicationView, id_: ApplicationId
) -> None:
    box = _ask(case, view)
    assert case.ask().field("field").editor.value() == "principal.name"  # type: ignore[attr-defined]
    assert "書き直し" in box.currentText()
    edit = case.ask().field("value").editor
    edit.setFocus()
    QTest.keyClick(edit, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    case.write(edit, OTHER)
    case.main()
    assert not case.asked()
    file = case.read(id_)
    assert file.application.principal.name == OTHER
    note = file.application.corrections[-1]
    assert note.field == f"anew.{file.mail[-1].id}.principal.name"
    case.window.settle()
    model = view.body.tables["corrections"].model()
    told = [str(model.index(0, place).data()) for place in range(4)]
    assert told[:3] == ["本人 ＞ 氏名", "髙橋 花子代", OTHER]
    assert told[3].startswith("請求者の書き直し")
    moments = [each.title for each in view._course._moments.items]
    assert "請求者の書き直し: 本人 ＞ 氏名" in moments


def test_a_reason_left_blank_is_entered_from_the_supplement(cases: Cases) -> None:
    blank = application(Right.ERASURE, claims=(Claim(ClaimId(""), Right.ERASURE),))
    id_ = _notified(cases.desk, blank, "髙橋 花子")
    case = cases.open()
    view = case.go(Place.APPLICATION, id_, ApplicationView)
    box = _ask(case, view)
    claim = case.read(id_).application.claims[0].id
    assert case.ask().field("field").editor.value() == f"claims.{claim}.reason"  # type: ignore[attr-defined]
    assert "書き直し" in box.currentText()
    edit = case.ask().field("value").editor
    assert isinstance(edit, ChoiceBox)
    assert (edit.value(), edit.currentText()) == ("", "記入なし")
    edit.setFocus()
    QTest.keyClick(edit, Qt.Key.Key_Down)
    wanted = edit.value()
    case.main()
    assert not case.asked()
    file = case.read(id_)
    assert file.application.claims[0].reason == wanted != ""
    assert file.application.corrections[0].field == f"anew.{file.mail[-1].id}.claims.{claim}.reason"
