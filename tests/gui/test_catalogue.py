# SPDX-License-Identifier: MIT
"""Every text of the window has its Japanese, every counted one its English, and none is dead."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from unittest.mock import Mock

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication

from desk_app.i18n.catalogue import Catalogue, CatalogueError, Message, messages, read
from desk_app.records.desk.people import Language
from tests.gui.screen_texts import screen_texts

pytestmark = pytest.mark.once(under="second")

TEXTS = Path(__file__).parents[2] / "resources" / "i18n"
FIELD = re.compile(r"%L?n|\{[a-z_]*\}")
SAMPLE = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja_JP"><context><name>Desk</name>
<message><source>Close</source><translation>閉じる</translation></message>
<message><source>Later</source><translation type="unfinished">あとで</translation></message>
<message numerus="yes"><source>%n left</source>
<translation><numerusform>あと%n</numerusform></translation></message>
</context></TS>
"""
ENGLISH = """<?xml version="1.0" encoding="utf-8"?>
<TS version="2.1" language="en_GB"><context><name>Desk</name>
<message numerus="yes"><source>%n left</source><translation>
<numerusform>%n day left</numerusform><numerusform>%n days left</numerusform>
</translation></message></context></TS>
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "desk_app_ja.ts").write_text(SAMPLE, "utf-8")
    (tmp_path / "desk_app_en.ts").write_text(ENGLISH, "utf-8")
    return tmp_path


def test_every_text_of_the_window_has_its_japanese_and_every_counted_one_its_english() -> None:
    texts = screen_texts()
    assert len(texts) > 100
    assert [text.place for text in texts if text.source is None or not text.context] == []
    japanese = _japanese()
    told = {message.key for message in japanese if message.finished and all(message.forms)}
    assert [f"{text.place} {text.source}" for text in texts if text.key not in told] == []
    english = {message.key: message.forms for message in messages(TEXTS, Language.EN)}
    counted = [text for text in texts if text.numbered]
    assert counted
    assert [text.place for text in counted if len(english.get(text.key, ())) != 2] == []
    alive = {text.key for text in texts}
    keys = [*(message.key for message in japanese), *english]
    assert [key for key in keys if key not in alive] == [], "no translation is dead"
    twice = [key for key, count in Counter(each.key for each in japanese).items() if count > 1]
    assert twice == [], "no text is translated twice"


def test_no_page_whose_parts_become_tabs_names_a_side_of_it() -> None:
    """At 200 % what stood at the right is a tab: a sentence names the part itself."""
    pages = {text.key for text in screen_texts() if not text.place.startswith("stopped.py")}
    sides = re.compile(r"\b(?:at|on) the (?:left|right)\b|^[左右]の")
    both = [(each.key, (each.source, *each.forms)) for each in _japanese()]
    assert [key for key, said in both if key in pages and any(map(sides.search, said))] == []


def test_a_translation_keeps_the_fields_of_its_source() -> None:
    both = [*_japanese(), *messages(TEXTS, Language.EN)]
    assert [
        message.key
        for message in both
        for form in message.forms
        if sorted(FIELD.findall(form)) != sorted(FIELD.findall(message.source))
    ] == []


@pytest.mark.parametrize(
    ("language", "number", "words"),
    [
        (Language.JA, 1, "あと1"),
        (Language.JA, 3, "あと3"),
        (Language.EN, 1, "1 day left"),
        (Language.EN, 3, "3 days left"),
        (Language.EN, 0, "0 days left"),
    ],
)
def test_numbers_choose_their_form(
    qapp: QApplication, folder: Path, language: Language, number: int, words: str
) -> None:
    catalogue = Catalogue(folder, language)
    qapp.installTranslator(catalogue)
    assert QCoreApplication.translate("Desk", "%n left", "", number) == words
    qapp.removeTranslator(catalogue)


@pytest.mark.parametrize("source", ["Later", "Unknown"])
def test_what_is_unfinished_or_unknown_stays_english(
    qapp: QApplication, folder: Path, source: str
) -> None:
    catalogue = Catalogue(folder, Language.JA)
    qapp.installTranslator(catalogue)
    assert QCoreApplication.translate("Desk", source) == source
    qapp.removeTranslator(catalogue)


def test_a_language_is_read_once(qapp: QApplication, folder: Path) -> None:
    catalogue = Catalogue(folder, Language.JA)
    for file in folder.iterdir():
        file.unlink()
    catalogue.speak(Language.JA)
    assert catalogue.translate("Desk", "Close") == "閉じる"


def test_words_of_qt_itself_are_translated(qapp: QApplication, folder: Path) -> None:
    catalogue = Catalogue(folder, Language.JA)
    qapp.installTranslator(catalogue)
    assert QCoreApplication.translate("QWidgetTextControl", "&Undo") == "元に戻す(&U)"
    catalogue.speak(Language.EN)
    assert QCoreApplication.translate("QWidgetTextControl", "&Undo") == "&Undo"
    qapp.removeTranslator(catalogue)


def test_a_broken_file_is_named_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "desk_app_ja.ts"
    file.write_text("<TS>\n<context>\n</TS>", "utf-8")
    with pytest.raises(CatalogueError) as caught:
        read(file)
    assert (caught.value.file, caught.value.line) == ("desk_app_ja.ts", 3)


@pytest.mark.parametrize(
    ("told", "line"),
    [
        ("<TS>\n<context>\n<name>Desk</name>\n</TS>", 4),
        ("<TS>\n<context>\n<name>Desk</name>\n<message>\n</context>\n</TS>", 5),
    ],
    ids=["a context without an end", "a text without one"],
)
def test_a_language_with_a_broken_file_names_it(tmp_path: Path, told: str, line: int) -> None:
    (tmp_path / "desk_app_ja.ts").write_text(told, "utf-8")
    with pytest.raises(CatalogueError) as caught:
        Catalogue(tmp_path, Language.JA).translate("Desk", "Close")
    assert (caught.value.file, caught.value.line) == ("desk_app_ja.ts", line)


@pytest.mark.parametrize("language", Language)
def test_what_is_read_context_by_context_is_what_stands_in_the_file(language: Language) -> None:
    catalogue, count = Catalogue(TEXTS, language), 0
    for message in messages(TEXTS, language):
        if message.finished and all(message.forms):
            assert catalogue.translate(*message.key) in message.forms, message.key
            count += 1
    assert count > (3_000 if language is Language.JA else 50)


def test_what_fails_in_the_catalogue_comes_back_as_an_exception(
    folder: Path, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    catalogue = Catalogue(folder, Language.JA)
    monkeypatch.setattr(catalogue, "_texts", Mock(forms=lambda *_: ()))
    qapp.installTranslator(catalogue)
    try:
        with pytest.raises(IndexError):
            QCoreApplication.translate("Desk", "Close")
    finally:
        qapp.removeTranslator(catalogue)


def _japanese() -> list[Message]:
    return messages(TEXTS, Language.JA)
