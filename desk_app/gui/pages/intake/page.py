# SPDX-License-Identifier: MIT
"""The Intake page: in the order in which paper comes out of an envelope, findings beside it."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Self

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QBoxLayout, QLineEdit, QWidget

from desk_app.desk.errors import KnownError
from desk_app.gui.case import drafts
from desk_app.gui.case.typed import Cursor, to_begin_anew
from desk_app.gui.kit.display.findings import FindingsList
from desk_app.gui.kit.display.next_step import NextStep, NextTold
from desk_app.gui.kit.display.notes import ErrorBar, NoteFrame, NoteLine
from desk_app.gui.kit.fields.choices import ChoiceBox
from desk_app.gui.kit.fields.dates import EraDateEdit
from desk_app.gui.kit.fields.fields import Settling
from desk_app.gui.kit.layout import shortcuts
from desk_app.gui.kit.layout.boxes import STRETCH, dress, in_column, in_row
from desk_app.gui.kit.layout.buttons import ButtonKind, KeyButton
from desk_app.gui.kit.layout.layout import WHOLE, Divided, TitleBar
from desk_app.gui.kit.layout.shortcuts import Key
from desk_app.gui.kit.look import theme
from desk_app.gui.kit.look.painting import Mark
from desk_app.gui.kit.look.states import StateIcon
from desk_app.gui.kit.look.text import Text
from desk_app.gui.kit.look.theme import Size
from desk_app.gui.kit.pyside_workarounds.overriding import override
from desk_app.gui.page import Place, SectionView, SupplementOf
from desk_app.gui.pages.intake.book import IntakeBook, remarks, wrong_days
from desk_app.gui.pages.intake.fields import IntakeFields
from desk_app.gui.pages.intake.findings import COUNTED, FORM, IntakeState, open_word
from desk_app.gui.pages.intake.form import IntakePage
from desk_app.i18n import dates, messages
from desk_app.records.base import MailItemId
from desk_app.records.case.mail import Matter

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from PySide6.QtGui import QResizeEvent, QShowEvent

    from desk_app.gui.case.drafts import IntakeKeeping, SavedDraft
    from desk_app.gui.case.typed import IntakeForm
    from desk_app.gui.pages.intake.findings import ToldTrouble
    from desk_app.gui.session.session import Session
    from desk_app.records.base import ApplicationId


_SECTION = "section"


class IntakeCursor(QObject):
    """Remembers the last place of the keys in the page: the window may be without them at a lock.

    ``moved`` says that they went elsewhere.
    """

    moved = Signal()

    def __init__(self, page: IntakePage, keeping: IntakeKeeping) -> None:
        super().__init__(page)
        self._page = page
        self._last = Cursor()
        keeping.cursor_of = self.now
        self.moved.connect(keeping.moved)

    def begin(self) -> None:
        """Forget the place in the page of before."""
        self._last = Cursor()

    def note(self) -> None:
        """Look where the keys are; it is told once they went elsewhere."""
        before = self._last
        if self.now() != before:
            self.moved.emit()

    def now(self) -> Cursor:
        """Return where the keys are, or where they were last while another part has them."""
        widget = QApplication.focusWidget()
        if widget is not None and self._page.isAncestorOf(widget):
            at = widget.cursorPosition() if isinstance(widget, QLineEdit) else 0
            self._last = Cursor(self._name(widget), at)
        return self._last

    def finish_typing(self) -> None:
        """Have a day understood that is half typed: the page is being left, or the desk locked."""
        widget = QApplication.focusWidget()
        if isinstance(widget, EraDateEdit) and self._page.isAncestorOf(widget):
            widget.understand()

    def go_back_to(self, cursor: Cursor) -> None:
        """Put the keys where they stood; to the first field of the section where it is gone."""
        name, _, section = cursor.field.partition(f"|{_SECTION}")
        widget = self._find(name)
        if widget is None:
            self._page.go_to_section(int(section) if section.isdecimal() else 1)
            return
        widget.setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(widget, QLineEdit):
            widget.setCursorPosition(cursor.at)
            # The keys were noted as they came, before the cursor was put here.
            self._last = Cursor(self._name(widget), widget.cursorPosition())

    def _name(self, widget: QWidget) -> str:
        """Return the field's name in the page, and behind it the number of its section."""
        section = self._page.section_of(widget)
        name = widget.objectName()
        papers = self._page.papers
        if papers.isAncestorOf(widget) and name:
            name = f"{name}@{papers.table.current_id() or ''}"
        return f"{name}|{_SECTION}{section.number}"

    def _find(self, name: str) -> QWidget | None:
        name, _, paper = name.partition("@")
        if paper:
            self._page.papers.go_to(paper)
            self._page.papers.show_details(shown=True)
        if self._page.fields.has(name):
            self._page.go_to_field(name)
        found = self._page.findChild(QWidget, name) if name else None
        return found if isinstance(found, QWidget) and found.isVisibleTo(self._page) else None


# The line over the Intake page that says of which draft it is, and leads to the other page.


_LEADS_BACK = {
    drafts.NEW_MAIL: Key.LOG_MAIL,
    drafts.key_of(None, Matter.SUPPLEMENT): Key.LOG_SUPPLEMENT,
}
"""The keys that open a page again, by the key of its draft."""


class DraftBar(NoteLine):
    """Takes no room on a page that begins blank, while no other one is laid aside.

    ``other_wanted`` asks for the other page: a new one, or the one that was laid aside.
    """

    other_wanted = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(NoteFrame("ask"), KeyButton(icon="edit"))
        self._session = session
        self._note.setObjectName("goesOn")
        self._button.setObjectName("otherDraft")
        self._button.show_key(Key.OTHER_DRAFT)
        self._button.clicked.connect(self.other_wanted)

    def show_state(self, state: IntakeState) -> None:
        """Say which draft the page goes on with, and which one is laid aside."""
        said = [each for each in (self._goes_on(state), self._aside(state)) if each]
        other = drafts.aside_of(state.form.key) is not None
        if other and state.aside is None:
            said.append(self.tr("A new page can be started; this draft stays kept."))
        self._note.say(said[0] if said else "", " ".join(said[1:]))
        new, laid = self.tr("Start a new page"), self.tr("The other draft")
        self._button.setText(new if state.aside is None else laid)
        self._button.setVisible(other)
        self.setVisible(state.draft is not None or state.aside is not None)

    def _goes_on(self, state: IntakeState) -> str:
        undated = self.tr("This goes on with the draft of last time")
        dated = self.tr("This goes on with the draft of {when}")
        return self._said_of(state.draft, state.today, undated, dated)

    def _aside(self, state: IntakeState) -> str:
        undated = self.tr("Another draft is laid aside.")
        dated = self.tr("Another draft, of {when}, is laid aside.")
        return self._said_of(state.aside, state.today, undated, dated)

    def _said_of(self, draft: SavedDraft | None, today: date, undated: str, dated: str) -> str:
        if draft is None:
            return ""
        if draft.at is None:
            return undated
        return dated.format(when=dates.moment(draft.at, today, self._session.language))

    def parting(self, key: str) -> str:
        """Say to a clerk who leaves the page of a draft that it is kept, and how to come back."""
        leads = _LEADS_BACK.get(key)
        if leads is None:
            return self.tr("Kept as a draft; it comes back where this page was opened.")
        said = self.tr("Kept as a draft; {key} goes on with it.")
        return said.format(key=shortcuts.label(leads))


# What stands beside the Intake page: the findings, and how many of each.


FINDINGS, NARROW = 384, 336
"""Pixels at 100 %, before a clerk draws it wider: in a wide window, in a narrow one."""

_COUNTED = (*COUNTED, Mark.OK)


class FindingsPanel(QWidget):
    """The findings in their order with their counts; what comes next stands over the page."""

    def __init__(self) -> None:
        super().__init__()
        self.findings = FindingsList()
        self.findings.setObjectName("findings")
        self._title = Text(self.tr("Findings"), Size.SECTION, bold=True)
        self._counts = [StateIcon(mark, bold=True) for mark in _COUNTED]
        none_yet = self.tr("They appear as the form is filled in, in the order of the envelope.")
        self._empty = Text(none_yet, Size.LABEL, "text2", wrap=True)
        dress(self, ground="window", line="left")
        self._states = in_row(None, *self._counts, STRETCH)
        self._head = in_row(None, self._title, STRETCH, self._states, gap=8)
        parts = (self._head, self._empty, (self.findings, 1))
        in_column(self, *parts, gap=8, edge=(16, 12, 16, 16))
        for part in self._counts:
            part.hide()
        self._counted: tuple[Sequence[str], Sequence[int]] = ((), ())
        self.setMinimumWidth(theme.px(NARROW))

    @property
    def open_count(self) -> int:
        """How many findings are missing, defective or to be judged."""
        return sum(self._counted[1][: len(COUNTED)])

    def show_state(self, state: IntakeState) -> None:
        """Show the findings; the summary is spoken when something has changed."""
        marks = [line.mark for line in state.findings]
        numbers = tuple(map(marks.count, _COUNTED))
        missing, defective, asked, ok = numbers
        words = (
            self.tr("%n missing", "", missing),
            self.tr("%n defective", "", defective),
            self.tr("%n to judge", "", asked),
            self.tr("%n ok", "", ok),
        )
        self._counted = (words, numbers)
        self._show_counts(words, numbers)
        said = [w for w, number in zip(words, numbers, strict=True) if number]
        if waiting := marks.count(Mark.OPEN):
            said.append(f"{open_word()} {waiting}")
        spoken = ", ".join(said)
        self.findings.show_findings(state.findings, spoken)
        self._empty.setVisible(not state.findings)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_counts(*self._counted)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # What was laid out behind another tab had another width.
        self.findings.scheduleDelayedItemsLayout()

    def _show_counts(self, words: Sequence[str], numbers: Sequence[int]) -> None:
        """Show how many there are of each: beside the title, or under it where that has no room.

        Where words have no room even there, they are light; then the best go without first.
        """
        counts = self._counts[: len(words)]
        for icon, word, number in zip(counts, words, numbers, strict=True):
            icon.show_state(icon.shown()[0], word)
            icon.setVisible(number > 0)
            icon.weigh(bold=True)
        ways = QBoxLayout.Direction
        self._states.setSpacing(theme.px(10))
        beside = self._has_room(self._title.sizeHint().width() + theme.px(8))
        self._head.setDirection(ways.LeftToRight if beside else ways.TopToBottom)
        if not beside:
            self._states.setSpacing(theme.px(6))
            bold = self._has_room(0)
            for icon in counts:
                icon.weigh(bold=bold)
        for icon, word, number in reversed(list(zip(counts, words, numbers, strict=True))):
            if self._has_room(0):
                return
            icon.show_state(icon.shown()[0], str(number))
            icon.setAccessibleName(word)

    def _has_room(self, beside: int) -> bool:
        """Say whether the counts stand in one line, with so much beside them."""
        shown = [icon for icon in self._counts if not icon.isHidden()]
        gaps = self._states.spacing() * max(len(shown) - 1, 0)
        wanted = sum(icon.sizeHint().width() for icon in shown) + gaps
        return wanted + beside <= self.width() - 2 * theme.px(16)


# The page itself.


_SECTIONS = (
    Key.SECTION_1,
    Key.SECTION_2,
    Key.SECTION_3,
    Key.SECTION_4,
    Key.SECTION_5,
    Key.SECTION_6,
    Key.SECTION_7,
)

FORM_ROOM = 880
"""What the form needs beside the findings, in pixels at 100 %."""

_PANEL = 1
"""The place of the findings among the parts."""

WIDE = 1400
"""From this width of the window the findings are wide."""


class IntakeView(SectionView):
    """Logs what came in an envelope. ``logged`` carries the id of the first application it made."""

    place = Place.INTAKE
    under = Place.MAIL
    early = True

    logged = Signal(object)

    def __init__(
        self, session: Session, parent: QWidget | None = None, *, in_turns: bool = False
    ) -> None:
        super().__init__(session, parent)
        self._revision = -1
        self._thing: object | None = None
        self._matter = Matter.NEW_APPLICATION
        self.book = IntakeBook(session, self)
        self.fields = IntakeFields(self.book, self)
        self.page = IntakePage(self.fields)
        self._cursor = IntakeCursor(self.page, self.book.keeping)
        self.panel = FindingsPanel()
        self._settling = Settling(self)
        self._title = TitleBar()
        self._error = ErrorBar()
        self._several = False
        self._draft = DraftBar(session)
        self._which = ChoiceBox()
        self._which.setObjectName("whichApplication")
        self._which.name_alone(self.tr("Application of this envelope"))
        self._which.setFixedWidth(self._which.sizeHint().width() * 2)
        self._offer()
        self._pieces = [self._lay_out, *self.page.pieces(), self._connect]
        self._pieces += [self.book.look, lambda: self._show(self.book.state)]
        while not in_turns and self.go_on():
            pass

    @classmethod
    @override
    def begun(cls, session: Session, parent: QWidget) -> Self:
        return cls(session, parent, in_turns=True)

    def open_mail_item(
        self, id_: MailItemId | None, matter: Matter = Matter.NEW_APPLICATION
    ) -> None:
        """Open the page: for a new envelope, or for a mail item that waits to be logged."""
        self.page.begin()
        self._show_envelope(id_, matter)

    @override
    def open_thing(self, thing: object | None) -> None:
        self.page.begin()
        self._thing = thing
        self.resume()

    @override
    def resume(self) -> None:
        thing = self._thing
        if isinstance(thing, SupplementOf):
            self._leave_page()
            self.book.open_supplement(thing)
            self._enter_page()
        elif isinstance(thing, Matter):
            self._show_envelope(None, thing)
        else:
            self._show_envelope(MailItemId(thing) if isinstance(thing, int) else None)

    @override
    def here(self) -> object | None:
        return self._thing

    @override
    def undo_word(self) -> str:
        words = {
            "": "",
            "pieces": self.tr("stamps"),
            "odd": self.tr("other pieces"),
            "held": self.tr("things not to keep"),
            "claims": self.tr("claims"),
            "papers": self.tr("documents"),
            "shares": self.tr("allotment of stamps"),
            "applications": self.tr("applications of the envelope"),
        }
        return words.get(self.book.undoing.part(), self.tr("last choice"))

    @override
    def undo(self) -> None:
        word = self.undo_word()
        self.book.undo()
        self.session.said.emit(self.tr("Undone: {what}").format(what=word))

    @override
    def leave(self) -> None:
        self._cursor.finish_typing()
        self.page.stamps.settle_lines()
        self.book.keep_draft()
        if self.book.keeping.is_kept():
            self.session.said.emit(self._draft.parting(self.book.form.key))

    @override
    def keys(self) -> Sequence[tuple[str, str]]:
        """Return the keys of the page; those that tick or count, while they do.

        A kind of mail that has one section needs no keys to it.
        """
        told = [
            (shortcuts.ENTER, self.tr("next field")),
            (f"Shift+{shortcuts.ENTER}", self.tr("previous")),
        ]
        if self.page.papers.table.hasFocus():
            told.append(("Space", self.tr("here or not")))
        if self.page.stamps.pad.has_keys():
            told += [
                ("+ −", self.tr("count")),
                ("84×5", self.tr("several at once")),
                ("=", self.tr("what is short")),
                (shortcuts.label(Key.ADD), self.tr("other pieces")),
            ]
        told += [
            (shortcuts.label(Key.CLAUSE), self.tr("clause")),
            (shortcuts.label(Key.NEXT_FINDING), self.tr("next finding")),
        ]
        if self.page.shown_sections > 1:
            ways = f"{shortcuts.label(Key.SECTION_1)}…{self.page.shown_sections}"
            told.append((ways, self.tr("section")))
        return told

    def another(self) -> None:
        """Begin one more application of this envelope, at its form."""
        self.page.stamps.settle_lines()
        self.book.add_application()
        self.page.claims.pad.begin()
        self.page.go_to_section(FORM)

    def lay_aside(self) -> None:
        """Go to a new page, or to the one that was laid aside; this one is kept."""
        self._cursor.finish_typing()
        self.page.stamps.settle_lines()
        self.book.lay_aside()

    def begin_anew(self) -> None:
        """Ask whether what was typed is forgotten."""
        self.ask(to_begin_anew(), self.book.begin_anew)

    def keep(self) -> None:
        """Keep what stands in the page as it stands, open lines that are whole too."""
        self.page.stamps.settle_lines()
        self.book.keeping.keep_as_asked()

    def save(self) -> None:
        """Log what stands in the page; a line that is not whole is finished or given up first."""
        if self.page.finish_lines():
            self.book.save()
        else:
            self.session.said.emit(self.tr("A line is not finished yet. Esc gives it up."))

    def show_clause(self) -> None:
        """Open the finding of the field that has the focus, with its clause."""
        focus = self.focusWidget()
        if focus is not None:
            self.panel.findings.open_for(self.page.fields_of(focus))
            self._body.show_part(_PANEL)

    def show_known(self) -> None:
        """Open the earlier application of a person perhaps known."""
        known = self.book.state.known
        if known:
            self.session.open_application.emit(known[0].application)

    @override
    def focusNextPrevChild(self, next: bool) -> bool:
        """Tab comes from the band into the form, from the form to the findings, and then out."""
        part = self.next if next else self.panel
        led = self.page.form.step_from(self.focusWidget(), part, onward=next)
        return led or super().focusNextPrevChild(next)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.window().width() >= theme.px(WIDE)
        self._body.suggest(1, FINDINGS if wide else NARROW)

    def _offer(self) -> None:
        """Say what can be done here, in the order of the menus."""
        book, findings = self.book, self.panel.findings
        new, idle = self._is_new, lambda: not book.state.saving
        aside = self.tr("New page or the other draft")
        self.act(
            "addApplication",
            self.tr("Another application"),
            self.another,
            Key.ANOTHER,
            "plus",
            can=new,
        )
        remove = self.tr("Remove this one")
        self.act("removeApplication", remove, book.remove_application, None, "minus")
        self.act("beginAnew", self.tr("Begin anew"), self.begin_anew, None, "undo", "")
        self.act(
            "layAside",
            aside,
            self.lay_aside,
            Key.OTHER_DRAFT,
            "edit",
            "file",
            can=book.may_lay_aside,
        )
        self.act("save", self.tr("Save draft"), self.keep, Key.SAVE, "", "", can=idle)
        check = self.tr("Save and check")
        self.act("saveAndCheck", check, self.save, Key.MAIN, "", "", can=idle)
        known, go_on = self.tr("Person perhaps known"), findings.go_on
        self.act("known", known, self.show_known, Key.PERSON_KNOWN, "", "")
        self.act("findings", self.tr("Findings"), findings.setFocus, Key.FINDINGS, "", "")
        self.act("clause", self.tr("Clause and reason"), self.show_clause, Key.CLAUSE, "", "")
        following, before = self.tr("Next finding"), self.tr("Previous finding")
        self.act("nextFinding", following, partial(go_on, 1), Key.NEXT_FINDING, "", "")
        self.act("previousFinding", before, partial(go_on, -1), Key.PREVIOUS_FINDING, "", "")
        for number, key in enumerate(_SECTIONS, start=1):
            name = self.tr("Section {number}").format(number=number)
            lead = partial(self.page.go_to_shown, number)
            self.act(f"section{number}", name, lead, key, "", "")

    def _is_new(self) -> bool:
        return self.book.form.envelope.matter is Matter.NEW_APPLICATION

    def _lay_out(self) -> None:
        table = self.doing
        self._title.add(self._which)
        for name in ("beginAnew", "removeApplication", "addApplication"):
            self._title.add(table.button(name))
        main, others = table.button("saveAndCheck", ButtonKind.MAIN), (table.button("save"),)
        self.next = NextStep((main,), others)
        # The title is put into its place first: Tab goes through the page in this order.
        parts_above = (self._title, self.next, self._error, self._draft)
        column = in_column(self, *parts_above, gap=0, edge=0)
        parts = ((self.page, WHOLE), (self.panel, FINDINGS))
        self._body = Divided("intake", self.session.screen, 0, parts, FORM_ROOM, parent=self)
        self._name_parts()
        column.addWidget(self._body, 1)

    def _connect(self) -> None:
        self.setAccessibleName(self.tr("Log mail"))
        self.fields.typed.connect(self._settling.touch)
        self.fields.settled.connect(self._settled)
        self._settling.settled.connect(self.book.look)
        self.book.state_changed.connect(self._show)
        self.book.field_wanted.connect(self.page.go_to_field)
        self.book.turned.connect(self._turn)
        self._draft.other_wanted.connect(self.lay_aside)
        self.book.logged.connect(self._tell_logged)
        self.book.refused.connect(self._tell_refused)
        self.book.told_several.connect(self._tell_several)
        self.book.keeping.answered.connect(self._tell_answer)
        self.book.cursor_wanted.connect(self._cursor.go_back_to)
        self.fields.moved.connect(self._cursor.note)
        self.panel.findings.field_wanted.connect(self.page.go_to_field)
        self.page.principal.known_wanted.connect(self.show_known)
        self._which.chosen.connect(self._which_chosen)
        self._error.retry.connect(self.save)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._focus_changed)

    def _show_envelope(
        self, id_: MailItemId | None, matter: Matter = Matter.NEW_APPLICATION
    ) -> None:
        self._error.clear()
        self._leave_page()
        self.book.open(id_, matter)
        self._enter_page()

    def _leave_page(self) -> None:
        """Have what stood here kept with its place, and begin where a page begins."""
        keeping = self.book.keeping
        keeping.keep()
        keeping.begin()
        self._cursor.begin()
        self.page.close_seldom()

    def _turn(self) -> None:
        """Begin where a page begins: another one comes in this one's place."""
        self._error.clear()
        self.page.begin()
        self._cursor.begin()
        self.page.close_seldom()

    def _enter_page(self) -> None:
        """Go to the first field; a draft that is found goes to where it was left."""
        if not self.book.state.restored:
            self.page.go_to_section(1)

    def _settled(self) -> None:
        """A field was left, ticked, chosen or counted: look at once, unless text is composed.

        A page that is being put away loses its focus too; nobody looks at it any more.
        """
        if shiboken6.isValid(self.page.envelope) and self.isVisible():
            self._settling.settle_now()

    def _show(self, state: IntakeState) -> None:
        if state.revision != self._revision:
            self._revision = state.revision
            self.fields.show(state.form)
        language = self.session.language
        wrong = {**wrong_days(state.form, self.session.today, language), **state.troubles}
        self.fields.show_troubles(wrong, state.form, remarks(state.form, language, state.areas))
        self.page.show_state(state)
        self.panel.show_state(state)
        if not self.panel.findings.is_held():
            self.panel.findings.open_for(self.page.fields_of(self.focusWidget()))
        self._name_parts()
        self._draft.show_state(state)
        self._show_title(state)
        self._say_next(state)
        if self._several and not state.told:
            self._several = False
            self._error.clear()
        self.doing.refresh()
        if state.form.envelope.matter is not self._matter:
            self._matter = state.form.envelope.matter
            self.keys_changed.emit()
        self.undo_changed.emit()

    def _name_parts(self) -> None:
        """Name the tabs; the findings with how many are not ok, as they may be out of sight."""
        findings, count = self.tr("Findings"), self.panel.open_count
        told = f"{findings} {count}" if count else findings
        self._body.name_parts(self.tr("Parts of this page"), self.tr("Form"), told)

    def _show_title(self, state: IntakeState) -> None:
        facts = self.tr("draft") if state.findings else ""
        if state.saved_at is not None:
            facts = self._kept(state.saved_at)
        elif state.restored:
            facts = self.tr("Draft of last time")
        facts = "  ".join(filter(None, (facts, self._progress(state))))
        self._title.say(self._title_of(state.form), facts)
        several = len(state.form.applications) > 1
        self.doing["beginAnew"].setVisible(state.restored)
        self.doing["removeApplication"].setVisible(several)
        self._which.setVisible(several)
        if several:
            names = [
                (number, f"{number + 1}  {each.principal.name}")
                for number, each in enumerate(state.form.applications)
            ]
            self._which.set_choices(names)
            self._which.set_value(state.form.current)

    def _say_next(self, state: IntakeState) -> None:
        """Say over the page what comes next with what is typed; at first, to type it."""
        if state.next is not None:
            self.next.say(NextTold(state.next.title, state.next.detail))
            return
        saved = self.tr("Saved, it gets its number, and the next step is named here.")
        later = self.tr("Saved, it goes to the application that it belongs to.")
        told = saved if self._is_new() else later
        self.next.say(NextTold(self.tr("Type in what came, from the envelope on"), told))

    def _progress(self, state: IntakeState) -> str:
        """Return through how many sections of a new application the clerk is; nothing at first."""
        done = sum(section.mark is not None for section in state.sections)
        if not done or state.form.envelope.matter is not Matter.NEW_APPLICATION:
            return ""
        return self.tr("{done} of {total} sections").format(done=done, total=len(state.sections))

    def _kept(self, at: datetime) -> str:
        return self.tr("Draft saved {time}").format(time=dates.clock(at))

    def _title_of(self, form: IntakeForm) -> str:
        if form.envelope.matter is Matter.NEW_APPLICATION:
            return self.tr("Log mail")
        matter = messages.word(form.envelope.matter, self.session.language)
        return self.tr("Log mail: {matter}").format(matter=matter)

    def _which_chosen(self, number: object) -> None:
        if isinstance(number, int):
            self.page.claims.pad.begin()
            self.book.show_application(number)

    def _tell_logged(self, ids: object) -> None:
        self._thing = None
        self.page.begin()
        self.page.close_seldom()
        made: list[ApplicationId] = sorted(ids) if isinstance(ids, tuple) else []
        self.logged.emit(made[0] if made else None)
        if made:
            self.session.open_application.emit(made[0])
        else:
            self.closed.emit()
        self.session.said.emit(self.tr("The mail is saved."))

    def _tell_answer(self, kept_at: object) -> None:
        if isinstance(kept_at, datetime):
            self.session.said.emit(self._kept(kept_at))
        else:
            self.session.said.emit(self.tr("There is nothing to save yet."))

    def _tell_refused(self, error: object) -> None:
        if isinstance(error, KnownError):
            said = messages.error(error, self.session.language)
            reason = f"{said.safe} {said.next}".strip()
            self._error.tell(said.what, reason, self.tr("Save again"))

    def _tell_several(self, told: Sequence[ToldTrouble]) -> None:
        """Say all that keeps the envelope from being saved, each with its place."""
        told_of = dict.fromkeys(each.application for each in told)
        lines = [self._told_of(of, told) for of in told_of]
        self._several = True
        self._error.tell(self.tr("Nothing is saved yet"), "\n".join(lines))

    def _told_of(self, of: int | None, told: Sequence[ToldTrouble]) -> str:
        """Return what is told of one application of the envelope, or of the envelope itself."""
        said = " ".join(each.sentence for each in told if each.application == of)
        if of is None:
            return self.tr("Envelope: {what}").format(what=said)
        name = self.book.form.applications[of].principal.name.strip()
        named = f"{of + 1} {name}".strip()
        return self.tr("Application {which}: {what}").format(which=named, what=said)

    def _focus_changed(self, before: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self.isAncestorOf(now) and self.isVisible():
            left = None if before is None else self.page.left_between(before, now)
            if left is not None:
                self.book.leave(left)
            self.panel.findings.open_for(self.page.fields_of(now))
            self.page.bring_into_view(now)
            self._cursor.note()
