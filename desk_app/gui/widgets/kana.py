# SPDX-License-Identifier: MIT
"""A name field that listens to its reading, and the kana field that is filled with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from desk_app.gui.overriding import override
from desk_app.gui.widgets.fields import TrailingNoteLineEdit

if TYPE_CHECKING:
    from PySide6.QtGui import QInputMethodEvent
    from PySide6.QtWidgets import QWidget

_HIRAGANA = range(0x3041, 0x3097)
_TO_KATAKANA = 0x60
_KANA = {*range(0x3041, 0x3100), ord("ー"), ord("・"), ord(" "), ord("\N{IDEOGRAPHIC SPACE}")}

_LATIN = "".join(chr(code) + chr(code + 0xFEE0) for code in range(ord("a"), ord("z") + 1))


class NameEdit(TrailingNoteLineEdit):
    """A field for a name; says `reading_committed` with the kana typed while composing."""

    reading_committed = Signal(str)
    emptied = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._reading = ""
        self.textChanged.connect(self._watch)

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


class KanaEdit(TrailingNoteLineEdit):
    """A field for kana that grows with the name until the clerk types in it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._by_hand = False
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
