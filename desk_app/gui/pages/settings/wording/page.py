# SPDX-License-Identifier: MIT
"""The part of the settings for the words of the letters: found, changed, seen, approved."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QSyntaxHighlighter, QTextCharFormat
from PySide6.QtWidgets import QBoxLayout, QFrame, QWidget

from desk_app.gui import days, words
from desk_app.gui.kit.display.notes import EmptyNote, NoteFrame, WhyNot
from desk_app.gui.kit.display.pdf import PageFitButton, PdfPage
from desk_app.gui.kit.fields.choices import ChoiceBox
from desk_app.gui.kit.fields.dates import EraDateEdit
from desk_app.gui.kit.fields.fields import FieldBody, LongText, Settling, label_for
from desk_app.gui.kit.fields.search import SearchField
from desk_app.gui.kit.layout import shortcuts
from desk_app.gui.kit.layout.boxes import STRETCH, acts, dress, in_column, in_row, lay_into, named
from desk_app.gui.kit.layout.buttons import ButtonKind, CheckBox, KeyButton, button_for
from desk_app.gui.kit.layout.layout import WHOLE, Divided, FlowLayout, PageScroll
from desk_app.gui.kit.layout.shortcuts import Key
from desk_app.gui.kit.look import painting, theme
from desk_app.gui.kit.look.text import Text, announce, style_as
from desk_app.gui.kit.look.theme import Size
from desk_app.gui.kit.pyside_workarounds.overriding import override
from desk_app.gui.kit.pyside_workarounds.own_parent import be_label
from desk_app.gui.kit.tables.columns import Column, GroupsModel
from desk_app.gui.kit.tables.table import GroupedTable
from desk_app.gui.page import WatchedPart
from desk_app.gui.pages.settings.wording.book import (
    WordingBook,
    WordingState,
    WordingWords,
    spoken,
)
from desk_app.gui.pages.settings.wording.reading import ReadAs, fixed_words_of
from desk_app.i18n import messages
from desk_app.records.desk.people import Language
from desk_app.rules.wording.check import is_whole
from desk_app.rules.wording.notation import variables

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from PySide6.QtCore import SignalInstance
    from PySide6.QtGui import QResizeEvent

    from desk_app.desk.errors import KnownError
    from desk_app.desk.signed.wordings import SentenceLine, WordingDraft
    from desk_app.gui.pages.settings.wording.reading import SentencePiece
    from desk_app.gui.session.session import Session


_TOKENS = re.compile(r"\{[^{}\n]*\}|[\[\]|]|</?[a-z]>")
_LEAST_LINES, _MOST_LINES, _PER_LINE = 3, 9, 22

Span = tuple[int, int]
"""From where to where in the text, in characters."""


_NOTATION = "{[|"
"""The signs with which a sentence says what is filled in, and what is printed only at times."""


class SentenceEdit(QWidget):
    """Label, field, what is wrong, and the variables, each a button that writes it here."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.label = Text("", Size.LABEL, "text2")
        self.before = Text("", Size.LABEL, "text2", wrap=True)
        self.edit = named(name, LongText())
        self.edit.textChanged.connect(self._changed)
        be_label(self.label, self.edit)
        self._settling = Settling(self)
        self.edit.textChanged.connect(self._settling.touch)
        self.edit.left.connect(self._settling.settle_now)
        self._wrong = named(f"{name}Fault", Text("", Size.HINT, "bad", wrap=True))
        self._chips = QWidget()
        self._flow = FlowLayout(theme.px(4), theme.px(4), self._chips)
        self._flow.setContentsMargins(0, 0, 0, 0)
        self._buttons: dict[str, KeyButton] = {}
        self._light = _Light(self.edit)
        self._marked = ""
        in_column(
            self,
            self.label,
            self.edit,
            self._wrong,
            self.before,
            self._chips,
            STRETCH,
            gap=4,
            edge=0,
        )
        self.setFocusProxy(self.edit)
        self._wrong.hide()

    @property
    def rested(self) -> SignalInstance:
        """Said once what was typed rests, and on leaving the field."""
        return self._settling.settled

    def name(self, label: str) -> None:
        """Say what the field is for."""
        self.label.setText(label)
        self.edit.setAccessibleName(label)

    def text(self) -> str:
        """Return what stands here."""
        return self.edit.toPlainText()

    def show_text(self, text: str, before: str) -> None:
        """Show a sentence; what it says today stands below, where the two differ."""
        if text != self.text():
            self.edit.setPlainText(text)
        self.before.setText(before)
        self.before.setVisible(bool(before))

    def lines(self) -> int:
        """Return how many lines the field needs for what stands in it."""
        text = self.text()
        wide = sum(1 + (unicodedata.east_asian_width(sign) in "FWA") for sign in text) // 2
        lines = max(wide // _PER_LINE + 1, text.count("\n") + 1)
        return min(max(lines, _LEAST_LINES), _MOST_LINES)

    def show_faults(self, sentence: str, spans: Sequence[Span]) -> None:
        """Say what is wrong under the field, and mark it."""
        if sentence and sentence != self._wrong.text():
            announce(self.edit, sentence)
        self._wrong.setText(sentence)
        self._wrong.setVisible(bool(sentence))
        self.edit.setAccessibleDescription(sentence)
        self._marked = self.text()
        self._light.mark(spans)

    def offer(self, variables: Sequence[tuple[str, str]]) -> None:
        """Offer these variables, each with what it stands for, and no other."""
        if list(self._buttons) != [variable for variable, _ in variables]:
            for button in self._buttons.values():
                self._flow.removeWidget(button)
                button.deleteLater()
            self._buttons = {variable: self._chip(variable) for variable, _ in variables}
        for variable, meaning in variables:
            self._buttons[variable].setText(f"{meaning} {variable}")
        self._chips.setVisible(bool(variables))

    def _chip(self, variable: str) -> KeyButton:
        button = button_for(variable, "", self._write, kind=ButtonKind.SMALL)
        self._flow.addWidget(button)
        return button

    def _write(self) -> None:
        """Write the variable of the button that was pressed, and go on in the field."""
        button = self.sender()
        if isinstance(button, KeyButton) and not self.edit.isReadOnly():
            self.edit.insertPlainText(button.objectName())
            self.edit.setFocus()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._light.rehighlight()

    def _changed(self) -> None:
        """Mark nothing in another text; Qt tells of a change where only a mark was set, too."""
        if self.text() != self._marked:
            self._marked = self.text()
            self._light.mark(())


class _Light(QSyntaxHighlighter):
    """Sets variables and brackets apart, and underlines where a fault is."""

    def __init__(self, edit: LongText) -> None:
        super().__init__(edit.document())
        self._edit = edit
        self._spans: tuple[Span, ...] = ()

    def mark(self, spans: Sequence[Span]) -> None:
        """Mark these places, given in characters of the whole text."""
        text = self._edit.toPlainText()
        wanted = tuple((_units(text[:start]), _units(text[:end])) for start, end in spans)
        if wanted != self._spans:
            self._spans = wanted
            self.rehighlight()

    @override
    def highlightBlock(self, text: str) -> None:
        colours = theme.tokens(self._edit.palette())
        token, wrong = QTextCharFormat(), QTextCharFormat()
        token.setForeground(QColor(colours.accent))
        wrong.setForeground(QColor(colours.bad))
        wrong.setFontUnderline(True)
        for found in _TOKENS.finditer(text):
            start, end = (_units(text[:place]) for place in found.span())
            self.setFormat(start, end - start, token)
        first = self.currentBlock().position()
        for span in self._spans:
            start, end = (min(max(place - first, 0), _units(text)) for place in span)
            if end > start:
                self.setFormat(start, end - start, wrong)


def _units(text: str) -> int:
    """Return how far Qt counts a text: a character beyond the first plane counts twice."""
    return len(text.encode("utf-16-le")) // 2


@dataclass(frozen=True, slots=True)
class _Patch:
    """A piece at its place in the text, in code points."""

    piece: SentencePiece
    place: tuple[int, int]


class SentenceText(Text):
    """A sentence in pieces, wrapped like any text; a screen reader hears it with its signs."""

    def __init__(self, *, bold: bool = False) -> None:
        super().__init__("", bold=bold, wrap=True)
        self._patches: tuple[_Patch, ...] = ()

    def show_pieces(self, pieces: Sequence[SentencePiece], spoken: str) -> None:
        """Show a sentence; ``spoken`` is what a screen reader says of it."""
        at, patches = 0, list[_Patch]()
        for piece in pieces:
            end = at + len(piece.text)
            patches.append(_Patch(piece, (at, end)))
            at = end
        self._patches = tuple(patches)
        self.setText("".join(piece.text for piece in pieces))
        self.setAccessibleName(spoken)
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        place, font = QRectF(self.contentsRect()), self._type()
        colours = theme.tokens(self.palette())
        for patch in self._patches:
            for spot in painting.places_of(self.text(), font, place, patch.place):
                if patch.piece.may:
                    painter.fillRect(spot, QColor(colours.ask_tint))
                if patch.piece.kind is ReadAs.VALUE:
                    painting.box(painter, spot, colours.info_tint, colours.accent, radius=3)
                elif patch.piece.kind is ReadAs.BETWEEN:
                    painting.box(painter, spot, colours.window, colours.strong_line, radius=8)
        painter.end()
        super().paintEvent(event)


class SentenceRead(QWidget):
    """A sentence as it is read: what it says today, and below what it is to say."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._label = Text("", Size.LABEL, "text2")
        self._now = named(f"{name}Now", SentenceText())
        self._later = Text("", Size.LABEL, "text2")
        self._then = named(f"{name}Then", SentenceText(bold=True))
        card = QFrame()
        style_as(card, "card")
        in_column(card, self._now, self._later, self._then, gap=8, edge=12)
        in_column(self, self._label, card, STRETCH, gap=4, edge=0)

    def name(self, label: str, later: str) -> None:
        """Say which language it is, and what stands over what is to come."""
        self._label.setText(label)
        self._later.setText(later)

    def show_sides(
        self, words: WordingWords, line: SentenceLine, language: Language, now: str, then: str
    ) -> None:
        """Show what it says; what it is to say only where that is something else."""
        for shown, text in ((self._now, now), (self._then, then)):
            shown.show_pieces(words.pieces(text, language, line), words.read(text, language))
        for part in (self._later, self._then):
            part.setVisible(then != now)


class _Variant(QFrame):
    """One of several sentences: over it when it is printed, below it both languages."""

    def __init__(self) -> None:
        super().__init__()
        style_as(self, "card")
        self._when = Text("", Size.LABEL, bold=True, wrap=True)
        self._said = {each: SentenceText() for each in Language}
        in_column(self, self._when, *self._said.values(), gap=8, edge=12)

    def show_variant(
        self,
        when: str,
        said: Mapping[Language, tuple[SentencePiece, ...]],
        shown: Sequence[Language],
    ) -> None:
        """Show when it is printed, and what is printed in these languages."""
        self._when.setText(when)
        for language, pieces in said.items():
            words = "".join(each.text for each in pieces)
            self._said[language].show_pieces(pieces, f"{when} {words}")
            self._said[language].setVisible(language in shown)


class SentenceVariants(QWidget):
    """Sentences of which a letter says one, each under its condition."""

    def __init__(self) -> None:
        super().__init__()
        self._cards: list[_Variant] = []
        self._column = in_column(self, gap=8, edge=0)

    def show_variants(
        self, words: WordingWords, line: SentenceLine, shown: Sequence[Language]
    ) -> bool:
        """Show the sentences of a line in languages; say whether several are to be shown so."""
        variants = words.variants(line)
        while len(self._cards) < len(variants):
            self._cards.append(_Variant())
            self._column.addWidget(self._cards[-1])
        for place, card in enumerate(self._cards):
            card.setVisible(place < len(variants))
        for card, (when, said) in zip(self._cards, variants, strict=False):
            card.show_variant(when, said, shown)
        return bool(variants)


_DAY, _LEAST = 200, 280
_BY_ANOTHER = "approveWords"


class WordingEditor(QWidget):
    """The sentence in both languages: read, or written once somebody wants to; actions above."""

    def __init__(self, page: WordingPage) -> None:
        super().__init__()
        self._words = page.words
        self._book = page.book
        self.title = Text("", Size.SECTION, bold=True, wrap=True)
        self._note = named("wordingNote", NoteFrame("info"))
        self.edits = {each: SentenceEdit(f"sentence_{each.value}") for each in Language}
        self._reads = {each: SentenceRead(f"read_{each.value}") for each in Language}
        self._variants = SentenceVariants()
        self._own = page.session.language
        (other,) = (each for each in Language if each is not self._own)
        too = self.tr("Show the words in {language} too")
        self._both = named(
            "bothLanguages", CheckBox(too.format(language=messages.label(other, self._own)))
        )
        self._both.toggled.connect(lambda _: self.show_state(self._book.state))
        later = self.tr("To be said")
        for language, name in (
            (Language.JA, self.tr("Japanese")),
            (Language.EN, self.tr("English")),
        ):
            self.edits[language].name(name)
            self._reads[language].name(name, later)
        for language, edit in self.edits.items():
            edit.edit.textChanged.connect(partial(self._tell, language))
            edit.rested.connect(self._book.rest)
        self.day = named(
            "wantedFrom", EraDateEdit(days.reading(page.session), days.showing(page.session))
        )
        self.day.setFixedWidth(theme.px(_DAY))
        self.day.value_changed.connect(self._book.set_day)
        self._day_label = label_for(self.day, self.tr("Letters dated from"))
        self._hint = Text(
            self.tr(
                "{…} stands for a value of the letter. What stands in [ ] is said only where it"
                " applies, and after | where not."
            ),
            Size.HINT,
            "text2",
            wrap=True,
        )
        self._marks = SentenceText()
        self._when_label = Text(self.tr("When its parts are printed"), Size.LABEL, bold=True)
        self._when = named("printedWhen", Text("", Size.LABEL, "text2", wrap=True))
        self._showing = self.writing = False
        self._of = ""
        self.setMinimumWidth(theme.px(_LEAST))
        self._lay_out()

    def write(self, *, writing: bool) -> None:
        """Show the fields of the chosen sentence, or how it reads."""
        self.writing = writing
        self.show_state(self._book.state)
        if writing:
            self.take_focus()

    def take_focus(self) -> None:
        """Put the keys on the first field: both languages are written, one after the other."""
        shown = [edit for edit in self.edits.values() if not edit.isHidden()]
        if shown:
            shown[0].setFocus()

    def show_state(self, state: WordingState) -> None:
        """Show the chosen sentence with what is written of it."""
        chosen, draft = state.chosen, state.draft
        self.setVisible(chosen is not None)
        if chosen is None or draft is None:
            return
        self.title.setText(self._words.title(chosen))
        told = self._words.told(state)
        self._note.setVisible(bool(told[0]))
        self._note.say(*told)
        locked = chosen.coming is not None or is_whole(chosen.sentence.place)
        new = self._of != chosen.sentence.place
        if new:
            self._of, self.writing = chosen.sentence.place, False
        # What was begun stands there to be gone on with.
        self.writing = not locked and (self.writing or state.changed)
        self._showing = True
        read, several = self._show_variants(chosen, draft)
        for language in Language:
            shown = not several and language in read
            self._show_reading(chosen, draft, language, shown=shown)
            self._show_writing(state, chosen, draft, language)
        if new:
            self._show_beside(chosen)
        if self.day.value() != draft.wanted_from and not self.day.hasFocus():
            self.day.set_value(draft.wanted_from)
        self.day.setEnabled(not locked)
        for part in (self._day_label, self._day_body):
            part.setVisible(self.writing)
        # What the signs of the notation mean helps where one stands in a field.
        written = draft.words.ja + draft.words.en
        self._hint.setVisible(self.writing and any(sign in written for sign in _NOTATION))
        # What the marks mean is said where there is one.
        self._show_marks(chosen, read, several=several)
        self._showing = False

    def _show_variants(
        self, chosen: SentenceLine, draft: WordingDraft
    ) -> tuple[Sequence[Language], bool]:
        """Show it as several sentences where it is; return the languages read, and whether so.

        What is to come of it stands below what it says today, each language by itself.
        """
        plain, own = not self.writing and draft.words == spoken(chosen.now), chosen.sentence.words
        two = plain and all(own.of(each) for each in Language)
        self._both.setVisible(two)
        read = [each for each in Language if not two or each is self._own or self._both.isChecked()]
        several = plain and self._variants.show_variants(self._words, chosen, read)
        self._variants.setVisible(several)
        return read, several

    def _show_marks(self, chosen: SentenceLine, read: Sequence[Language], *, several: bool) -> None:
        """Say what the frames and tints mean that are in sight."""
        if several:
            said = [pieces for _, each in self._words.variants(chosen) for pieces in each.values()]
        else:
            now = spoken(chosen.now)
            said = [self._words.pieces(now.of(each), each, chosen) for each in read]
        legend = self._words.legend([piece for pieces in said for piece in pieces])
        told = self.tr(
            "In 〔 〕 stands a value of the letter, in 〈 〉 what is said only where it applies."
        )
        self._marks.show_pieces(legend, told)
        self._marks.setVisible(bool(legend) and not self.writing)

    def _show_beside(self, chosen: SentenceLine) -> None:
        """Say when its parts are printed; both fields are as high as the longer one needs."""
        lines = max(edit.lines() for edit in self.edits.values())
        for edit in self.edits.values():
            edit.edit.show_lines(lines)
        when = self._words.when(chosen)
        self._when.setText(when)
        for part in (self._when_label, self._when):
            part.setVisible(bool(when))

    def _show_reading(
        self, chosen: SentenceLine, draft: WordingDraft, language: Language, *, shown: bool
    ) -> None:
        now, then = spoken(chosen.now).of(language), draft.words.of(language)
        read = self._reads[language]
        read.setVisible(shown and not self.writing and bool(chosen.sentence.words.of(language)))
        read.show_sides(self._words, chosen, language, now, then)

    def _show_writing(
        self, state: WordingState, chosen: SentenceLine, draft: WordingDraft, language: Language
    ) -> None:
        edit, own = self.edits[language], chosen.sentence.words.of(language)
        locked = chosen.coming is not None or is_whole(chosen.sentence.place)
        now, text = spoken(chosen.now).of(language), draft.words.of(language)
        edit.setVisible(self.writing and bool(own))
        before = self.tr("Until now: {text}").format(text=now) if text != now else ""
        edit.show_text(text, before)
        edit.edit.setReadOnly(locked)
        offered = () if locked else variables(own)
        edit.offer([(each, self._words.variable(each)) for each in offered])
        faults = [fault for fault in state.faults if fault.language is language]
        edit.show_faults(
            "\n".join(dict.fromkeys(map(self._words.fault, faults))),
            [(fault.start, fault.end) for fault in faults],
        )

    def _tell(self, language: Language) -> None:
        if not self._showing:
            self._book.write(language, self.edits[language].text())

    def _lay_out(self) -> None:
        inside = QWidget()
        scroll = PageScroll(self)
        scroll.setWidget(inside)
        self._day_body = FieldBody(self.day)
        # Under long sentences nobody saw what the marks in them mean.
        above = (self._note, self._marks, self._variants)
        column = in_column(inside, *above, gap=12, edge=(16, 0, 4, 16))
        # One language under the other: the letter beside them has the width.
        lay_into(column, *self._reads.values(), self._both, *self.edits.values())
        # The label stands over the field: beside it both would be wider than the words.
        column.addLayout(in_column(None, self._day_label, self._day_body, gap=4, edge=0))
        lay_into(column, self._hint, self._when_label, self._when, STRETCH)
        in_column(self, (scroll, 1), gap=0, edge=0)


_LETTERS_LEAST, _LETTERS_LOW = 280, 160


class WordingLetters(QWidget):
    """A choice of letters above; below it a whole page of the chosen one, larger where wanted."""

    def __init__(self, page: WordingPage) -> None:
        super().__init__()
        self._session = page.session
        self.choice = ChoiceBox()
        self.choice.name_alone(self.tr("Letter with invented facts"))
        self.choice.setObjectName("wordingLetter")
        self.choice.chosen.connect(page.book.show_letter)
        named_ = self.tr("The letter with the words as they are written")
        # Whole, so that nothing looks cut off; enlarged, its margins are out of sight.
        self.page = PdfPage(named_, self, close=True)
        self.page.setObjectName("wordingPage")
        self.page.fit(whole=True)
        self._trouble = named("wordingTrouble", NoteFrame("bad"))
        self._empty = EmptyNote()
        self.setMinimumSize(theme.px(_LETTERS_LEAST), theme.px(_LETTERS_LOW))
        told = Text(self.tr("On the letter"), Size.LABEL, "text2")
        be_label(told, self.choice)
        fit = PageFitButton(self.page)
        bar = in_row(None, told, (self.choice, 1), fit, gap=8, edge=(16, 8, 16, 8))
        in_column(self, bar, self._trouble, (self.page, 1), (self._empty, 1), gap=0, edge=0)

    def show_state(self, state: WordingState, names: Sequence[tuple[object, str]]) -> None:
        """Show the letters that say the chosen sentence; nothing where none is chosen."""
        some = bool(state.shown)
        self.choice.setVisible(some)
        if some:
            self.choice.set_choices(names)
            self.choice.set_value(state.at)
        self._say_trouble(state.trouble)
        self._show_pages(state.pages, expected=some)
        self._point(state)
        self._say_empty(stopped=state.stopped)
        self.page.setVisible(some and state.trouble is None)
        self._empty.setVisible(not some and state.trouble is None)

    def hindrance(self, state: WordingState) -> str:
        """Say why a change cannot be approved yet: a letter that says it is not in sight.

        Empty where one is, and where there is none to be seen.
        """
        none = state.stopped or state.trouble is not None or (state.looked and not state.shown)
        return "" if none else self.page.hindrance(state.pages if state.looked else b"")

    def _say_empty(self, *, stopped: bool) -> None:
        if stopped:
            key = shortcuts.label(Key.READ_AGAIN)
            self._empty.say(self.tr("Stopped. {key} looks for the letters again.").format(key=key))
        else:
            self._empty.say(self.tr("The letters that say the chosen sentence stand here."))

    def _show_pages(self, pages: bytes, *, expected: bool) -> None:
        if pages:
            self.page.show_bytes(pages)
        elif expected:
            self.page.expect()
        else:
            self.page.clear()

    def _point(self, state: WordingState) -> None:
        """Mark where the sentence stands on the letter."""
        if state.shown and state.draft is not None:
            words = state.draft.words.of(state.shown[state.at].language)
            self.page.point_at(fixed_words_of(words))

    def _say_trouble(self, trouble: KnownError | None) -> None:
        self._trouble.tell(words.told(trouble, self._session.language))


_LIST, _ROOM, _BESIDE = 272, 520, 620


class WordsAndLetter(QWidget):
    """The words under their letter's name, and beside them a letter that says them.

    Where that has no room beside them it stands below. What can be done stands beside the title of
    the page.
    """

    def __init__(self, editor: WordingEditor, letters: WordingLetters, why: WhyNot) -> None:
        super().__init__()
        dress(self, line="left")
        words = QWidget()
        head = in_column(None, editor.title, why, gap=2, edge=(16, 12, 16, 8))
        dress(letters, line="left")
        self._parts = in_row(self, (words, 3), (letters, 5), gap=0, edge=(1, 0, 0, 0))
        in_column(words, head, (editor, 1), gap=0, edge=0)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = self.width() >= theme.px(_BESIDE)
        ways = QBoxLayout.Direction
        self._parts.setDirection(ways.LeftToRight if beside else ways.TopToBottom)


@dataclass(frozen=True, slots=True)
class SentenceRow:
    """A sentence in the list, or the heading of the letter whose sentences begin there."""

    id: object
    heading: str = ""
    line: SentenceLine | None = None
    begins: str = ""


class WordingPage(WatchedPart[WordingBook]):
    """Sentences at the left; at the right the chosen one, and beside it a letter that says it.

    ``approval_wanted`` asks for a question to be put with the own password; ``refreshed`` says that
    the keys changed.
    """

    approval_wanted = Signal(object)
    refreshed = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.words = WordingWords(session, self)
        self.book = WordingBook(session, self)
        self.book.state_changed.connect(self.render_state)
        self.book.did.connect(self._say_done)
        self._make_list()
        self._make_search()
        self._empty = EmptyNote()
        self._empty.say(self.tr("No sentence says that."))
        self._offer()
        main = ("writeWords", "propose", _BY_ANOTHER)
        others = ("takeBackWords", "ownWords", "leaveWords")
        self._proposes = self.doing.button("propose", ButtonKind.MAIN)
        blue = {
            each: self.doing.button(each, ButtonKind.MAIN) for each in main if each != "propose"
        }
        blue["propose"] = self._proposes
        self.acts = acts(*map(self.doing.button, others), *(blue[each] for each in main))
        self._editor = WordingEditor(self)
        self.table.opened.connect(lambda _: self._write())
        self._letters = WordingLetters(self)
        self._lay_out()
        self.render_state(self.book.state)

    def _make_list(self) -> None:
        told = self.words

        def said(row: SentenceRow, what: Callable[[SentenceLine], str]) -> str:
            return "" if row.line is None else what(row.line)

        columns: list[Column[SentenceRow]] = [
            Column(
                "sentence",
                self.tr("Sentence"),
                lambda row: row.heading or row.begins,
                detail=lambda row: said(row, told.beneath),
                tone=lambda row: said(row, told.tone),
            ),
        ]
        self._model = GroupsModel(
            columns, lambda row: row.id, lambda row: row.line is None, parent=self
        )
        name = self.tr("Sentences of the letters")
        self.table = GroupedTable.of(self._model, name, "sentences")
        # One column, which the headings of the letters and the choice above them name.
        self.table.horizontalHeader().hide()
        self.table.current_changed.connect(self._choose)

    def _rows(self, lines: Sequence[SentenceLine]) -> list[SentenceRow]:
        """Return the sentences under the names of their letters."""
        rows, letter = list[SentenceRow](), ""
        begins = self.words.excerpts(lines)
        for line in lines:
            if (head := self.words.heading(line)) != letter:
                letter = head
                rows.append(SentenceRow(("letter", line.sentence.place), heading=head))
            place = line.sentence.place
            rows.append(SentenceRow(place, line=line, begins=begins[place]))
        return rows

    def _make_search(self) -> None:
        sought = self.tr("Find a sentence")
        self.search = SearchField()
        self.search.setPlaceholderText(sought)
        self.search.setAccessibleName(sought)
        self.search.setObjectName("findSentence")
        self.letter = named("letterOfSentences", ChoiceBox())
        self.letter.name_alone(self.tr("Letter"))
        self.letter.shorten(self.words.short_headings())
        self.letter.chosen.connect(self._narrow)
        self._letters_offered: list[tuple[object, str]] = []
        self._returned = False
        self.search.wanted.connect(self.book.search)
        self.search.down.connect(self.take_focus)

    @override
    def take_focus(self) -> None:
        lines = self.book.state.lines
        if lines and self._current() is None:
            self.table.choose_id(lines[0].sentence.place)
        self.table.setFocus()

    @override
    def keys(self) -> Sequence[tuple[str, str]]:
        shown = [(shortcuts.label(Key.SEARCH), self.tr("search"))]
        acts = (self.doing[name] for name in ("writeWords", "propose", _BY_ANOTHER))
        main = [each.text() for each in acts if each.isVisible() and each.isEnabled()]
        shown += [(shortcuts.label(Key.MAIN), text) for text in main]
        if self._editor.writing:
            shown.append((shortcuts.label(Key.CLOSE), self.doing["leaveWords"].text()))
        return shown

    def leave_words(self) -> bool:
        """Put the fields away with what is written in them; whether they were there."""
        if not (self._editor.writing and self.isVisible()):
            return False
        self.book.leave()
        self._editor.write(writing=False)
        self._refresh(self.book.state)
        self.take_focus()
        return True

    def render_state(self, state: WordingState) -> None:
        """Show the sentences that were asked for, the chosen one and its letters."""
        self._offer_letters()
        self._model.show_rows(self._rows(state.lines))
        place = None if state.chosen is None else state.chosen.sentence.place
        if place is not None and self._current() != place and self._model.row_of(place) is not None:
            self.table.choose_id(place)
            self.table.bring_current_into_sight()
        elif place is None and state.lines and not self.table.currentIndex().isValid():
            self.table.choose_id(state.lines[0].sentence.place)
        self._empty.setVisible(not state.lines)
        self._editor.show_state(state)
        self._letters.show_state(state, self.words.letters(state.shown))
        self._refresh(state)

    def _offer(self) -> None:
        book, approve = self.book, self.tr("Approve")
        propose, why = self.tr("Propose"), self._why_not_proposed
        self.act("writeWords", self.tr("Change the sentence"), self._write, Key.MAIN, "edit")
        self.act("propose", propose, book.propose, Key.MAIN, "check", why=why)
        self.act(_BY_ANOTHER, approve, self._approve, Key.MAIN, "check")
        self.act("takeBackWords", self.tr("Take back"), self._take_back)
        self.act("ownWords", self.tr("Original wording"), book.put_back)
        self.act("leaveWords", self.tr("Cancel"), self.leave_words)

    def _why_not_proposed(self) -> str:
        """Return what is still to be done before the words can be proposed."""
        state = self.book.state
        if not state.changed:
            return self.tr("Write other words first.")
        if state.faults or state.trouble is not None:
            return self.tr("Mend first what is told below the words.")
        return "" if state.looked else self.tr("The letters with these words are being drawn.")

    def _lay_out(self) -> None:
        left = QWidget()
        column = in_column(left, gap=8, edge=(0, 8, 0, 0))
        # First the letter, then the sentence in it.
        top = in_column(None, self.letter, self.search, gap=8, edge=(8, 0, 8, 0))
        column.addLayout(top)
        column.addWidget(self.table, 1)
        column.addWidget(self._empty, 1)
        right = WordsAndLetter(self._editor, self._letters, WhyNot(self._proposes))
        parts = ((left, _LIST), (right, WHOLE))
        self._body = Divided("wording", self.session.screen, 1, parts, _ROOM, parent=self)
        self._body.name_parts(
            self.tr("Parts of this page"), self.tr("Sentences"), self.tr("Words and letter")
        )
        in_column(self, self._body, edge=0)

    def _refresh(self, state: WordingState) -> None:
        chosen = state.chosen
        coming = None if chosen is None else chosen.coming
        free = chosen is not None and coming is None and not is_whole(chosen.sentence.place)
        writing = free and self._editor.writing
        self.doing["writeWords"].setVisible(free and not writing)
        self.doing["propose"].setVisible(writing)
        self.doing.refresh()
        self.doing[_BY_ANOTHER].setVisible(self._is_anothers())
        moved = chosen is not None and chosen.moved is not None
        back = self.doing["takeBackWords"]
        back.setText(
            self.tr("Return it to the proposer") if self._is_anothers() else self.tr("Take back")
        )
        back.setVisible(coming is not None or moved)
        for name in ("ownWords", "leaveWords"):
            self.doing[name].setVisible(writing)
        self.refreshed.emit()

    def _offer_letters(self) -> None:
        """Offer each letter by its name, and all of them together."""
        every = [(None, self.tr("All letters"))]
        letters = [(file, self.words.heading(line)) for file, line in self.book.files.items()]
        offered: list[tuple[object, str]] = [*every, *letters]
        if offered != self._letters_offered:
            self._letters_offered, before = offered, self.letter.value()
            self.letter.set_choices(offered)
            self.letter.set_value(before)

    def _narrow(self, file: object) -> None:
        self.book.narrow(None if file is None else str(file))

    def _current(self) -> object:
        row = self._model.row_at(self.table.currentIndex().row())
        return None if row is None or row.line is None else row.id

    def _write(self) -> None:
        """Open the fields of the chosen sentence where it can be changed, and go into them."""
        if self.doing["writeWords"].isVisible():
            self._editor.write(writing=True)
            self._refresh(self.book.state)
        elif self._editor.writing:
            self._editor.take_focus()

    def _choose(self, _id: object) -> None:
        place = self._current()
        chosen = self.book.state.chosen
        if place is not None and (chosen is None or chosen.sentence.place != place):
            self.book.choose(str(place))

    def _approve(self) -> None:
        chosen = self.book.state.chosen
        if why := self._letters.hindrance(self.book.state):
            self.session.said.emit(why)
        elif chosen is not None and chosen.coming is not None:
            self.approval_wanted.emit(self.words.approve(chosen, chosen.coming))

    def _is_anothers(self) -> bool:
        """Return whether the chosen change waits for whoever is signed in: it can go back."""
        chosen = self.book.state.chosen
        coming = None if chosen is None else chosen.coming
        if coming is None or coming.approval is not None:
            return False
        return coming.proposed_by != self.session.desk.actor.id

    def _take_back(self) -> None:
        self._returned = self._is_anothers()
        self.book.take_back()

    def _say_done(self, code: str) -> None:
        if code == "proposed":
            said = self.tr("The change waits for another supervisor.")
        elif self._returned:
            said = self.tr("The change went back to its proposer.")
        else:
            said = self.tr("The change is taken back.")
        self.session.said.emit(said)
