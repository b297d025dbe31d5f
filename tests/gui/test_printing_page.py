# SPDX-License-Identifier: MIT
"""Settings › Printing, and what was printed: chosen, measured, printed again for a reason."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtWidgets import QLineEdit, QPushButton

from desk_app.desk import corresponding
from desk_app.desk.context import Desk
from desk_app.desk.errors import BadInput
from desk_app.gui.kit.choices import ChoiceBox
from desk_app.gui.kit.fields import OfferingLineEdit
from desk_app.gui.page import Place
from desk_app.gui.pages.letters.page import LettersView
from desk_app.gui.pages.letters.printed import PrintJobsDialog
from desk_app.gui.pages.settings.book import SettingsPart
from desk_app.gui.pages.settings.page import SettingsView
from desk_app.gui.pages.settings.printing_book import MeasuresTyped, drafted, measured, tenths
from desk_app.gui.printing import spooler
from desk_app.records.application import Right
from desk_app.records.base import ApplicationId
from desk_app.records.letters import LetterKind
from desk_app.records.people import DeskProfile
from desk_app.records.printers import (
    EnvelopeWindow,
    JobState,
    Offset,
    Paper,
    PaperUse,
    PrinterChoice,
    PrintOffsets,
)
from tests.gui.accessibility import unnamed
from tests.gui.case_desk import TODAY, answered, application, licence, log, record
from tests.gui.case_pages import Case, Cases
from tests.gui.small_safe import Printer


@pytest.mark.parametrize(
    ("text", "value"),
    [("", 0), (" 1.2 ", 12), ("-0.5", -5), ("+3", 30), ("１．２", 12), ("−0,5", -5), ("0", 0)],
)
def test_a_measure_is_read_in_every_width(text: str, value: int) -> None:
    assert tenths({"a4.right": text}, "a4.right") == value


@pytest.mark.parametrize("text", ["1.25", "1..2", "x", "1.x", "--1", "1234", "."])
def test_what_is_no_measure_is_told_in_its_field(text: str) -> None:
    with pytest.raises(BadInput) as told:
        tenths({"a4.right": text}, "a4.right")
    assert (told.value.code, told.value.place) == ("measure_not_understood", "a4.right")


def test_what_is_measured_comes_back_as_it_stands() -> None:
    offsets = PrintOffsets(a4=Offset(12, -5), labels=Offset(-50, 50))
    profile = DeskProfile(window=EnvelopeWindow(205, 120, 900, 450), offsets=offsets)
    draft = drafted(MeasuresTyped(measured(profile), " K5 "))
    assert (draft.window, draft.offsets, draft.department_code) == (
        profile.window,
        offsets,
        "K5",
    )


@pytest.fixture
def printer(monkeypatch: pytest.MonkeyPatch) -> Printer:
    made = Printer()
    monkeypatch.setattr(spooler, "system", lambda: made)
    return made


def _noticed(cases: Cases) -> ApplicationId:
    """Log an application whose fee is short, and issue the notice."""
    id_ = log(cases.desk, application(Right.DISCLOSURE), licence(), stamps=((500, 1),))
    cases.desk.clock.move_to(TODAY)
    answered(cases.desk, id_, record(name="髙橋 花子"))

    def issue(desk: Desk) -> None:
        with desk.ports.store.reading() as books:
            version = books.files.get(id_).application.version
        draft = corresponding.LetterDraft(id_, version, LetterKind.DEFICIENCIES, desk.today)
        corresponding.issue_letter(desk, draft)

    cases.desk.do(issue)
    return id_


def _part(case: Case, kind: type[ChoiceBox], name: str) -> ChoiceBox:
    found = case.window.window.findChild(kind, name)
    assert found is not None
    return found


def _type(case: Case, name: str, text: str) -> None:
    edit = case.window.window.findChild(QLineEdit, name)
    assert edit is not None
    edit.clear()
    case.write(edit, text)


def _push(case: Case, name: str) -> None:
    button = case.window.window.findChild(QPushButton, name)
    assert button is not None
    case.press(button, Qt.Key.Key_Space)


def test_printers_are_chosen_and_paper_is_measured(cases: Cases, printer: Printer) -> None:
    case = cases.open()
    view = case.go(Place.SETTINGS, SettingsPart.PRINTING, SettingsView)
    assert view.presenter.state.part is SettingsPart.PRINTING
    assert unnamed(case.window.window) == []
    use = PaperUse.LONG_3
    case.press(_part(case, ChoiceBox, f"{use.value}.printer"), Qt.Key.Key_2)
    case.press(_part(case, ChoiceBox, f"{use.value}.tray"), Qt.Key.Key_3)
    case.press(_part(case, ChoiceBox, f"{use.value}.copies"), Qt.Key.Key_2)
    chosen = PrinterChoice("Office-3F", "InputSlot=Manual", 2)
    assert case.window.screen.printer_for(use) == chosen

    _type(case, "long_3.right", "9.9")
    _push(case, "savePaperButton")
    assert any("補正が大きすぎます" in each for each in _troubles(case))
    _type(case, "long_3.right", "１．２")
    _type(case, "department_code", "個-7")
    _push(case, "savePaperButton")
    assert not _troubles(case)
    profile = case.do(_profile)
    assert (profile.offsets.long_3, profile.department_code) == (Offset(12, 0), "個-7")

    _push(case, "test.long_3")
    (order,) = printer.orders
    assert (order.paper, order.choice, order.one_sided) == (Paper.LONG_3, chosen, True)
    assert printer.sent[0].startswith(b"%PDF")


def _profile(desk: Desk) -> DeskProfile:
    with desk.ports.store.reading() as books:
        return books.settings.profile()


def _troubles(case: Case) -> list[str]:
    view = case.view(SettingsView)
    page = view._pages[SettingsPart.PRINTING]
    return [
        body.error.text()
        for body in page.measures._fields.values()  # type: ignore[attr-defined]  # that page
        if body.error.text()
    ]


def _with_another(case: Case, view: LettersView, printer: Printer) -> list[PrinterChoice]:
    """Print once more on a printer that is chosen for this once; return where all prints went."""
    view.queue.printer.set_value("Spare")
    view.presenter.print_one("Spare", view.page.view.shown, "別の紙で")
    case.window.settle()
    return [order.choice for order in printer.orders]


def _jobs(case: Case, id_: ApplicationId) -> tuple[LettersView, PrintJobsDialog]:
    """Open the letters of an application and what was printed of them."""
    view = case.go(Place.LETTERS, id_, LettersView)
    assert view.queue.printer.value() == ""
    view.show_jobs()
    case.window.settle()
    (dialog,) = view.findChildren(PrintJobsDialog)
    return view, dialog


def _offered(edit: OfferingLineEdit) -> list[str]:
    texts = edit.completer().model()
    assert isinstance(texts, QStringListModel)
    return texts.stringList()


def test_what_was_printed_is_listed_and_printed_again_for_a_reason(
    cases: Cases, printer: Printer
) -> None:
    id_ = _noticed(cases)
    case = cases.open()
    slot = PrinterChoice("Office-3F", "InputSlot=Upper")
    case.window.screen.keep_printer(PaperUse.WINDOW_LETTER, slot)
    view, dialog = _jobs(case, id_)
    assert [row.made for row in dialog._model.rows] == [None]
    printer.became = JobState.NOT_PRINTED
    dialog._do.click()
    case.window.settle()
    (row,) = dialog._model.rows
    assert row.state is JobState.NOT_PRINTED

    dialog._do.click()
    ask = case.ask()
    ask._do.click()
    case.window.settle()
    assert len(printer.sent) == 1
    editor = ask.field("reason").editor
    assert isinstance(editor, OfferingLineEdit)
    assert "紙づまり" in _offered(editor)
    case.write(editor, "窓から住所がずれた")
    ask._do.click()
    case.window.settle()
    assert [row.key[1] for row in dialog._model.rows] == [2, 1]
    letter = case.read(id_).letters[0]
    assert [each.reason for each in letter.prints] == ["", "窓から住所がずれた"]
    pages = case.do(lambda desk: corresponding.pages_of(desk, letter.id))
    assert printer.sent == [pages, pages]
    dialog.close()
    orders = _with_another(case, view, printer)
    assert orders == [slot, slot, PrinterChoice("Spare")]
