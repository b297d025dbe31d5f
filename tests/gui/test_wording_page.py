# SPDX-License-Identifier: MIT
"""The words of the letters by keys: found, written, refused with the place, seen, approved."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from desk_app.desk.applications import intake
from desk_app.desk.context import Desk
from desk_app.desk.signed import wordings
from desk_app.gui.kit.display.pdf import PageFitButton, PdfPage
from desk_app.gui.kit.look.text import Text
from desk_app.gui.navigation import Navigation
from desk_app.gui.page import Place
from desk_app.gui.pages.settings.book import SettingsPart
from desk_app.gui.pages.settings.page import SettingsView
from desk_app.gui.pages.settings.wording.book import KEY, WordingState, spoken
from desk_app.gui.pages.settings.wording.page import SentenceEdit, WordingPage
from desk_app.gui.pages.settings.wording.reading import ReadAs, beginning_of, fixed_words_of
from desk_app.gui.session.entrance import NewPerson
from desk_app.gui.session.tasks import SharedProgress
from desk_app.i18n import messages
from desk_app.records.case.letters import WordingRevision, Words
from desk_app.records.desk.people import Language, Role
from desk_app.rules.wording.check import is_whole
from desk_app.rules.wording.notation import conditions
from tests.gui.accessibility import commit, unnamed
from tests.gui.case_desk import PASSWORD, SUPERVISOR, TODAY, CaseDesk, found
from tests.gui.case_pages import Case, open_case
from tests.gui.pages import CTRL

OTHER = NewPerson("小川 健", frozenset({Role.SUPERVISOR}), PASSWORD)
CLOSING, PLANNED = "L15:closing.0", "L15:item.1.text"
SENT_BACK = "L12:item.3.text"
BEGUN = {"place": "L16:item.4.text", "from": "2026-11-01", "ja": "開示等の請求書", "en": "A form"}
SHORT = Words("本書は、時期のみをお伝えします。", "Only the time is told.")


@pytest.fixture
def desk(tmp_path: Path) -> CaseDesk:
    """A desk of two supervisors, on the day of the sample letters."""
    made = found(tmp_path, OTHER, SUPERVISOR)
    made.clock.move_to(TODAY)
    return made


def _page(case: Case) -> WordingPage:
    case.window.shell.session.open_settings.emit(SettingsPart.WORDING)
    case.window.settle()
    page = case.view(SettingsView).findChild(WordingPage)
    assert isinstance(page, WordingPage)
    return page


def _edit(page: WordingPage, language: Language) -> SentenceEdit:
    return page._editor.edits[language]


def _write(case: Case, edit: SentenceEdit, text: str) -> None:
    """Write over all of a sentence as an input method does, and leave the field."""
    cursor = edit.edit.textCursor()
    cursor.select(QTextCursor.SelectionType.Document)
    edit.edit.setTextCursor(cursor)
    case.write(edit.edit, text)
    case.press(edit.edit, Qt.Key.Key_Tab)


def _state(page: WordingPage) -> WordingState:
    return page.book.state


def _told(page: WordingPage, language: Language) -> str:
    told = page.findChild(Text, f"sentence_{language.value}Fault")
    assert isinstance(told, Text)
    return told.text()


def _propose(desk: Desk) -> None:
    for place in (CLOSING, SENT_BACK):
        wordings.propose(desk, wordings.WordingDraft(place, SHORT, desk.today))


@pytest.fixture
def case(desk: CaseDesk, qtbot: QtBot, qapp: QApplication) -> Iterator[Case]:
    """The window of one supervisor, who began to change a sentence; the other proposed to."""
    desk.do(_propose, SUPERVISOR)
    desk.do(lambda opened: intake.save_draft(opened, KEY, json.dumps(BEGUN)), OTHER)
    opened = open_case(qtbot, qapp, desk)
    session = opened.window.shell.session
    session.beside = session.runner
    yield opened
    opened.close()


def _revisions(desk: Desk) -> tuple[WordingRevision, ...]:
    with desk.ports.store.reading() as books:
        return tuple(each for each in books.wordings.all() if each.place == PLANNED)


def _draft(desk: Desk) -> str | None:
    with desk.ports.store.reading() as books:
        return books.drafts.get(desk.actor.id, KEY)


def _offers(edit: SentenceEdit) -> list[str]:
    return [button.text() for button in edit.findChildren(QPushButton)]


def _wrong(edit: SentenceEdit) -> list[tuple[int, str]]:
    """Return what is underlined, with its place."""
    block, text = edit.edit.document().firstBlock(), edit.text()
    return [
        (each.start, text[each.start : each.start + each.length])
        for each in block.layout().formats()
        if each.format.fontUnderline()
    ]


def _shown(page: WordingPage) -> str:
    view = page.findChild(PdfPage)
    assert isinstance(view, PdfPage)
    return view.text(0).replace("\n", "")


def _find(case: Case, page: WordingPage, text: str) -> None:
    """Look for a sentence as the manual says: Ctrl+F, the words, Down."""
    case.press(page.table, Qt.Key.Key_F, CTRL)
    assert page.search.hasFocus()
    case.write(page.search, text)
    case.press(page.search, Qt.Key.Key_Down)


READ_AS = (
    ("[{rno}|]まで", "〈〔受付番号〕〉まで", ["?受付番号", "まで"], "〔受付番号〕まで"),
    ("[|前の]文", "〈前の〉文", ["?前の", "文"], "前の文"),
    ("[甲|乙]と<b>丙</b>", "〈甲〉／〈乙〉と丙", ["?甲", "または", "?乙", "と丙"], "甲と丙"),
    (
        "[甲です。|[乙の]丙。]",
        "〈甲です。〉／〈〈乙の〉丙。〉",
        ["甲です。", "", "または", "", "?乙の", "丙。"],
        "甲です。",
    ),
    ("]一|つ[", "〉一〉／〈つ〈", ["]", "一", "|", "つ"], "]一|つ"),
)
"""A sentence, how it is read, its pieces as they are shown (? may be left out), its beginning."""


def test_a_sentence_is_read_first_then_written_refused_with_the_place_seen_and_proposed(
    case: Case,
) -> None:
    page = _page(case)
    assert not case.view(SettingsView)._side.folded, "the parts are named beside their icons"
    assert len(_state(page).lines) > 150
    assert (page.letter.count() > 10, page.letter.without_room()) == (True, [])
    rows = [(row.begins, page.words.title(row.line)) for row in page._model.rows if row.line]
    assert len(rows) == len(set(rows)), "no two of a letter look alike"
    unnamed_ = [begins for begins, _ in rows if re.search("〔[a-zA-Z_.]+〕", begins)]
    assert not unnamed_, "each value has a name: say it in i18n/sentences/variables.toml"
    _a_sentence_is_read_as_its_signs_mean(page)
    _of_several_whole_sentences_each_says_when_it_is_printed_the_usual_one_first(page)
    _signs_are_explained_where_one_stands(case, page)
    _find(case, page, "までをめどに")
    assert [line.sentence.place for line in _state(page).lines] == [PLANNED]
    _its_fields_open_and_close_by_key(case, page)
    _it_is_written_refused_with_the_place_seen_and_proposed(case, page)
    _a_sentence_of_the_other_language_alone_says_so(case)


def _a_sentence_of_the_other_language_alone_says_so(case: Case) -> None:
    case.window.speak(Language.EN)
    page = _page(case)
    page.book.search("")
    case.window.settle()
    rows = {row.line.sentence.place: row for row in page._model.rows if row.line is not None}
    said = {
        place: page.words.beneath(row.line) for place, row in rows.items() if row.line is not None
    }
    assert said["L1:opening.1"] == "Japanese letters only", "no English letter has it"
    assert said["L1:opening.0"] == ""
    foreign = [place for place, row in rows.items() if re.search("[ぁ-ん]", row.begins)]
    assert foreign
    assert {said[place] for place in foreign} == {"Japanese letters only"}


def _a_sentence_is_read_as_its_signs_mean(page: WordingPage) -> None:
    told = page.words
    for text, read, shown, begins in READ_AS:
        assert told.read(text, Language.JA) == read
        pieces = told.pieces(text, Language.JA)
        assert ["?" * piece.may + piece.text.strip() for piece in pieces] == shown, text
        assert beginning_of(text, lambda _: "受付番号") == begins, text


def _of_several_whole_sentences_each_says_when_it_is_printed_the_usual_one_first(
    page: WordingPage,
) -> None:
    told, lines = page.words, _state(page).lines
    of = {each.sentence.place: each for each in lines}
    opening = of["L1:opening.0"]
    pieces = told.pieces(spoken(opening.now).ja, Language.JA, opening)
    assert [each.text.strip() for each in pieces if each.kind is ReadAs.BETWEEN] == [
        "通常の文",
        "本人が成年に達し、代理権が終わったとき",
    ]
    assert told.when(opening) == "", "each says so itself"
    several = told.variants(opening)
    assert [when for when, _ in several] == ["通常の文", "本人が成年に達し、代理権が終わったとき"]
    assert all(set(said) == set(Language) for _, said in several)
    page.book.narrow("L15")
    assert {each.sentence.place[:4] for each in _state(page).lines} == {"L15:"}
    page.book.narrow(None)
    assert _state(page).lines == lines
    assert told.when(of["L1:item.3.text"]) == ""
    assert "実印を求めるとき" in told.when(of["deficiencies:rows.letter_of_proxy.send"])
    for line in lines:
        for language in Language:
            for sides in conditions(line.sentence.words.of(language)):
                told_of = [messages.when(each, line.sentence.place, language) for each in sides]
                assert not {*sides} & {*told_of} - {""}, "say it in i18n/sentences/when.toml"


def _signs_are_explained_where_one_stands(case: Case, page: WordingPage) -> None:
    plain = next(
        line.sentence.place
        for line in _state(page).lines
        if line.coming is None
        and not is_whole(line.sentence.place)
        and not set("{[|") & set(line.now.ja + line.now.en)
    )
    for place, explained in ((plain, False), (PLANNED, True)):
        page.table.choose_id(place)
        page.table.setFocus()
        case.main()
        assert page._editor.writing, place
        assert page._editor._hint.isVisible() is explained, place
        case.press(_edit(page, Language.JA).edit, Qt.Key.Key_Escape)
        assert not page._editor.writing


def _its_fields_open_and_close_by_key(case: Case, page: WordingPage) -> None:
    edit, read = _edit(page, Language.JA), page.findChild(Text, "read_jaNow")
    assert isinstance(read, Text)
    assert (edit.isVisible(), read.isVisible()) == (False, True)
    assert read.text().startswith("\u00a0新しい予定日\u00a0")
    assert read.accessibleName().startswith("〔新しい予定日〕")
    pages = page.findChild(PdfPage)
    assert isinstance(pages, PdfPage)
    assert pages._pointed is not None
    assert pages.is_whole, "nothing of it is cut off"
    (fit,) = page.findChildren(PageFitButton)
    assert fit.text() == "拡大"
    fit.click()
    assert (pages.is_whole, fit.text()) == (False, "ページ全体")
    fit.click()
    other = page.findChild(Text, "read_enNow")
    assert isinstance(other, Text)
    assert not other.isVisible(), "the words in the other language are asked for"
    page._editor._both.click()
    assert other.isVisible()
    case.main()
    assert edit.edit.hasFocus()
    assert not read.isVisible()
    _write(case, edit, "書面により、{new_target}")
    case.press(edit.edit, Qt.Key.Key_Escape)
    case.window.settle()
    assert (edit.isVisible(), read.isVisible()) == (False, True)
    assert page.table.hasFocus()
    assert "までをめどに" in edit.text()
    assert PLANNED not in (case.do(_draft) or "")


def _it_is_written_refused_with_the_place_seen_and_proposed(case: Case, page: WordingPage) -> None:
    case.press(page.table, Qt.Key.Key_Return)
    ja, en = (_edit(page, each) for each in Language)
    assert ja.edit.hasFocus()
    assert _offers(ja) == ["新しい予定日 {new_target}"]
    assert unnamed(page) == []
    _write(case, ja, "お客様へ、{rno}。")
    assert all(each in _told(page, Language.JA) for each in ("「お客様」", "{rno}", "{new_target}"))
    assert [span for _, span in _wrong(ja)] == ["お客様", "{rno}"]
    assert not page.doing["propose"].isEnabled()
    _write(case, ja, "書面により、")
    ja.findChildren(QPushButton)[0].click()
    _write(case, en, "In writing by {new_target}")
    assert _told(page, Language.JA) == ""
    assert "書面により、令和8年12月11日" in _shown(page)
    assert json.loads(case.do(_draft) or "{}")["place"] == PLANNED
    case.main()
    assert case.do(_draft) is None
    (revision,) = case.do(_revisions)
    assert revision.words.ja == "書面により、{{ new_target|weekday }}"
    assert ja.edit.isReadOnly()
    assert not page.doing["approveWords"].isVisible()
    assert page.doing["takeBackWords"].text() == "取り下げる"
    page.doing["takeBackWords"].trigger()
    case.window.settle()
    assert not ja.edit.isReadOnly()
    assert "までをめどに" in ja.text()


def _stop_the_search(case: Case, page: WordingPage) -> None:
    """Stop the search for the letters, as by Esc while it is counted; F5 looks again."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(SharedProgress, "cancelled", True)
        page.book.choose(PLANNED)
        case.window.settle()
    assert not _state(page).looked
    empty = page._letters._empty
    assert empty.isVisible()
    assert "F5" in empty._sentence.text()
    case.view(SettingsView).read_again()
    case.window.settle()
    assert {facts.language for facts in _state(page).shown} == set(Language)
    assert empty.isHidden()


def _send_back(case: Case, page: WordingPage) -> None:
    """Send a change back to who proposed it, and hear that it went."""
    page.table.choose_id(SENT_BACK)
    case.window.settle()
    said: list[str] = []
    page.session.said.connect(said.append)
    page.doing["takeBackWords"].trigger()
    case.window.settle()
    assert said == ["変更を差し戻しました。"]
    (line,) = (each for each in _state(page).lines if each.sentence.place == SENT_BACK)
    assert line.coming is None


def test_a_place_on_the_page_is_told_by_words_long_enough_to_be_no_accident() -> None:
    assert fixed_words_of("{name}様、{day}に\nお知らせ いたします。") == ("お知らせいたします。",)
    assert fixed_words_of("{name}様{sum}円") == ("様", "円"), "a sentence of short words alone"
    assert fixed_words_of("{name}") == ()


def test_another_supervisor_sees_what_waits_and_approves_it_with_the_own_password(
    case: Case,
) -> None:
    rail = case.window.shell.findChild(Navigation)
    assert isinstance(rail, Navigation)
    assert rail.counted(Place.SETTINGS) == 2
    page = _page(case)
    assert page.table.current_id() == BEGUN["place"]
    assert _edit(page, Language.EN).text() == BEGUN["en"]
    page.table.choose_id(CLOSING)
    case.window.settle()
    assert _edit(page, Language.JA).text() == SHORT.ja
    assert page._editor._note.accessibleName().startswith("佐伯 恵子さん")
    assert SHORT.ja in _shown(page)
    assert page.doing["takeBackWords"].text() == "差し戻す"
    assert {facts.language for facts in _state(page).shown} == set(Language)
    case.press(page.table, Qt.Key.Key_Return, CTRL)
    commit(case.ask().findChildren(QLineEdit)[0], PASSWORD)
    case.main()
    case.window.come_back()
    (line,) = (each for each in _state(page).lines if each.sentence.place == CLOSING)
    assert (line.now, line.coming) == (SHORT, None)
    assert rail.counted(Place.SETTINGS) == 1
    _send_back(case, page)
    assert not rail.counted(Place.SETTINGS)
    _stop_the_search(case, page)
