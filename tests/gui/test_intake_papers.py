# SPDX-License-Identifier: MIT
"""Documents on the Intake page: expected lines, details of each kind, all kinds of proxy."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desk_app.gui.case.typed import CERTIFIED, PaperForm
from desk_app.gui.kit.fields.choices import ChoiceBox
from desk_app.gui.kit.layout.buttons import CheckBox
from desk_app.gui.kit.look import painting, theme
from desk_app.gui.kit.look.painting import Mark
from desk_app.gui.page import SupplementOf
from desk_app.gui.pages.intake.findings import COUNTED, PAPERS
from desk_app.records.case.application import Change, ProxyKind, ReplyTo, Right
from desk_app.records.case.mail import MailKind, Matter
from desk_app.records.case.papers import Authority, Exercise, MaskAction, MaskState, Subject
from desk_app.records.desk.people import Language
from desk_app.rules.finding_codes import Code
from desk_app.rules.situation.check import examine
from tests.gui.intake_desk import BOOK, TODAY, Intake, KeptPage, Keys, commit, focus

pytestmark = pytest.mark.once(under="second")

KEY = Qt.Key
ENTER, SPACE = KEY.Key_Return, KEY.Key_Space
REGISTER, CERTIFICATE = "family_register", "guardianship_certificate"
LETTER, SEAL = "letter_of_proxy", "seal_certificate"
LICENCE = "driving_licence"


@pytest.fixture
def page(kept_page: KeptPage, qtbot: QtBot) -> Iterator[Intake]:
    with kept_page.begun(qtbot) as made:
        _begin(made)
        yield made


def _begin(page: Intake) -> None:
    """Begin anew, and type what a child's application says before its documents."""
    book = page.view.book
    book.begin_anew()
    page.view.page.begin()
    book.choose_value("envelope.kind", MailKind.ORDINARY)
    book.choose_value("sheet.code", "A-1")
    book.put("principal.name", "佐藤 陽翔")
    book.put("principal.postal_code", "604-8166")
    book.put("principal.address", "京都市中京区三条通烏丸西入御倉町85-1")
    book.put("principal.born", date(2016, 6, 1))
    book.put("scope", "会員情報")
    page.view.page.go_to_section(5)
    Keys().press(SPACE)


def test_a_click_on_its_box_says_that_a_document_is_here_as_space_does(page: Intake) -> None:
    table, panel = page.view.page.papers.table, page.view.page.papers.panel
    page.view.page.go_to_section(1)
    assert "Space" not in dict(page.view.keys_told())
    page.view.page.go_to_section(6)
    assert "Space" in dict(page.view.keys_told())
    for height in (840, 420):
        _begin(page)
        page.view.resize(1272, height)
        page.view.page.go_to_section(1)
        for here in (True, False, True):
            row = page.view.page.papers.model.row_of(f"principal-{LICENCE}")
            assert row is not None
            spot = table.visualRect(table.model().index(row, 0)).center()
            QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=spot)
            assert _listed(page)[f"principal-{LICENCE}"].here is here
            assert panel.isVisible() is here
        assert panel.isAncestorOf(focus())
    page.view.page.go_to_section(7)
    assert not panel.isVisible(), "only while the clerk works on documents"


def test_what_a_kind_of_proxy_must_show_is_listed_beforehand_and_examined(page: Intake) -> None:
    for kind, expected in (
        (ProxyKind.ADULT_GUARDIAN, [CERTIFICATE]),
        (ProxyKind.PARENT, [REGISTER]),
        (ProxyKind.CONSIGNED, [LETTER, SEAL]),
    ):
        _begin(page)
        _with_proxy(page, kind)
        listed = _listed(page)
        for code in expected:
            assert f"principal-{code}" in listed
        assert "proxy-driving_licence" in listed
        assert not any(paper.here for paper in listed.values())
        keys = [line.key for line in page.view.book.state.findings]
        missing = any(key.startswith("authority.paper_missing") for key in keys)
        assert missing or kind is not ProxyKind.PARENT, "while it is typed"
    assert page.view.book.state.papers[f"principal-{SEAL}"] is Mark.OPEN, "not typed yet"
    page.view.book.leave(PAPERS)
    state = page.view.book.state
    assert state.papers[f"principal-{SEAL}"] is Mark.MISSING, "marked on its line"
    line = next(each for each in state.findings if each.field == f"papers.principal-{SEAL}")
    page.view.panel.findings.field_wanted.emit(line.field)
    assert page.view.page.papers.table.current_id() == f"principal-{SEAL}"


def test_a_certificate_is_no_copy_before_anybody_said_so_and_a_licence_is(page: Intake) -> None:
    _with_proxy(page, ProxyKind.CONSIGNED)
    for kind, original, mark in ((LICENCE, False, Mark.OPEN), (SEAL, None, Mark.OPEN)):
        _tick(page, f"principal-{kind}")
        assert _listed(page)[f"principal-{kind}"].original is original
        assert page.view.book.state.papers[f"principal-{kind}"] is mark
    page.view.page.papers.go_to(f"principal-{SEAL}")
    page.go("paper.original")
    Keys().press(KEY.Key_Plus)
    assert _listed(page)[f"principal-{SEAL}"].original is True
    assert focus() is not page.edit("paper.original"), "+ goes on"
    page.go("paper.original")
    Keys().press(KEY.Key_3)
    page.view.page.go_to_section(7)
    copy = [f for f in page.view.book.state.findings if f.key.startswith(Code.DOCUMENT_COPY)]
    assert [line.mark for line in copy] == [Mark.DEFECTIVE]


def test_what_must_be_an_original_is_asked_for_behind_its_day_of_a_copy_last(
    page: Intake,
) -> None:
    for kind in (LETTER, CERTIFICATE):
        _begin(page)
        _with_proxy(page, ProxyKind.ADULT_GUARDIAN if kind == CERTIFICATE else ProxyKind.CONSIGNED)
        page.view.page.papers.enter()
        page.view.page.papers._add(kind, Subject.PRINCIPAL)
        QApplication.processEvents()  # Enter goes as the fields of this kind stand
        assert focus() is page.edit("paper.issued_on")
        Keys().write("2026-11-04")
        Keys().press(ENTER)
        assert focus() is page.edit("paper.original")
    _tick(page, f"principal-{LICENCE}")
    asked = page.view.page.papers.panel._asked
    assert asked[0] == "valid_until"
    assert asked[-2:] == ("original", "note")


def _listed(page: Intake) -> dict[str, PaperForm]:
    return {paper.key: paper for paper in page.view.book.form.application.papers}


def _with_proxy(page: Intake, kind: ProxyKind) -> None:
    book = page.view.book
    book.choose_value("proxy.kind", kind)
    book.put("proxy.name", "佐藤 真由美")
    same = page.view.fields.edit("proxy.same_address")
    assert isinstance(same, CheckBox)
    same.setChecked(True)
    book.look()


def _tick(page: Intake, key: str) -> None:
    """Say that a document is here, by Space on its line."""
    page.view.page.papers.go_to(key)
    assert page.view.page.papers.table.current_id() == key
    Keys().press(SPACE)


def _answer(page: Intake, name: str, value: object) -> None:
    page.go(f"paper.{name}")
    edit = page.edit(f"paper.{name}")
    assert edit.isVisible(), name
    if isinstance(value, str):
        commit(value)
    elif isinstance(value, date):
        Keys().write(value.isoformat())
        Keys().press(ENTER)
    elif isinstance(edit, ChoiceBox):
        edit.set_value(value)
        edit.chosen.emit(value)
    else:
        Keys().press(SPACE)


def test_a_minors_reply_goes_to_the_parent_unless_the_form_says_otherwise(page: Intake) -> None:
    replies = []
    _with_proxy(page, ProxyKind.PARENT)
    replies.append(page.view.book.form.application.reply_to)
    page.view.book.choose_value("reply_to", ReplyTo.PRINCIPAL)
    replies.append(page.view.book.form.application.reply_to)
    _with_proxy(page, ProxyKind.CONSIGNED)
    replies.append(page.view.book.form.application.reply_to)
    assert replies == [ReplyTo.PROXY, ReplyTo.PRINCIPAL, ReplyTo.PRINCIPAL]


def test_a_family_register_is_read_by_its_questions(page: Intake) -> None:
    _with_proxy(page, ProxyKind.PARENT)
    _tick(page, f"principal-{REGISTER}")
    Keys().press(ENTER, control=True)
    assert page.files() == [], "nobody said whether it is a copy"
    assert focus() is page.edit("paper.original")
    assert page.view.page.papers.error.isVisible()
    Keys().press(KEY.Key_3)
    assert not page.view.page.papers.error.isVisible()
    Keys().press(ENTER, control=True)
    assert page.files()[0].enclosures[0].register is None, "nothing read from it asks a person"
    _begin(page)
    _with_proxy(page, ProxyKind.PARENT)
    _tick(page, f"principal-{REGISTER}")
    _answer(page, "issued_on", date(2026, 11, 4))
    _answer(page, "names_principal", value=True)
    _answer(page, "names_proxy", value=True)
    _answer(page, "authority", Authority.JOINT)
    _answer(page, "original", value=False)
    Keys().press(ENTER, control=True)
    (paper,) = page.files()[1].enclosures
    assert paper.issued_on == date(2026, 11, 4)
    assert paper.original is False
    register = paper.register
    assert register is not None
    assert (register.names_principal, register.names_proxy) == (True, True)
    assert (register.authority, register.other_holder_signed) == (Authority.JOINT, False)


def test_a_certificate_of_guardianship_is_read_by_its_questions(page: Intake) -> None:
    pad = page.view.page.papers.panel.powers
    for kind, covers, rights in (
        (ProxyKind.CURATOR, False, {Right.PURPOSE.value}),
        (ProxyKind.VOLUNTARY_GUARDIAN, True, set[str]()),
    ):
        assert kind in CERTIFIED
        _begin(page)
        _with_proxy(page, kind)
        _tick(page, f"principal-{CERTIFICATE}")
        _answer(page, "certified", kind)
        for name in ("names_principal", "names_proxy", "powers_listed", "original"):
            _answer(page, name, value=True)
        _answer(page, "supervisor_appointed", False)  # noqa: FBT003 a value typed into a field
        _answer(page, "exercise", Exercise.JOINT)
        assert not pad.isVisible()
        _answer(page, "powers_cover", value=False)
        assert pad.isVisible(), "which rights they cover that do not cover all"
        pad.setFocus()
        Keys().press(SPACE)
        assert len(pad.ticked()) == 1
        _answer(page, "powers_cover", covers)
        assert pad.isVisible() is not covers
        Keys().press(ENTER, control=True)
        (paper,) = page.files()[-1].enclosures
        shown_ = paper.guardianship
        assert paper.original is True
        assert shown_ is not None
        assert (shown_.kind, shown_.exercise) == (kind.value, Exercise.JOINT)
        told = (shown_.powers_listed, shown_.powers_cover, shown_.supervisor_appointed)
        assert told == (True, covers, False)
        assert shown_.rights == rights


def test_a_letter_of_proxy_says_what_it_covers_and_what_was_left_blank(page: Intake) -> None:
    _with_proxy(page, ProxyKind.CONSIGNED)
    _tick(page, f"principal-{LETTER}")
    assert page.edit("paper.issued_on").isVisible()
    assert not page.edit("paper.name").isVisible()
    _answer(page, "issued_on", date(2026, 11, 18))
    for name in ("names_principal", "names_proxy", "registered_seal"):
        _answer(page, name, value=True)
    _answer(page, "seal_matches", None)
    _answer(page, "original", value=True)
    pad = page.view.page.papers.panel.pad
    pad.setFocus()
    Keys().press(SPACE)
    first = focus()
    QApplication.processEvents()  # Down goes to what stands below, once all stands in its place
    Keys().press(*[KEY.Key_Down] * 3)
    assert focus() is not first
    Keys().press(SPACE)
    Keys().press(ENTER, control=True)
    (paper,) = page.files()[0].enclosures
    mandate = paper.mandate
    assert mandate is not None
    assert mandate.dated == date(2026, 11, 18)
    assert mandate.rights == frozenset({Right.PURPOSE.value})
    assert (mandate.covers_receipt, mandate.registered_seal) == (False, True)
    assert mandate.seal_matches is None
    assert len(mandate.blank_fields) == 1
    _covers_by_one_key_what_the_form_asks_for(page)


def _covers_by_one_key_what_the_form_asks_for(page: Intake) -> None:
    _begin(page)
    _with_proxy(page, ProxyKind.CONSIGNED)
    _tick(page, f"principal-{LETTER}")
    _answer(page, "original", value=True)
    page.view.page.papers.panel.pad.setFocus()
    Keys().write("=")
    Keys().press(ENTER, control=True)
    file = page.files()[1]
    mandate = file.enclosures[0].mandate
    assert mandate is not None
    assert mandate.rights == {right.value for right in file.application.rights()}


def _inserted(kind: str) -> ChoiceBox:
    """Press Insert, and choose a kind of document to be added."""
    Keys().press(KEY.Key_Insert)
    box = focus()
    assert isinstance(box, ChoiceBox)
    assert box.objectName() == "addPaperKind"
    box.set_value(kind)
    return box


def test_a_my_number_card_copied_on_both_sides_is_logged_without_the_number(page: Intake) -> None:
    _tick(page, "principal-individual_number_card")
    box = page.edit("mask.individual_number")
    assert isinstance(box, ChoiceBox)
    box.setFocus()
    assert box.isVisible()
    box.chosen.emit((MaskState.VISIBLE, MaskAction.PAGE_DESTROYED))
    Keys().press(ENTER, control=True)
    (paper,) = page.files()[0].enclosures
    (masking,) = paper.masking
    assert (masking.item, masking.state, masking.action) == (
        "individual_number",
        MaskState.VISIBLE,
        MaskAction.PAGE_DESTROYED,
    )


def test_another_document_is_added_by_insert_and_removed_by_delete(page: Intake) -> None:
    page.view.page.go_to_section(6)
    keys = Keys()
    _inserted("residence_certificate")
    keys.press(ENTER)
    key = page.view.page.papers.table.current_id()
    assert key == "principal-residence_certificate-1"
    assert focus() is page.edit("paper.issued_on")
    keys.press(KEY.Key_Escape)
    assert focus() is page.view.page.papers.table
    keys.press(KEY.Key_Delete)
    assert str(key) not in _listed(page)
    for name in ("paper.valid_until", "paper.original", "mask.organ_donation"):
        _begin(page)
        _tick(page, f"principal-{LICENCE}")
        page.go(name)
        box = _inserted("individual_number_card")
        keys.press(KEY.Key_Insert)
        assert box.value() == "individual_number_card", "what is being added stays"


def test_an_expected_line_goes_when_another_document_shows_identity(page: Intake) -> None:
    page.view.book.look()
    assert "principal-individual_number_card" in _listed(page)
    _tick(page, "principal-driving_licence")
    assert "principal-individual_number_card" not in _listed(page)
    _tick(page, "principal-driving_licence")
    assert "principal-individual_number_card" in _listed(page)


def test_each_document_keeps_its_own_bad_date(page: Intake) -> None:
    _tick(page, f"principal-{LICENCE}")
    Keys().write("R8.13.40")
    Keys().press(ENTER)
    page.view.page.go_to_section(6)
    _inserted("individual_number_card")
    Keys().press(ENTER)
    edit = page.edit("paper.valid_until")
    assert edit.property("text") == ""
    Keys().press(ENTER, control=True)
    assert page.files() == []
    assert page.edit("paper.valid_until").property("text") == "R8.13.40"


SENTENCES = {
    Language.JA: "発行日が到着日より後です。紙をもう一度ご確認ください。",
    Language.EN: "The date of issue is after the arrival. Please look at the paper again.",
}


def _told_at_the_day(page: Intake) -> str:
    """What stands under the day of issue; a screen reader says it too."""
    error = page.view.fields.body("paper.issued_on").error
    told = error.text() if error.isVisible() else ""
    assert page.edit("paper.issued_on").accessibleDescription().endswith(told)
    return told


def test_a_paper_dated_after_its_arrival_is_told_at_once_and_logged_all_the_same(
    own_page: Intake,
) -> None:
    _begin(own_page)
    _with_proxy(own_page, ProxyKind.CONSIGNED)
    _tick(own_page, f"principal-{LETTER}")
    _answer(own_page, "original", value=True)
    _answer(own_page, "issued_on", TODAY)
    assert _told_at_the_day(own_page) == ""
    _answer(own_page, "issued_on", TODAY + timedelta(days=1))
    assert _told_at_the_day(own_page) == SENTENCES[Language.JA]
    own_page.view.book.put("envelope.arrived_on", TODAY + timedelta(days=1))
    own_page.view.book.look()
    assert _told_at_the_day(own_page) == ""
    own_page.view.book.put("envelope.arrived_on", TODAY)
    own_page.view.book.look()
    Keys().press(ENTER, control=True)
    (file,) = own_page.files()
    found = examine(file, BOOK.on(TODAY), TODAY)
    assert Code.DOCUMENT_DATED_LATER in {each.code for each in found.findings}
    own_page.view.open_thing(SupplementOf(file.application.id, file.application.receipt_number))
    own_page.view.page.go_to_section(6)
    _inserted(SEAL)
    Keys().press(ENTER)
    _answer(own_page, "issued_on", TODAY + timedelta(days=1))
    assert _told_at_the_day(own_page) == SENTENCES[Language.JA], "of a supplement too"
    own_page.speak(Language.EN)
    assert _told_at_the_day(own_page) == SENTENCES[Language.EN]


def test_a_further_form_brings_the_version_in_force(page: Intake) -> None:
    page.view.book.choose_value("further0.code", "A-2")
    (further,) = page.view.book.form.application.further
    assert further.version == page.view.book.form.application.sheet.version != ""
    page.view.book.choose_value("further0.code", None)
    assert page.view.book.form.application.further == ()


def test_what_came_later_lists_what_still_lacks_and_nothing_before_the_number_is_known(
    page: Intake,
) -> None:
    _with_proxy(page, ProxyKind.CONSIGNED)
    _tick(page, f"principal-{LICENCE}")
    Keys().press(ENTER, control=True)
    page.view.open_mail_item(None, Matter.SUPPLEMENT)
    assert _listed(page) == {}
    (file,) = page.files()
    page.view.open_thing(SupplementOf(file.application.id, file.application.receipt_number))
    assert list(_listed(page)) == [
        f"principal-{SEAL}",
        f"proxy-{LICENCE}",
        "proxy-individual_number_card",
        f"principal-{LETTER}",
    ]
    _tick(page, f"proxy-{LICENCE}")
    assert list(_listed(page)) == [f"principal-{SEAL}", f"proxy-{LICENCE}", f"principal-{LETTER}"]


def test_the_finding_of_the_detail_that_has_the_focus_is_open(page: Intake) -> None:
    key, findings = f"principal-{LICENCE}", page.view.panel.findings
    page.view.page.papers.go_to(key)
    assert findings.opened_key().startswith(Code.IDENTITY_ABSENT.value)
    _tick(page, key)
    for field in ("name", "valid_until", "address"):
        page.go(f"paper.{field}")
        assert findings.opened_key().endswith(f"{key}.{field}")
    commit("京都市中京区三条通烏丸西入御倉町85-2")
    page.view.book.look()
    opened = next(each for each in findings.lines() if each.key == findings.opened_key())
    assert opened.key.startswith(Code.IDENTITY_ADDRESS_DIFFERS.value)
    states, panel = page.view.book.state.sections, page.view.panel
    beside = sum(each.count + each.more for each in states if each.mark in COUNTED)
    assert beside == panel.open_count > 0, "what is open counts once, and all read the same"
    assert states[PAPERS - 1].mark is Mark.DEFECTIVE, "the address counts at the form's field"
    findings.field_wanted.emit(next(each.field for each in findings.lines() if "valid" in each.key))
    assert focus() is page.edit("paper.valid_until")


def test_the_address_that_is_typed_from_a_paper_says_that_it_shows_one(page: Intake) -> None:
    papers = page.view.page.papers
    papers.open_add()
    papers.add.chosen.emit("certificate_of_eligibility", Subject.PRINCIPAL)
    page.go("paper.address")
    commit("京都市")
    page.view.book.look()
    box = page.edit("paper.shows_address")
    assert isinstance(box, ChoiceBox)
    assert box.value() is True
    commit("中京区")
    page.view.book.look()
    assert page.view.book.form.open_paper.address == "京都市中京区"
    page.view.book.choose_value("paper.shows_address", value=False)
    commit("85")
    page.view.book.look()
    assert box.value() is False


def test_changes_wanted_are_written_line_by_line(page: Intake, qtbot: QtBot) -> None:
    book = page.view.book
    page.view.page.claims.pad.set_ticked([Right.CORRECTION, Right.ERASURE])
    page.view.page.claims._ticked()
    detail = page.view.page.claims.findChild(QWidget, "item0.correction")
    assert detail is not None
    qtbot.waitUntil(detail.isVisible)
    detail.setFocus()
    for text in ("住所", "北24条西4丁目", "北24条西5丁目"):
        commit(text)
        Keys().press(ENTER)
    assert page.view.page.claims.findChild(QWidget, "item1.correction") is not None
    reason = page.view.page.claims.findChild(ChoiceBox, "reason.erasure")
    assert isinstance(reason, ChoiceBox)
    reason.setFocus()
    Keys().press(KEY.Key_5)
    correction, erasure = book.form.application.claims
    assert [(c.item, c.before, c.after) for c in correction.changes] == [
        ("住所", "北24条西4丁目", "北24条西5丁目")
    ]
    assert erasure.reason == "not_needed"
    assert "principal-evidence" not in _listed(page)
    assert f"{Subject.NOBODY.value}-evidence" in _listed(page)


def test_enter_goes_past_what_is_left_of_an_empty_line_of_changes(page: Intake) -> None:
    book = page.view.book
    page.view.page.claims.pad.set_ticked([Right.CORRECTION])
    page.view.page.claims._ticked()
    page.view.page.go_to_section(5)
    stops = []
    for text in ("", "北24条西4丁目", "北24条西5丁目", "", "", ""):
        Keys().press(ENTER)
        stops.append(focus().objectName())
        if text:
            commit(text)
            QApplication.processEvents()
    assert stops == [
        "item0.correction",
        "before0.correction",
        "after0.correction",
        "item1.correction",
        "scope",
        "method",
    ], "a change without its item can be told in the first line alone"
    line = page.view.page.claims.findChild(QWidget, "item1.correction")
    assert line is not None
    line.setFocus()
    Keys().press(KEY.Key_Tab)
    assert focus().objectName() == "before1.correction"
    (claim,) = book.form.application.claims
    assert claim.changes == (Change("", "北24条西4丁目", "北24条西5丁目"),)


def test_an_equals_sign_lets_what_was_seen_of_one_item_stand_for_all(page: Intake) -> None:
    term = page.view.book.rules.document(LICENCE)
    assert term is not None
    for keys in (
        (KEY.Key_3, KEY.Key_Equal),
        (KEY.Key_F4, KEY.Key_3, KEY.Key_Return, KEY.Key_Equal),
        (KEY.Key_F4, KEY.Key_3, KEY.Key_Equal),
    ):
        _begin(page)
        _tick(page, f"principal-{LICENCE}")
        page.go("mask.domicile")
        for key in keys:
            # As a keyboard does: to the window that has the keys, an open list before its page.
            QTest.keyClick(QApplication.focusWindow(), key)
            QApplication.processEvents()
        (paper,) = (each for each in page.view.book.form.application.papers if each.here)
        assert [mask.state for mask in paper.masks] == [MaskState.MASKED] * len(term.mask)
        assert len(term.mask) > 1
        assert QApplication.activePopupWidget() is None


def test_enter_leads_from_one_document_to_the_one_below_and_then_to_the_stamps(
    own_page: Intake,
) -> None:
    own_page.speak(Language.JA)
    _begin(own_page)
    _with_proxy(own_page, ProxyKind.PARENT)
    _tick(own_page, "proxy-individual_number_card")
    model = own_page.view.page.papers.model
    row, line = model.row_at, model.row_of("proxy-individual_number_card")
    assert line is not None
    untyped = row(line)
    assert untyped is not None
    assert (untyped.address, untyped.masks) == ("未入力", "未確認 2")
    _has_one_name_here_and_on_the_application(own_page)
    own_page.go("mask.individual_number")
    own_page.view.book.choose_value(
        "mask.individual_number", (MaskState.VISIBLE, MaskAction.PAGE_DESTROYED)
    )
    own_page.view.book.choose_value("mask.organ_donation", (MaskState.NOT_THERE, None))
    own_page.go("paper.address")
    commit("京都市中京区三条通烏丸西入御倉町85-1")
    own_page.view.book.look()
    told = row(line)
    assert told is not None
    assert (told.address, told.masks) == ("あり", "処理済み")
    _enter_goes_to_the_line_below_and_to_the_stamps(own_page)
    _has_room_for_what_is_visible(own_page)


def _enter_goes_to_the_line_below_and_to_the_stamps(page: Intake) -> None:
    papers = page.view.page.papers
    page.go("paper.whereabouts")
    Keys().press(ENTER)
    assert (focus(), papers.table.current_id()) == (papers.table, f"principal-{REGISTER}")
    Keys().press(SPACE)
    page.go("paper.note")
    Keys().press(ENTER)
    assert page.view.page.section_of(focus()) is not papers
    papers.go_to(f"principal-{LICENCE}")
    Keys().press(ENTER)
    assert (focus(), papers.table.current_id()) == (
        papers.table,
        "principal-individual_number_card",
    )


def _has_room_for_what_is_visible(page: Intake) -> None:
    """Read the line of a licence of which one item is visible."""
    _tick(page, f"principal-{LICENCE}")
    page.view.book.choose_value("mask.organ_donation", (MaskState.VISIBLE, None))
    page.view.book.look()
    papers = page.view.page.papers
    line = papers.model.row_of(f"principal-{LICENCE}")
    assert line is not None
    told = papers.model.row_at(line)
    assert told is not None
    assert told.masks == "1件見える"
    room = papers.table.columnWidth(5) - 2 * theme.px(8)
    needed = painting.text_height(told.masks, theme.font(theme.Size.HINT), room)
    assert needed <= papers.table.rowHeight(line)


def _has_one_name_here_and_on_the_application(page: Intake) -> None:
    """Say where a paper lies as the tables of an application do."""
    box = page.edit("paper.whereabouts")
    assert isinstance(box, ChoiceBox)
    as_in_the_case = QCoreApplication.translate("ApplicationTables", "Case folder")
    assert box.itemText(0) == as_in_the_case == "保管庫"
