# SPDX-License-Identifier: MIT
"""A name with its kana, a postal code that brings its address; a whole number."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent

from desk_app.gui.kit.fields.fields import TrailingNoteLineEdit
from desk_app.gui.kit.pyside_workarounds.overriding import override

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QInputMethodEvent


_SAME = ("=", "＝")
_HIRAGANA = range(0x3041, 0x3097)
_TO_KATAKANA = 0x60
_KANA = {*range(0x3041, 0x3100), ord("ー"), ord("・"), ord(" "), ord("\N{IDEOGRAPHIC SPACE}")}

_LATIN = "".join(chr(code) + chr(code + 0xFEE0) for code in range(ord("a"), ord("z") + 1))


class NameEdit(TrailingNoteLineEdit):
    """A field for a name; says `reading_committed` with the kana typed while composing.

    Where somebody else of the envelope is offered, = takes over who that is: ``same_wanted``.
    """

    reading_committed = Signal(str)
    emptied = Signal()
    same_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._reading = ""
        self.textChanged.connect(self._watch)
        self.textEdited.connect(self._edited)

    def offer_same(self, words: str) -> None:
        """Offer somebody by these words; by none, nobody."""
        self.setPlaceholderText(words)

    @override
    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        committed = event.commitString()
        super().inputMethodEvent(event)
        if committed:
            self._tell(committed)
        preedit = event.preeditString()
        if (kana := _kana_of(preedit)) or not preedit:
            self._reading = kana

    def _tell(self, committed: str) -> None:
        reading = committed if _all_kana(committed) else self._reading
        self._reading = ""
        if reading:
            self.reading_committed.emit(katakana(reading))

    def _watch(self, text: str) -> None:
        if not text:
            self.emptied.emit()

    def _edited(self, text: str) -> None:
        if self.placeholderText() and text.strip() in _SAME:
            self.clear()
            self.same_wanted.emit()


class KanaEdit(TrailingNoteLineEdit):
    """A field for kana that grows with the name until the clerk types in it."""

    def __init__(self) -> None:
        super().__init__()
        self._by_hand = False
        self.setToolTip(self.tr("Grows with the reading while the name is typed"))
        self.textEdited.connect(self._edited)

    def listen_to(self, name: NameEdit) -> None:
        """Be filled with the reading of this name."""
        name.reading_committed.connect(self.add_reading)
        name.emptied.connect(self._name_emptied)

    def begin(self, text: str) -> None:
        """Show what was written before; an empty field grows with the name again."""
        self.setText(text)
        self._by_hand = bool(text)

    def add_reading(self, reading: str) -> None:
        """Put a reading behind what stands here, unless the clerk wrote it."""
        if not self._by_hand:
            self.put_text(self.text() + reading)

    def _edited(self, text: str) -> None:
        self._by_hand = bool(text)

    def _name_emptied(self) -> None:
        if not self._by_hand:
            self.put_text("")


def katakana(text: str) -> str:
    """Turn hiragana into katakana, as the form asks for it; everything else stays."""
    return "".join(chr(ord(c) + _TO_KATAKANA) if ord(c) in _HIRAGANA else c for c in text)


def _all_kana(text: str) -> bool:
    return all(ord(character) in _KANA for character in text)


def _kana_of(preedit: str) -> str:
    """Return the kana of a preedit; nothing once it is converted.

    Latin letters at its end are a syllable on its way and are left out.
    """
    kana = preedit.rstrip(_LATIN)
    return kana if _all_kana(kana) else ""


# A postal code field that asks for its address, and the address field that takes it.


CODE_DIGITS = 7
_ONWARD = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)
_KEY_PRESS = QEvent.Type.KeyPress
_PLACE = 2
_PLACE_ENDS = re.compile(r"^.{2,3}?[都道府県]|^.{1,6}?[市区郡町村]")
"""The beginning of an address that names its prefecture, city, ward, county, town or village."""
_BETWEEN = "-‐‑‒–—−ー－ 〒\N{IDEOGRAPHIC SPACE}"


class PostalCodeEdit(TrailingNoteLineEdit):
    """Seven digits in any width; says `completed` once when the last of them is there.

    Where the home of somebody else is offered, = takes it: ``same_wanted``.
    """

    completed = Signal(str)
    same_wanted = Signal()

    def __init__(self, trouble: str = "") -> None:
        super().__init__()
        self._trouble_sentence = trouble
        self._asked = ""
        self.setToolTip(self.tr("Seven digits in any form; the town is filled in from them"))
        self.textEdited.connect(self._edited)
        self.left.connect(self.check)

    def offer_same(self, words: str) -> None:
        """Offer somebody else's home by these words; by none, nobody's."""
        self.setPlaceholderText(words)

    def code(self) -> str:
        """Return the seven digits, or nothing."""
        digits = plain_digits(self.text())
        return digits if len(digits) == CODE_DIGITS else ""

    def set_code(self, code: str) -> None:
        """Show a code without asking for its address."""
        self._asked = plain_digits(code)
        self.setText(written(code))
        self.set_trouble("")

    def check(self) -> None:
        """Write the code as 154-0004, or say that it is none; what was typed then stays."""
        if code := self.code():
            self.put_text(written(code))
        self.set_trouble("" if code or not self.text().strip() else self._trouble_sentence)

    def _edited(self) -> None:
        self.set_trouble("")
        if self.placeholderText() and self.text().strip() in _SAME:
            self.same_wanted.emit()
            return
        code = self.code()
        if code and code != self._asked:
            self.completed.emit(code)
        self._asked = code


def _names_its_own(typed: str, town: str) -> bool:
    """Return whether a text begins with a place of its own: any part of the town's address."""
    return typed[:_PLACE] in town or _PLACE_ENDS.search(typed) is not None


class AddressEdit(TrailingNoteLineEdit):
    """An address; what a postal code filled in is marked until the clerk goes on or changes it.

    ``only_town`` says what an address lacks that is left as the code filled it.
    """

    def __init__(self, only_town: str = "") -> None:
        super().__init__()
        self._filled = ""
        self._from_code = ""
        self._only_town = only_town
        self._late: tuple[str, str] | None = None
        self._led_from: PostalCodeEdit | None = None
        self.textEdited.connect(self._edited)
        self.left.connect(self._drop_doubled)
        self.left.connect(self._look_for_number)

    def begin(self, text: str) -> None:
        """Show what was written before; nothing of it comes from a postal code."""
        self._filled = ""
        self.setText(text)
        self.set_note("")

    def fill(self, town: str, note: str) -> None:
        """Put a town in with the cursor behind it, unless the clerk wrote something else.

        The town may come late: what a quick clerk typed as its rest stands behind it then, and is
        read again where he has left the field. While an input method composes, it waits until the
        text is committed.
        """
        if self.composing:
            self._late = (town, note)
            return
        typed = self.text()
        rest = "" if typed == self._filled else typed
        if rest and _names_its_own(rest, town):
            return
        behind = len(rest) - self.cursorPosition() if rest else 0
        self._filled, self._from_code = town, note
        self.put_text(town + rest)
        self.setCursorPosition(len(town + rest) - behind)
        self.set_note("" if rest else note)
        if rest and not self.hasFocus():
            self.left.emit()

    def lead_here(self, code: PostalCodeEdit) -> None:
        """Take the keys as soon as the code is whole.

        Where the next key was meant for the code, Enter or Tab leads no further, and Backspace
        goes back and corrects it.
        """
        self.setFocus(Qt.FocusReason.TabFocusReason)
        self._led_from = code

    @override
    def event(self, event: QEvent) -> bool:
        code = self._led_from
        if code is None or not isinstance(event, QKeyEvent) or event.type() != _KEY_PRESS:
            return super().event(event)
        self._led_from = None
        if event.modifiers() or event.key() not in (*_ONWARD, Qt.Key.Key_Backspace):
            return super().event(event)
        if event.key() == Qt.Key.Key_Backspace:
            code.setFocus(Qt.FocusReason.BacktabFocusReason)
            code.end(False)  # noqa: FBT003 a Qt method: nothing is marked
            code.backspace()
        return True

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._led_from = None
        super().focusOutEvent(event)

    @override
    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._led_from = None
        super().inputMethodEvent(event)
        if self._late is not None and not self.composing:
            (town, note), self._late = self._late, None
            self.fill(town, note)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self._filled and self.text() == self._filled:
            # Tab would mark the town, and the house number typed next would take its place.
            self.end(False)  # noqa: FBT003 a Qt method: nothing is marked

    def _edited(self, text: str) -> None:
        # With its number behind it the address is the clerk's, and needs all the room of its field.
        self.set_note(self._from_code if self._filled and text == self._filled else "")

    def _drop_doubled(self) -> None:
        """Leave the address as typed where it, or its town, was typed again behind the code's."""
        from desk_app.rules.addresses.addresses import before_again  # noqa: PLC0415  no first page asks

        town, text = self._filled, self.text()
        if not (town and text.startswith(town)):
            return
        behind = text[len(town) :]
        kept = before_again(town, behind)
        if kept != town:
            self._filled = ""
            self.put_text(kept + behind.lstrip())
            self.set_note("")

    def _look_for_number(self) -> None:
        if self._filled and self.text() == self._filled:
            self.set_note(self._only_town)


def plain_digits(text: str) -> str:
    """Return the digits of a code in ASCII; nothing where another character stands in it."""
    kept = [character for character in text if character not in _BETWEEN]
    if not all(character.isdecimal() for character in kept):
        return ""
    return "".join(str(unicodedata.decimal(character)) for character in kept)


def written(code: str) -> str:
    """Return a code as it stands on envelopes: 154-0004."""
    return f"{code[:3]}-{code[3:]}" if len(code) == CODE_DIGITS else code


# A whole number, in digits of any width.


MOST_DIGITS = 9


def number_of(text: str, most_digits: int = MOST_DIGITS) -> int | None:
    """Return a number in digits of any width; nothing where it is none, or too long a one."""
    digits = plain_digits(text)
    return int(digits) if 0 < len(digits) <= most_digits else None


class NumberEdit(TrailingNoteLineEdit):
    """A field for a whole number, which has no more digits than `number_of` takes."""

    def value(self) -> int:
        """Return the number; 0 where none stands here."""
        return number_of(self.text()) or 0

    def is_number(self) -> bool:
        """Say whether a number stands here."""
        return number_of(self.text()) is not None
