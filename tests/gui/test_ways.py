# SPDX-License-Identifier: MIT
"""Ways through the window: back and forward, counts of the places, a scanner from anywhere."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from desk_app.desk.applications.papers import PaperWhereabouts
from desk_app.desk.context import Changes, Kind
from desk_app.desk.rows import Group
from desk_app.gui.asking import TicksAsked
from desk_app.gui.case.telling import ApplicationTables
from desk_app.gui.kit.fields.choices import ChoiceBox
from desk_app.gui.kit.tables.side_list import SideList
from desk_app.gui.navigation import Navigation
from desk_app.gui.page import Place, SupplementOf
from desk_app.gui.pages.application.page import ApplicationView
from desk_app.gui.pages.letters.page import LettersView
from desk_app.gui.shell.open_number import OpenNumber
from desk_app.records.base import ApplicationId
from desk_app.records.case.application import Right
from desk_app.records.case.mail import HeldKind, Matter
from desk_app.records.case.papers import MaskAction, Masking, MaskState
from desk_app.records.desk.people import Language
from desk_app.rules.codes import receipt_code
from desk_app.rules.work_codes import What
from tests.gui.accessibility import shown_words
from tests.gui.case_desk import TODAY, answered, application, licence, log, record
from tests.gui.case_pages import Case, Cases
from tests.gui.intake_desk import KeptPage
from tests.gui.pages import CTRL, LISTS, Opened

ALT = Qt.KeyboardModifier.AltModifier
CODE = receipt_code("R8-0134")
MISTYPED = CODE.replace("0134", "0143")
WRONG = "検査文字が合いません。もう一度読み取るか入力してください。"
SUPPLEMENT = SupplementOf(ApplicationId(134), "R8-0134")
FIELDS = {Place.APPLICATIONS: "search", Place.MAIL: "searchMail"}


def test_forward_and_the_counts_of_all_places_stay_through_a_lock(at_work: Opened) -> None:
    """Forward goes where the clerk came back from; a new way leaves nothing ahead."""
    expected = {Place.TODAY: 16, Place.MAIL: 3, Place.APPLICATIONS: 13}
    assert _counts(at_work) == expected, "before their pages are entered"
    for key in (Qt.Key.Key_3, Qt.Key.Key_2):
        at_work.press(key, CTRL)
    at_work.press(Qt.Key.Key_Left, ALT)
    at_work.window.lock()
    at_work.settle()
    at_work.sign_in()
    assert _place(at_work) is Place.APPLICATIONS
    assert _counts(at_work) == expected
    _forward_goes_where_the_clerk_came_back_from(at_work)
    at_work.entrance.store.items = at_work.entrance.store.items[1:]
    at_work.shell.session.hub.announce(Changes.of((Kind.MAIL_ITEM, 3)))
    at_work.settle()
    assert _counts(at_work)[Place.MAIL] == 2
    _the_navigation_counts_open_applications_whatever_their_page_shows(at_work)


def _forward_goes_where_the_clerk_came_back_from(at_work: Opened) -> None:
    for key, place in (
        (Qt.Key.Key_Right, Place.MAIL),
        (Qt.Key.Key_Left, Place.APPLICATIONS),
        (Qt.Key.Key_Left, Place.TODAY),
        (Qt.Key.Key_Right, Place.APPLICATIONS),
        (Qt.Key.Key_Right, Place.MAIL),
        (Qt.Key.Key_Right, Place.MAIL),
    ):
        at_work.press(key, ALT)
        assert _place(at_work) is place
    at_work.press(Qt.Key.Key_Left, ALT)
    at_work.press(Qt.Key.Key_1, CTRL)
    at_work.press(Qt.Key.Key_Right, ALT)
    assert _place(at_work) is Place.TODAY, "a new way leaves nothing ahead"


def _the_navigation_counts_open_applications_whatever_their_page_shows(at_work: Opened) -> None:
    at_work.press(Qt.Key.Key_3, CTRL)
    at_work.settle()
    waiting = _counts(at_work)[Place.APPLICATIONS]
    _shows(at_work, f"全12件、うち未完了{waiting}件")
    at_work.part(QCheckBox, "openOnly").setChecked(True)
    _shows(at_work, "未完了11件")
    at_work.type("nobody")
    _shows(at_work, "該当0件")
    assert _counts(at_work)[Place.APPLICATIONS] == waiting
    at_work.entrance.store.lines = at_work.entrance.store.lines[1:]
    at_work.shell.session.hub.announce(Changes.of((Kind.APPLICATION, 1)))
    at_work.settle()
    fewer = _counts(at_work)[Place.APPLICATIONS]
    assert fewer != waiting, "also while a text stands in its search"
    at_work.part(QCheckBox, "openOnly").setChecked(False)
    at_work.part(QLineEdit, "search").clear()
    _shows(at_work, f"全11件、うち未完了{fewer}件")


def test_a_scanner_opens_what_it_reads_wherever_the_keys_are(at_work: Opened) -> None:
    opened, begun = list[object](), list[object]()
    at_work.shell.session.open_application.connect(opened.append)
    at_work.shell.session.open_intake.connect(begun.append)
    _it_opens_a_number_from_any_list_or_begins_a_supplement_on_mail(at_work, opened, begun)
    for place, heard, thing in (
        (Place.APPLICATIONS, opened, 134),
        (Place.MAIL, begun, SUPPLEMENT),
    ):
        heard.clear()
        _a_code_scanned_into_a_search_is_opened(at_work, place, heard, thing)
    opened.clear()
    _control_f_searches_everything_and_what_a_scanner_types_there_stays(at_work, opened)


def _it_opens_a_number_from_any_list_or_begins_a_supplement_on_mail(
    at_work: Opened, opened: list[object], begun: list[object]
) -> None:
    for code in (receipt_code("R8-0134"), "R8-0134"):
        at_work.shell.go(Place.TODAY)
        at_work.settle()
        opened.clear()
        _scan(at_work, code, 60)
        assert 134 not in opened, "a hand is slower than a scanner"
        at_work.shell.go(Place.TODAY)
        at_work.settle()
        opened.clear()
        _scan(at_work, code, 5)
        assert opened == [134], "the Enter of a scanner opens nothing else"
    begun.clear()
    at_work.shell.go(Place.MAIL)
    at_work.settle()
    _scan(at_work, receipt_code("R8-0134"), 5)
    assert begun == [SupplementOf(ApplicationId(134), "R8-0134")]
    _scan(at_work, "DAR8-0134A", 5)
    (dialog,) = [each for each in at_work.window.findChildren(OpenNumber) if each.isVisible()]
    field = dialog.findChildren(QLineEdit, "number")[0]
    assert field.text() == "DAR8-0134A", "a number that is none is said so"
    dialog.close()
    at_work.come_back()


def _a_code_scanned_into_a_search_is_opened(
    at_work: Opened, place: Place, heard: list[object], thing: object
) -> None:
    """Its case, or on Mail its supplement; of one that was mistyped the fault is told there."""
    at_work.shell.go(place)
    at_work.settle()
    field = at_work.part(QLineEdit, FIELDS[place])
    field.setFocus()
    for typed, expected, told in ((MISTYPED, [], True), (f"{CODE}/8-121", [thing], False)):
        field.setText(typed)
        at_work.press(Qt.Key.Key_Return)
        assert (heard, WRONG in shown_words(at_work.window)) == (expected, told)
        assert at_work.focus() is field or not told
        assert bool(field.property("wrong")) is told
    field.clear()


def _control_f_searches_everything_and_what_a_scanner_types_there_stays(
    at_work: Opened, opened: list[object]
) -> None:
    at_work.press(Qt.Key.Key_1, CTRL)
    groups = at_work.part(SideList, "groups")
    while groups.current_key() is not Group.TO_LOG:
        groups.setFocus()
        at_work.press(Qt.Key.Key_Down)
    at_work.press(Qt.Key.Key_F, CTRL)
    assert _place(at_work) is Place.APPLICATIONS, "the mail of Today has no search of its own"
    field = at_work.part(QLineEdit, "search")
    assert field.hasFocus()
    at_work.press(Qt.Key.Key_Left, ALT)
    assert _place(at_work) is Place.TODAY
    at_work.press(Qt.Key.Key_3, CTRL)
    assert field.hasFocus()
    _scan(at_work, "R8-01", 5)
    assert field.text() == "R8-01"
    assert opened == [], "it finds more than one"


def _shows(window: Opened, *told: str) -> None:
    """Wait until labels say this, or begin with it: a search waits until no more is typed."""

    def said() -> bool:
        window.settle()
        labels = [each.text() for each in window.window.findChildren(QLabel) if each.isVisible()]
        return all(any(text.startswith(words) for text in labels) for words in told)

    window.qtbot.waitUntil(said)


def _place(window: Opened) -> Place | None:
    return window.shell.place


def _counts(window: Opened) -> dict[Place, int | None]:
    (rail,) = window.window.findChildren(Navigation)
    return {place: rail.counted(place) for place in LISTS}


def _scan(window: Opened, text: str, gap_ms: int) -> None:
    """Type keys so many milliseconds apart, and Enter."""
    at = 10_000
    for character in [*text, "\r"]:
        key = Qt.Key.Key_Return if character == "\r" else Qt.Key(ord(character.upper()))
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, character)
            event.setTimestamp(at)
            QApplication.sendEvent(window.focus(), event)
        at += gap_ms
    window.settle()


# A page that may not be kept and goes back, on the pages of its application.


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
    assert view.book.opened is not None
    assert view.book.opened.examination.next.what == What.MASK
    case.main()
    return view


def _rows(view: ApplicationView) -> dict[str, tuple[str, ...]]:
    """Return the lines of the papers' table by what stands first in them."""
    opened = view.book.opened
    assert opened is not None
    tables = ApplicationTables(opened, Language.JA)
    return {row.texts[0]: row.texts for row in tables.papers()}


def test_papers_that_go_back_stand_on_the_list_and_in_the_envelope(cases: Cases) -> None:
    """Letters and envelopes are counted before their pages are entered as there."""
    showing = (Masking("individual_number", MaskState.VISIBLE),)
    certificate = replace(licence(), kind="residence_certificate", masking=showing)
    card = replace(licence(), kind="notification_card")
    asks = application(Right.DISCLOSURE)
    owed = log(cases.desk, asks, licence(), stamps=((500, 1),))
    page, whole = (log(cases.desk, asks, licence(), paper) for paper in (certificate, card))
    cases.desk.clock.move_to(TODAY)
    answered(cases.desk, owed, record(name="髙橋 花子"))
    case = cases.open()
    rail = case.window.part(Navigation, "navigation")
    assert (rail.counted(Place.LETTERS), rail.counted(Place.POST)) == (1, 0), "a notice is owed"
    case.go(Place.LETTERS, None, LettersView)
    assert rail.counted(Place.LETTERS) == 1
    _a_page_to_be_returned_stands_on_the_list_and_in_the_envelope(case, page)
    _a_paper_to_be_returned_as_a_whole_is_not_said_to_be_gone(case, whole)


def _a_page_to_be_returned_stands_on_the_list_and_in_the_envelope(
    case: Case, id_: ApplicationId
) -> None:
    _asked(case, id_)
    _choose(case, "action", MaskAction.RETURNED)
    case.main()
    (thing,) = case.read(id_).mail[0].held
    assert (thing.kind, thing.returned_on) == (HeldKind.MY_NUMBER_DOCUMENT, None)
    view = case.go(Place.APPLICATION, id_, ApplicationView)
    assert view.book.opened is not None
    question = view.book.letters.return_things(view.book.opened)
    assert question is not None
    assert isinstance(question.asked[0], TicksAsked)
    named = "個人番号のある書類（住民票の写し）"
    assert question.asked[0].choices == ((thing.id, named),)
    rows = _rows(view)
    assert rows["本人の住民票の写し"][-1] == "個人番号（マイナンバー） 返却する"
    assert rows[named][-2:] == ("返却予定", "返却する")


def _a_paper_to_be_returned_as_a_whole_is_not_said_to_be_gone(
    case: Case, id_: ApplicationId
) -> None:
    _asked(case, id_)
    _choose(case, "whereabouts", PaperWhereabouts.TO_RETURN, Qt.Key.Key_Up)
    case.main()
    assert [thing.note for thing in case.read(id_).mail[0].held] == ["通知カード"]
    rows = _rows(case.go(Place.APPLICATION, id_, ApplicationView))
    assert rows["本人の通知カード"][3] == "返却予定"


def test_a_mistyped_code_of_a_supplement_is_told_as_such(kept_page: KeptPage, qtbot: QtBot) -> None:
    with kept_page.begun(qtbot) as page:
        page.view.open_mail_item(None, Matter.SUPPLEMENT)
        book = page.view.book
        for typed, told in ((MISTYPED, True), (CODE, False)):
            book.put("supplement.number", typed)
            book.find(typed)
            assert ("check character" in book.state.troubles["supplement.number"]) is told
