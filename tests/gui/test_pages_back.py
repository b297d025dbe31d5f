# SPDX-License-Identifier: MIT
"""A page that may not be kept and goes back, on the pages of its application."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt

from desk_app.desk.papers import PaperWhereabouts
from desk_app.gui.asking import TicksAsked
from desk_app.gui.case.telling import ApplicationTables
from desk_app.gui.kit.choices import ChoiceBox
from desk_app.gui.page import Place
from desk_app.gui.pages.application.page import ApplicationView
from desk_app.records.application import Right
from desk_app.records.base import ApplicationId
from desk_app.records.mail import HeldKind
from desk_app.records.papers import MaskAction, Masking, MaskState
from desk_app.records.people import Language
from desk_app.rules.work_codes import What
from tests.gui.case_desk import TODAY, application, licence, log
from tests.gui.case_pages import Case, Cases


def _choose(case: Case, name: str, value: object, key: Qt.Key = Qt.Key.Key_Down) -> None:
    box = case.ask().field(name).editor
    assert isinstance(box, ChoiceBox)
    for _ in range(box.count()):
        if box.value() != value:
            case.press(box, key)
    assert box.value() == value


def _asked(case: Case, id_: ApplicationId) -> ApplicationView:
    """Open an application whose next step is to deal with what may not be kept, and begin it."""
    view = case.go(Place.APPLICATION, id_, ApplicationView)
    assert view.presenter.opened is not None
    assert view.presenter.opened.examination.next.what == What.MASK
    case.main()
    return view


def _rows(view: ApplicationView) -> dict[str, tuple[str, ...]]:
    """Return the lines of the papers' table by what stands first in them."""
    opened = view.presenter.opened
    assert opened is not None
    tables = ApplicationTables(opened, Language.JA)
    return {row.texts[0]: row.texts for row in tables.papers()}


def test_a_page_to_be_returned_stands_on_the_list_and_in_the_envelope(cases: Cases) -> None:
    showing = (Masking("individual_number", MaskState.VISIBLE),)
    certificate = replace(licence(), kind="residence_certificate", masking=showing)
    id_ = log(cases.desk, application(Right.DISCLOSURE), licence(), certificate)
    cases.desk.clock.move_to(TODAY)
    case = cases.open()
    _asked(case, id_)
    _choose(case, "action", MaskAction.RETURNED)
    case.main()
    (thing,) = case.read(id_).mail[0].held
    assert (thing.kind, thing.returned_on) == (HeldKind.MY_NUMBER_DOCUMENT, None)
    view = case.go(Place.APPLICATION, id_, ApplicationView)
    assert view.presenter.opened is not None
    question = view.presenter.letters.return_things(view.presenter.opened)
    assert question is not None
    assert isinstance(question.asked[0], TicksAsked)
    named = "個人番号のある書類（住民票の写し）"
    assert question.asked[0].choices == ((thing.id, named),)
    rows = _rows(view)
    assert rows["住民票の写し"][-1] == "個人番号（マイナンバー） 返却する"
    assert rows[named][-2:] == ("返却予定", "返却する")


def test_a_paper_to_be_returned_as_a_whole_is_not_said_to_be_gone(cases: Cases) -> None:
    card = replace(licence(), kind="notification_card")
    id_ = log(cases.desk, application(Right.DISCLOSURE), licence(), card)
    cases.desk.clock.move_to(TODAY)
    case = cases.open()
    _asked(case, id_)
    _choose(case, "whereabouts", PaperWhereabouts.TO_RETURN, Qt.Key.Key_Up)
    case.main()
    assert [thing.note for thing in case.read(id_).mail[0].held] == ["通知カード"]
    rows = _rows(case.go(Place.APPLICATION, id_, ApplicationView))
    assert rows["通知カード"][3] == "返却予定"
