# SPDX-License-Identifier: MIT
"""The part of the settings for the desk itself: what it is called, read first, and a letter."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QStackedWidget, QWidget

from desk_app.desk.signed.profile import FIELDS, PAGES, ProfileDraft
from desk_app.gui import words
from desk_app.gui.kit.display.facts import FactsCard
from desk_app.gui.kit.display.notes import NoteFrame, WhyNot
from desk_app.gui.kit.display.pdf import PageFitButton, PdfPage
from desk_app.gui.kit.fields.fields import LongText, TrailingNoteLineEdit
from desk_app.gui.kit.fields.form import EntryForm, Field
from desk_app.gui.kit.fields.names import PostalCodeEdit
from desk_app.gui.kit.layout import shortcuts
from desk_app.gui.kit.layout.boxes import (
    STRETCH,
    Space,
    acts,
    in_column,
    in_row,
    lay_into,
    named,
)
from desk_app.gui.kit.layout.buttons import ButtonKind, CheckBox
from desk_app.gui.kit.layout.layout import WHOLE, Divided, PageScroll
from desk_app.gui.kit.layout.shortcuts import Key
from desk_app.gui.kit.look import theme
from desk_app.gui.kit.look.text import Text
from desk_app.gui.kit.look.theme import Size
from desk_app.gui.kit.pyside_workarounds.overriding import override
from desk_app.gui.page import WatchedPart
from desk_app.gui.pages.settings.profile_book import ProfileBook, ProfileState
from desk_app.rules.letters.profile import ADDRESSES, MOST_LINES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desk_app.gui.session.session import Session
    from desk_app.records.desk.profile import DeskProfile


_LETTER, _ROOM, _LABELS, _LEAST = 560, 400, 160, 320
_FACTS = 132
_REST_MS = 500
_NAMES = ("company_ja", "company_en", "desk_ja", "desk_en", "officer_ja", "officer")
_PLACE = ("postal_code", "address_ja", "address_en")
_PUBLISHED = ("procedure_ja", "procedure_en", "marking_ja", "marking_en", "desk_on_envelope")
_GROUPS = (_NAMES, _PLACE, _PUBLISHED, PAGES)


class DeskProfilePage(WatchedPart[ProfileBook]):
    """What holds at the left, its fields once somebody wants to change it; a letter at the right.

    ``question_wanted`` asks for a question to be put; ``refreshed`` says that the keys changed.
    """

    question_wanted = Signal(object)
    refreshed = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.book = ProfileBook(session, self)
        self.book.state_changed.connect(self.render_state)
        self.book.asked.connect(self.question_wanted)
        self._shown: DeskProfile | None = None
        self._wrong = self.book.state.wrong
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self._look)
        self._writing = False
        change, back = self._words_of_change(), self.tr("Leave the change")
        self.act("changeProfile", change, self._change, Key.MAIN, "edit", why=self._why_not)
        self.act("leaveProfile", back, self.leave_form)
        self._trouble = named("profileTrouble", NoteFrame("bad"))
        self._letter_trouble = named("profileLetterTrouble", NoteFrame("bad"))
        told = self.tr("A letter with these names and this address")
        self.letter = PdfPage(told, self, close=True)
        self.letter.setObjectName("profileLetter")
        self.letter.fit(whole=True)
        self._change_button = self.doing.button("changeProfile", ButtonKind.MAIN)
        self.forms = self._forms()
        self._cards = tuple(FactsCard(_FACTS, icons=False) for _ in range(len(_GROUPS)))
        self._stack = QStackedWidget()
        self._lay_out()
        self.render_state(self.book.state)

    def field(self, name: str) -> QWidget:
        """Return the editor of a field."""
        return self._form_of(name)[name].editor

    @override
    def take_focus(self) -> None:
        if self._writing:
            (self.forms[0] if self.book.changes_all else self.forms[-1]).take_keys()
        else:
            self._change_button.setFocus()

    @override
    def keys(self) -> Sequence[tuple[str, str]]:
        act = self.doing["changeProfile"]
        shown = [(shortcuts.ENTER, self.tr("next field"))] if self._writing else []
        if act.isEnabled():
            shown.append((shortcuts.label(Key.MAIN), act.text()))
        if self._writing:
            shown.append((shortcuts.label(Key.CLOSE), self.doing["leaveProfile"].text()))
        return shown

    def leave_form(self) -> bool:
        """Put the fields away with what is typed in them; whether they were there."""
        if not (self._writing and self.isVisible()):
            return False
        self._write(writing=False)
        if self._shown is not None:
            self._put(self._shown)
            self.book.read_again()
            self._look()
        return True

    def render_state(self, state: ProfileState) -> None:
        """Show the profile where another stands than before, what is wrong, and the letter."""
        if state.seen is not None and state.seen != self._shown:
            self._shown = state.seen
            self._put(state.seen)
            for card, facts in zip(self._cards, self.book.words.facts(state.seen), strict=True):
                card.show_facts(facts)
            self._write(writing=False)
            self._look()
        told = {
            name: " ".join(filter(None, words.reason(error, self.session.language)))
            for name, error in state.wrong.items()
        }
        for form in self.forms:
            form.tell(told)
        self._trouble.tell(words.told(state.wrong.get(""), self.session.language))
        if state.wrong is not self._wrong:
            self._wrong = state.wrong
            self._go_to(next((name for name in FIELDS if name in told), ""))
        self._letter_trouble.tell(words.told(state.trouble, self.session.language))
        if state.pages:
            self.letter.show_bytes(state.pages)
        else:
            self.letter.clear()
        self._refresh()

    def _forms(self) -> tuple[EntryForm, ...]:
        """Return the fields in four groups, each led to the next."""
        names = self.book.words.names()
        forms = []
        for group in _GROUPS:
            form = EntryForm(labels=_LABELS)
            for name in group:
                editor = self._editor(name, names[name])
                form.add(Field(name, "" if name == "desk_on_envelope" else names[name], editor))
            form.touched.connect(self._touched)
            forms.append(form)
        for form, after in pairwise(forms):
            form.lead_to(next(iter(after.fields.values())).editor)
        forms[-1].lead_to(self._change_button)
        return tuple(forms)

    def _editor(self, name: str, words_: str) -> QWidget:
        may = self.book.changes_pages if name in PAGES else self.book.changes_all
        editor: QWidget
        if name == "desk_on_envelope":
            editor = CheckBox(words_)
            editor.setEnabled(may)
            return editor
        edit: QLineEdit | QPlainTextEdit
        if name in ADDRESSES:
            edit = long = LongText()
            long.show_lines(MOST_LINES)
        elif name == "postal_code":
            edit = PostalCodeEdit()
        else:
            edit = TrailingNoteLineEdit()
        # The officer may change all of it: what of it only pages are is a supervisor's too.
        edit.setReadOnly(not (may or self.book.changes_all))
        return edit

    def _form_of(self, name: str) -> EntryForm:
        return next(form for form in self.forms if name in form.fields)

    def _put(self, profile: DeskProfile) -> None:
        for form in self.forms:
            found = {name: getattr(profile, name) for name in form.fields}
            form.put(
                **{
                    name: "\n".join(value) if isinstance(value, tuple) else value
                    for name, value in found.items()
                }
            )

    def _typed(self) -> ProfileDraft:
        """Return what stands in the fields; an address line by line, without empty ones."""
        found: dict[str, object] = {}
        for form in self.forms:
            for name, value in form.values().items():
                if name in ADDRESSES:
                    lines = (line.strip() for line in str(value).splitlines())
                    found[name] = tuple(line for line in lines if line)
                else:
                    found[name] = value.strip() if isinstance(value, str) else value
        return ProfileDraft(**cast("dict[str, Any]", found))

    def _is_typed(self) -> bool:
        """Say whether something else stands in the fields than in the profile."""
        seen = self.book.state.seen
        if seen is None or self._shown is None:
            return False
        draft = self._typed()
        return any(getattr(seen, name) != getattr(draft, name) for name in FIELDS)

    def _why_not(self) -> str:
        typed = not self._writing or self._is_typed()
        return "" if typed else self.tr("Nothing was changed yet.")

    def _write(self, *, writing: bool) -> None:
        """Show the fields, or what holds."""
        if writing == self._writing:
            return
        inside = self.isAncestorOf(self.window().focusWidget())
        self._writing = writing
        self._stack.setCurrentIndex(int(writing))
        if inside:
            self.take_focus()
        self._refresh()

    def _go_to(self, name: str) -> None:
        """Put the keys on the first field that is wrong, once it is told."""
        if name:
            self.field(name).setFocus()

    def _touched(self, _name: str) -> None:
        self._rest.start()
        self._refresh()

    def _look(self) -> None:
        self.book.look(self._typed())

    def _refresh(self) -> None:
        word = self.tr("Confirm the change") if self._writing else self._words_of_change()
        self.doing["changeProfile"].setText(word)
        self.doing["leaveProfile"].setVisible(self._writing)
        self.doing.refresh()
        self.refreshed.emit()

    def _words_of_change(self) -> str:
        """Say what the one button opens: all the boxes, or the web pages alone."""
        if self.book.changes_all:
            return self.tr("Change names, address and the rest")
        return self.tr("Change the web pages")

    def _change(self) -> None:
        if self._writing:
            self.book.try_change(self._typed())
        else:
            self._write(writing=True)
            self.take_focus()

    def _lay_out(self) -> None:
        body = Divided(
            "profile",
            self.session.screen,
            0,
            ((self._left(), WHOLE), (self._right(), _LETTER)),
            _ROOM,
            parent=self,
        )
        body.name_parts(self.tr("Parts of this page"), self.tr("Desk"), self.tr("Letter"))
        in_column(self, body, edge=0)

    def _left(self) -> QWidget:
        left, form, read = QWidget(), QWidget(), QWidget()
        left.setMinimumWidth(theme.px(_LEAST))
        column, above = in_column(form, gap=8, edge=16), in_column(read, gap=8, edge=16)
        for fields, card, (head, help_) in zip(self.forms, self._cards, self._heads(), strict=True):
            lay_into(above, Text(head, Size.SECTION, bold=True), card, Space(4))
            lay_into(column, Text(head, Size.SECTION, bold=True))
            lay_into(column, Text(help_, Size.LABEL, "text2", wrap=True), fields, Space(12))
        lay_into(above, STRETCH)
        lay_into(column, self._trouble, STRETCH)
        for page in (read, form):
            scroll = PageScroll(self._stack)
            scroll.setWidget(page)
            if page is form:
                scroll.follow_keys()
            else:
                scroll.read_by_keys()
            self._stack.addWidget(scroll)
        why, back = WhyNot(self._change_button), self.doing.button("leaveProfile")
        self.acts = acts(back, self._change_button)
        column = in_column(left, why, (self._stack, 1), gap=0, edge=0)
        why.setContentsMargins(theme.px(16), theme.px(8), theme.px(16), 0)
        column.setAlignment(why, Qt.AlignmentFlag.AlignRight)
        return left

    def _heads(self) -> tuple[tuple[str, str], ...]:
        """Return the head of each group, and where it is printed or who changes it."""
        two = self.tr("Changed by the officer and a second person, both with their passwords.")
        return (
            (self.tr("Names"), f"{self.tr('In the sender of every letter.')} {two}"),
            (
                self.tr("Address"),
                self.tr(
                    "Applications come here, and what cannot be delivered comes back here: on"
                    " letters, forms and envelopes."
                ),
            ),
            (
                self.tr("Procedure and envelopes"),
                self.tr("On forms and instructions; the red marking is what senders write."),
            ),
            (
                self.tr("Web pages"),
                self.tr(
                    "Letters that refuse say where the procedure is published and where to ask."
                    ' Without a page they say "on our website". A supervisor changes these alone.'
                ),
            ),
        )

    def _right(self) -> QWidget:
        right = QWidget()
        right.setProperty("line", "left")
        head = Text(self.tr("On a letter"), Size.LABEL, bold=True)
        bar = in_row(None, head, STRETCH, PageFitButton(self.letter), gap=8, edge=0)
        above = in_column(None, bar, self._letter_trouble, gap=8, edge=(16, 8, 16, 8))
        in_column(right, above, (self.letter, 1), gap=0, edge=0)
        return right
