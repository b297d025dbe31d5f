# SPDX-License-Identifier: MIT
"""Settings › Printing, and what was printed: chosen, measured, printed again for a reason."""

from __future__ import annotations

import stat
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, QStringListModel, Qt
from PySide6.QtGui import QImage
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QLineEdit, QPushButton

from desk_app.desk.context import Desk
from desk_app.desk.errors import BadInput, PrinterFailed
from desk_app.desk.letters import corresponding
from desk_app.gui.kit.fields.choices import ChoiceBox
from desk_app.gui.kit.fields.fields import OfferingLineEdit
from desk_app.gui.page import Place
from desk_app.gui.pages.letters.page import LettersView
from desk_app.gui.pages.letters.printed import PrintJobsDialog
from desk_app.gui.pages.settings.book import SettingsPart
from desk_app.gui.pages.settings.page import SettingsView
from desk_app.gui.pages.settings.printing_book import MeasuresTyped, drafted, measured, tenths
from desk_app.gui.printing import spooler
from desk_app.gui.printing.spooler import Cups
from desk_app.letters import render
from desk_app.letters.press import usual_press
from desk_app.records.base import ApplicationId
from desk_app.records.case.application import Right
from desk_app.records.case.letters import Addressee, DelayBody, LetterFacts, LetterKind
from desk_app.records.case.mail import MailKind
from desk_app.records.desk.printers import JobState, Paper, PaperUse, PrinterChoice, PrintOrder
from desk_app.records.desk.profile import DeskProfile, EnvelopeWindow, Offset, PrintOffsets
from desk_app.records.pages import Addressed, Envelope, EnvelopesPage, Front
from desk_app.rules.letters.paper import order_for
from tests.fakes.making import facts
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
    assert view.book.state.part is SettingsPart.PRINTING
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
    view.book.print_one("Spare", view.page.view.shown, "別の紙で")
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


# Printing: the frozen bytes through ``lp``, or every page drawn by Qt.


OF_A_SHELL = pytest.mark.posix(why="what prints are scripts of a shell")


def _script(path: Path, body: str) -> str:
    path.write_text(f"#!/bin/sh\n{body}\n", "utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)


def _cups(folder: Path, lp: str, lpstat: str = "exit 0", lpoptions: str = "exit 0") -> Cups:
    names = ("lp", "lpstat", "lpoptions")
    return Cups(*map(_script, (folder / name for name in names), (lp, lpstat, lpoptions)))


def _options(folder: Path, order: PrintOrder, lpstat: str = "exit 0") -> str:
    """Return what ``lp`` is told for an order."""
    lp = f"cat > /dev/null; echo \"$@\" > '{folder}/options'"
    _cups(folder, lp, lpstat).send(b"pages", order)
    return (folder / "options").read_text("utf-8").strip()


@OF_A_SHELL
def test_the_bytes_reach_the_printer_unchanged_and_the_job_names_nobody(tmp_path: Path) -> None:
    told = "echo 'request id is floor-3-17 (0 file(s))'"
    cups = _cups(tmp_path, f"cat > '{tmp_path}/sent'; {told}")
    pages = bytes(range(256)) * 400
    assert cups.send(pages, PrintOrder(PrinterChoice("floor-3"))) == "floor-3-17"
    assert (tmp_path / "sent").read_bytes() == pages


@OF_A_SHELL
@pytest.mark.parametrize(
    ("use", "choice", "options"),
    [
        (PaperUse.LETTER, PrinterChoice("office"), "media=A4 -o print-scaling=none -d office"),
        (
            PaperUse.WINDOW_LETTER,
            PrinterChoice("office", "InputSlot=Upper", 2),
            "media=A4 -o print-scaling=none -o sides=one-sided -o InputSlot=Upper -n 2 -d office",
        ),
        (
            PaperUse.LONG_3,
            PrinterChoice(),
            "media=jpn_chou3_120x235mm -o print-scaling=none -o sides=one-sided",
        ),
        (
            PaperUse.SQUARE_2,
            PrinterChoice("attic"),
            "media=jpn_kaku2_240x332mm -o print-scaling=none -o sides=one-sided -d attic",
        ),
    ],
)
def test_no_page_is_scaled_and_each_goes_on_its_paper(
    tmp_path: Path, use: PaperUse, choice: PrinterChoice, options: str
) -> None:
    assert _options(tmp_path, order_for(use, choice)) == f"-t desk-app -o {options} -"


@OF_A_SHELL
def test_without_a_usual_printer_the_first_is_taken(tmp_path: Path) -> None:
    listed = "if [ $1 = -e ]; then echo attic; echo office; fi"
    assert _options(tmp_path, PrintOrder(), listed).endswith(" -d attic -")


@OF_A_SHELL
def test_a_printer_that_refuses_is_told(tmp_path: Path) -> None:
    with pytest.raises(PrinterFailed):
        _cups(tmp_path, "exit 1").send(b"pages", PrintOrder())


def test_a_program_that_is_gone_is_told_and_lists_nothing(tmp_path: Path) -> None:
    cups = Cups(str(tmp_path / "lp"), str(tmp_path / "lpstat"))
    assert (list(cups.printers()), cups.trays("office"), cups.states(["office-1"])) == ([], (), {})
    with pytest.raises(PrinterFailed):
        cups.send(b"pages", PrintOrder())


@OF_A_SHELL
def test_the_usual_printer_comes_first(tmp_path: Path) -> None:
    listed = (
        "if [ $1 = -e ]; then echo attic; echo office; "
        'else echo "system default destination: office"; fi'
    )
    assert list(_cups(tmp_path, "exit 0", listed).printers()) == ["office", "attic"]


TRAYS = """PageSize/Media Size: *A4 A5
InputSlot/Media Source: *Auto Upper Manual a,b
Duplex/2-Sided Printing: *None DuplexNoTumble"""


@OF_A_SHELL
def test_the_trays_are_those_the_queue_offers(tmp_path: Path) -> None:
    usual = 'echo "system default destination: office"'
    cups = _cups(tmp_path, "exit 0", usual, f"test \"$2\" = office && echo '{TRAYS}'")
    assert cups.trays("office") == ("InputSlot=Auto", "InputSlot=Upper", "InputSlot=Manual")
    assert cups.trays("") == cups.trays("office")
    assert cups.trays("attic") == ()


WAITING = """office-1                clerk            71680   Thu Nov 26 02:11:07 2026
\tAlerts: job-printing
\tqueued for office
office-2                clerk            71680   Thu Nov 26 02:11:07 2026
\tAlerts: none
attic-3                 clerk            71680   Thu Nov 26 02:11:07 2026
\tAlerts: none
office-4                clerk            71680   Thu Nov 26 02:11:07 2026
\tAlerts: printer-stopped
hall-9                  clerk            71680   Thu Nov 26 02:11:07 2026
\tAlerts: job-printing"""


PRINTERS = """printer attic disabled since Thu Nov 26 02:11:13 2026 -
\tAlerts: paused
printer hall now printing hall-9.  enabled since Thu Nov 26 02:11:13 2026
\tAlerts: media-jam-error
printer office now printing office-1.  enabled since Thu Nov 26 02:11:13 2026
\tAlerts: toner-low-warning cups-waiting-for-job-completed"""


ENDED = """office-5                clerk            71680   Thu Nov 26 02:11:07 2026
\tStatus: it is out
\tAlerts: job-completed-successfully
office-6                clerk            71680   Thu Nov 26 02:11:07 2026
\tAlerts: aborted-by-system
office-7                clerk            71680   Thu Nov 26 02:11:07 2026
\tAlerts: none"""


@OF_A_SHELL
def test_what_became_of_jobs_is_read_from_the_queue(tmp_path: Path) -> None:
    asked = (
        f"case \"$*\" in *not-completed*) printf '{WAITING}';; *completed*) printf '{ENDED}';;"
        f" *-p*) printf '{PRINTERS}';; esac"
    )
    jobs = [*(f"office-{number}" for number in (1, 2, 4, 5, 6, 7, 8)), "attic-3", "hall-9"]
    assert _cups(tmp_path, "exit 0", asked).states(jobs) == {
        "office-1": JobState.PRINTING,
        "office-2": JobState.WAITING,
        "attic-3": JobState.STOPPED,
        "hall-9": JobState.STOPPED,
        "office-4": JobState.STOPPED,
        "office-5": JobState.PRINTED,
        "office-6": JobState.NOT_PRINTED,
        "office-7": JobState.NOT_PRINTED,
    }


def _letter() -> LetterFacts:
    to = Addressee("佐藤 翔太", "163-6017", "東京都新宿区西新宿6-8-1")
    body = DelayBody(date(2026, 11, 16), date(2026, 11, 30))
    return replace(facts(), kind=LetterKind.DELAY, body=body, addressee=to, journal_mark="1-abcd")


def test_qt_draws_every_page_off_the_window_s_thread(tmp_path: Path, qapp: object) -> None:
    pages = render(_letter())

    def drawn_into_a_file() -> bool:
        target = QPrinter(QPrinter.PrinterMode.ScreenResolution)
        target.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        target.setOutputFileName(str(tmp_path / "drawn.pdf"))
        return spooler.draw(pages, target)

    with ThreadPoolExecutor(1) as other:
        assert other.submit(drawn_into_a_file).result()
    source, drawn = QPdfDocument(), QPdfDocument()
    (tmp_path / "source.pdf").write_bytes(pages)
    source.load(str(tmp_path / "source.pdf"))
    drawn.load(str(tmp_path / "drawn.pdf"))
    assert drawn.pageCount() == source.pageCount() > 0


@pytest.mark.parametrize("use", [PaperUse.LONG_3, PaperUse.SQUARE_2])
def test_qt_takes_the_paper_of_the_envelope_and_never_scales(
    tmp_path: Path, qapp: object, use: PaperUse
) -> None:
    envelope = Envelope.LONG_3 if use is PaperUse.LONG_3 else Envelope.SQUARE_2
    front = Front(MailKind.SIMPLE_REGISTERED, Addressed(_letter().addressee))
    pages = usual_press().page(EnvelopesPage(DeskProfile(), envelope, (front,)))
    target = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    target.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    target.setOutputFileName(str(tmp_path / "drawn.pdf"))
    spooler.prepare(target, order_for(use, PrinterChoice(copies=2)))
    assert spooler.draw(pages, target)
    drawn = QPdfDocument()
    drawn.load(str(tmp_path / "drawn.pdf"))
    size = drawn.pagePointSize(0)
    millimetres = (size.width() / 72 * 25.4, size.height() / 72 * 25.4)
    wanted = (120, 235) if use is PaperUse.LONG_3 else (240, 332)
    assert millimetres == pytest.approx(wanted, abs=0.5)
    assert (target.copyCount(), target.duplex()) == (2, QPrinter.DuplexMode.DuplexNone)
    inked = drawn.render(0, QSize(120, 235)).convertToFormat(QImage.Format.Format_Grayscale8)
    assert min(inked.pixelColor(x, y).lightness() for x in range(120) for y in range(235)) < 200


def test_a_page_without_room_in_memory_is_told_and_never_printed_empty(
    tmp_path: Path, qapp: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QPdfDocument, "render", lambda *_: QImage())
    target = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    target.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    target.setOutputFileName(str(tmp_path / "drawn.pdf"))
    assert not spooler.draw(render(_letter()), target)


def test_what_is_no_letter_is_not_drawn(qapp: object) -> None:
    assert not spooler.draw(b"no pages", QPrinter(QPrinter.PrinterMode.ScreenResolution))
