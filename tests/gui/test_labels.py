# SPDX-License-Identifier: MIT
"""An address too long for the window: the blue button leads to a label, and that to a file."""

from __future__ import annotations

from pathlib import Path

from desk_app.cli.pdf_text import text_of
from desk_app.desk.rows import JournalFilter
from desk_app.gui.kit.choices import ChoiceBox
from desk_app.gui.kit.files import SavePdf
from desk_app.gui.page import Place, SectionView
from desk_app.gui.pages.application.page import ApplicationView
from desk_app.gui.pages.letters.page import LettersView
from desk_app.gui.pages.post.page import PostView
from desk_app.gui.printing.own_pages import TO_FILE
from desk_app.records.application import Right
from desk_app.records.journal import Action
from tests.gui.case_desk import TODAY, application, licence, log
from tests.gui.case_pages import Case, Cases

NAME = "マクシミリアン・アレクサンダー・フォン・ホーエンフェルス"
ADDRESS = (
    "鹿児島県大島郡瀬戸内町大字古仁屋字瀬久井東1234番地56 "
    "グランドメゾン見本プレミアムレジデンス瀬戸内壱番館1203号室 マクシミリアン・ミホン様方"
)


def test_what_no_window_shows_is_issued_under_a_label_that_is_saved_as_a_file(
    cases: Cases, tmp_path: Path
) -> None:
    typed = application(Right.DISCLOSURE, name=NAME, address=ADDRESS)
    id_ = log(cases.desk, typed, licence(NAME, ADDRESS), stamps=((500, 1),))
    cases.desk.clock.move_to(TODAY)
    case = cases.open()
    letters = case.go(Place.LETTERS, id_, LettersView)
    assert letters.page._trouble.accessibleName().startswith("宛先が窓あき封筒に収まりません")
    assert letters.doing["next"].text() == "宛名ラベルで送る"
    case.main()
    assert letters.doing["labelled"].text() == "窓あき封筒で送る"
    assert letters.doing["next"].text() == "発行する"
    case.main()
    case.main()
    case.window.come_back()
    letters.save_to(str(tmp_path / "letter.pdf"), letters.page.view.shown)
    case.window.settle()
    case.main()
    assert "ホーエンフェルス" in text_of((tmp_path / "letter.pdf").read_bytes())

    post = case.go(Place.POST, id_, PostView)
    waiting = post.state.waiting
    assert waiting is not None
    assert "窓に収まりません" in post._words.remark(waiting)
    path = tmp_path / "labels.pdf"
    _save(case, post, "printLabels", path)
    assert NAME[:6] in text_of(path.read_bytes())

    page, path = case.go(Place.APPLICATION, id_, ApplicationView), tmp_path / "case.pdf"
    _save(case, page, "caseSlip", path)
    assert case.read(id_).application.receipt_number in text_of(path.read_bytes())
    noted = JournalFilter(action=Action.PAGES_EXPORTED)
    assert case.do(lambda desk: desk.ports.store.journal.window(noted)).count == 2


def _save(case: Case, view: SectionView, action: str, path: Path) -> None:
    """Choose a file in place of a printer, name it, and say yes."""
    view.doing[action].trigger()
    case.window.settle()
    editor = case.ask().field("printer").editor
    assert isinstance(editor, ChoiceBox)
    editor.set_value(TO_FILE)
    case.main()
    (dialog,) = view.findChildren(SavePdf)
    dialog.fileSelected.emit(str(path))
    dialog.close()
    case.window.settle()
    assert "暗号化されません" in case.ask().note()
    case.main()
    case.window.come_back()
