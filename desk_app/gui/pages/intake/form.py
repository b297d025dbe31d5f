# SPDX-License-Identifier: MIT
"""The form of the Intake page: its sections one under the other, scrolled under a strip."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from desk_app.gui.case.typed import BELONGS_TO_OPEN
from desk_app.gui.kit.fields.form import FormArea
from desk_app.gui.kit.layout.boxes import dress, in_column
from desk_app.gui.kit.layout.buttons import KeyButton
from desk_app.gui.kit.layout.layout import PageScroll
from desk_app.gui.kit.look import theme
from desk_app.gui.kit.look.painting import Mark
from desk_app.gui.kit.pyside_workarounds import own_parent
from desk_app.gui.kit.pyside_workarounds.overriding import override
from desk_app.gui.pages.intake.claims import SPARE, ClaimsSection
from desk_app.gui.pages.intake.fields import IntakeSection, SectionHead, SectionStrip
from desk_app.gui.pages.intake.findings import CLAIMS, COUNTED, STAMPS
from desk_app.gui.pages.intake.papers import PapersSection
from desk_app.gui.pages.intake.people import (
    EnvelopeSection,
    PrincipalSection,
    ProxySection,
    SheetSection,
    SupplementSection,
)
from desk_app.gui.pages.intake.stamps import StampsSection
from desk_app.i18n import writing
from desk_app.records.case.mail import Matter

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from desk_app.gui.pages.intake.fields import IntakeFields
    from desk_app.gui.pages.intake.findings import IntakeState, SectionState


_SAME_ROW = 10
S = TypeVar("S", bound=IntakeSection)


class IntakePage(QWidget):
    """Shows the sections that a mail item of its matter has; Enter walks through all of them."""

    def __init__(self, fields: IntakeFields) -> None:
        super().__init__()
        self.fields = fields
        self._state = fields.book.state
        self.sections: list[IntakeSection] = []
        self.strip = SectionStrip()
        self.strip.section_wanted.connect(self.go_to_shown)
        self._scroll = PageScroll()
        self.form = PaperOrder(self.sections)
        dress(self.form, ground="base")
        in_column(self, self.strip, (self._scroll, 1), gap=0, edge=0)
        self._column = in_column(self.form, gap=0, edge=0)
        self._scroll.setWidget(self.form)
        self.strip.hide()

    def pieces(self) -> list[Callable[[], None]]:
        """Return what makes the sections one after the other, each in its place."""
        return [self._make_envelope, self._make_people, self._make_papers, self._make_stamps]

    def _make_envelope(self) -> None:
        self.envelope = self._add(EnvelopeSection(self.fields, self.form))
        self.sheet = self._add(SheetSection(self.fields, self.form))
        self.supplement = self._add(SupplementSection(self.fields, self.form))

    def _make_people(self) -> None:
        self.principal = self._add(PrincipalSection(self.fields, self.form))
        self.proxy = self._add(ProxySection(self.fields, self.form))
        self.claims = self._add(ClaimsSection(self.fields, self.form))

    def _make_papers(self) -> None:
        self.papers = self._add(PapersSection(self.fields, self.form))

    def _make_stamps(self) -> None:
        self.stamps = self._add(StampsSection(self.fields, self.form))
        self._column.addStretch(1)
        self._scroll.viewport().installEventFilter(self)
        self.form.installEventFilter(self)

    def _add(self, section: S) -> S:
        self.sections.append(section)
        self._column.addWidget(section)
        return section

    def show_state(self, state: IntakeState) -> None:
        """Show what of the state is the form's."""
        self._state = state
        matter = state.form.envelope.matter
        shown = [section for section in self.sections if _belongs(section, matter)]
        for section in self.sections:
            section.setVisible(section in shown)
            section.show_state(state)
        for place, section in enumerate(shown, start=1):
            section.show_section(self._section(section.number), place)
        self.strip.show_sections([self._section(section.number) for section in shown])
        self._show_strip()

    def close_seldom(self) -> None:
        """Leave out what is seldom filled in: a new page begins."""
        for section in self.sections:
            section.close_seldom()

    def begin(self) -> None:
        """Forget where the keys were in the page of before, and its open lines."""
        self.claims.pad.begin()
        self.supplement.pad.begin()
        self.papers.begin()
        self.stamps.begin()

    def finish_lines(self) -> bool:
        """Take the open lines; go to the first that is not whole, and say False."""
        return self.papers.finish_line() and self.stamps.finish_lines()

    @property
    def shown_sections(self) -> int:
        """How many sections a mail item of this matter has; they are numbered from 1."""
        return sum(not section.isHidden() for section in self.sections)

    def go_to_shown(self, place: int) -> None:
        """Put the focus into a section by the number at its head.

        Where fewer are shown, the keys of a new application lead to documents and stamps too.
        """
        shown = [section for section in self.sections if not section.isHidden()]
        self.go_to_section(shown[place - 1].number if place <= len(shown) else place)

    def go_to_section(self, number: int) -> None:
        """Put the focus into a section."""
        for section in self.sections:
            if section.number == number and not section.isHidden():
                section.enter()
                self._scroll.ensureWidgetVisible(section)
                return

    def go_to_field(self, name: str) -> None:
        """Put the focus into a field by its name; a document's line by ``papers.<key>``.

        A field of one document is named with its line: ``paper.valid_until@<key>``.
        """
        name, _, line = name.partition("@")
        if line:
            self.papers.go_to(line)
        room, _, key = name.partition(".")
        if room == "papers":
            self.papers.go_to(key)
        elif room in ("stamps", "shares", "held"):
            self.stamps.enter()
        elif name == "claims":
            self.claims.enter()
        elif name == "supplement.withdraws":
            self.supplement.pad.setFocus()
        elif self.fields.has(name):
            edit = self.fields.edit(name)
            if edit.isHidden() or not edit.isVisibleTo(self):
                self.section_of(edit).open_seldom()
            edit.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def fields_of(self, widget: QWidget | None) -> tuple[str, ...]:
        """Return the names of the field a widget is, or is a part of, the nearest first.

        A field of a document goes by its own name, by the line of the document and by all of them.
        """
        names: list[str] = []
        paper = self._state.form.paper
        if widget is not None and self.papers.isAncestorOf(widget):
            names = [f"{widget.objectName()}@{paper}", f"papers.{paper}", "papers"]
        found = widget
        while found is not None and found is not self:
            if found.objectName() in ("claims", "stamps") or self.fields.has(found.objectName()):
                names.append(found.objectName())
            found = found.parentWidget()
        return tuple(names)

    def section_of(self, widget: QWidget) -> IntakeSection:
        """Return the section a widget stands in."""
        return next((s for s in self.sections if s.isAncestorOf(widget)), self.envelope)

    def left_between(self, before: QWidget, now: QWidget) -> int | None:
        """Return the section that was left when the keys went on; none where they stay in it."""
        if not (self.form.isAncestorOf(before) and self.form.isAncestorOf(now)):
            return None
        left, entered = self.section_of(before), self.section_of(now)
        return left.number if left is not entered else None

    def bring_into_view(self, widget: QWidget) -> None:
        """Scroll to a widget of the form and mark its section in the strip."""
        if self.form.isAncestorOf(widget):
            self.papers.show_details(shown=self.papers.isAncestorOf(widget))
            self._scroll.ensureWidgetVisible(widget, 0, theme.px(48))
            self.strip.set_current(self.section_of(widget).number)
            # A line that was just opened has no place yet; it has one once the layout is done.
            QTimer.singleShot(0, self, self._follow_keys)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self._show_strip()
        return False

    def _follow_keys(self) -> None:
        now = QApplication.focusWidget()
        if now is not None and self.form.isAncestorOf(now):
            self._scroll.ensureWidgetVisible(now, 0, theme.px(48))

    def _show_strip(self) -> None:
        """Show the strip while all sections are there, and not all of them in sight."""
        strip = self.strip.height() if self.strip.isVisible() else 0
        room = self._scroll.viewport().height() + strip
        # Labels that wrap take more height than the form asks for before it has its width.
        scrolls = max(self.form.sizeHint().height(), self.form.height()) > room
        new = self._state.form.envelope.matter is Matter.NEW_APPLICATION
        self.strip.setVisible(new and scrolls)

    def _section(self, number: int) -> SectionHead:
        state = self._state.sections[number - 1]
        rights = self._state.form.application.rights()
        if number == CLAIMS and state.mark is None and rights:
            return SectionHead(self._name(number), Mark.OK, self.tr("%n claim(s)", "", len(rights)))
        return SectionHead(self._name(number), state.mark, self._word(number, state))

    def _name(self, number: int) -> str:
        second = self.tr("Form")
        if self._state.form.envelope.matter in BELONGS_TO_OPEN:
            second = self.tr("Belongs to")
        return (
            self.tr("Envelope"),
            second,
            self.tr("Principal"),
            self.tr("Proxy"),
            self.tr("Claims"),
            self.tr("Documents"),
            self.tr("Stamps"),
        )[number - 1]

    def _word(self, number: int, state: SectionState) -> str:
        fee = self._state.fee
        if number == STAMPS and fee is not None and fee.short and state.mark is Mark.MISSING:
            amount = writing.yen(fee.short, self.fields.language)
            return self.tr("−{amount}").format(amount=amount)
        if state.mark is None:
            return ""
        if state.mark in COUNTED:
            count, mark = state.count, state.mark
            worst = self._open(mark, count) if count else self._elsewhere(mark)
            more = self.tr("%n more", "", state.more) if state.more else ""
            return f"{worst} {more}".strip()
        return {
            Mark.OPEN: self.tr("to fill in"),
            Mark.OK: self.tr("ok"),
            Mark.INFO: self.tr("to be known"),
            Mark.NOT_NEEDED: self.tr("%n left blank", "", state.count)
            if state.count
            else self.tr("not needed"),
        }[state.mark]

    def _open(self, mark: Mark, count: int) -> str:
        """Return how many findings of a section are open as its worst is."""
        return {
            Mark.MISSING: self.tr("%n missing", "", count),
            Mark.DEFECTIVE: self.tr("%n defective", "", count),
            Mark.ASK: self.tr("%n to judge", "", count),
        }[mark]

    def _elsewhere(self, mark: Mark) -> str:
        """Return the word of what is told in a section and counts in another one."""
        return {
            Mark.MISSING: self.tr("missing"),
            Mark.DEFECTIVE: self.tr("defective"),
            Mark.ASK: self.tr("to judge"),
        }[mark]


class PaperOrder(FormArea):
    """Tab and Enter follow the paper: down the sections, in each row from left to right.

    Fields come and go with what is typed, so the order is read from where they stand. The button
    that opens more of a section comes behind its fields; Enter, which goes to fields, passes every
    button, which it would press.
    """

    def __init__(self, sections: Sequence[IntakeSection]) -> None:
        super().__init__()
        self._parts = sections

    @override
    def walk(self, *, onward: bool) -> None:
        super().walk(onward=onward)
        left: set[QWidget] = set()
        while (here := self.focusWidget()) not in left and _is_passed(here):
            left.add(here)
            super().walk(onward=onward)

    def step_from(self, start: QWidget | None, part: QWidget, *, onward: bool) -> bool:
        """Go on from what has the focus beside the form: into it from ``part``, which it follows.

        Qt has nothing to start from while nobody had the focus yet. Say whether the form led on:
        it has no stops while its page is put away, when Qt takes the keys from what is hidden.
        """
        stops = self._stops()
        if not stops:
            return False
        now = self if start is None else start
        target = _next_stop(now, onward=onward, beside=self)
        if part.isAncestorOf(now) and not part.isAncestorOf(target):
            target = stops[0 if onward else -1]
        _go(target, onward=onward)
        return True

    @override
    def focusNextPrevChild(self, next: bool) -> bool:
        stops, now = self._stops(), self.focusWidget()
        if now not in stops:
            return super().focusNextPrevChild(next)
        place = stops.index(now) + (1 if next else -1)
        if 0 <= place < len(stops):
            _go(stops[place], onward=next)
        else:
            _go(_next_stop(self, onward=next, beside=self), onward=next)
        return True

    def _stops(self) -> list[QWidget]:
        stops: list[QWidget] = []
        for part in self._parts:
            if part.isVisibleTo(self):
                found = [each for each in part.findChildren(QWidget) if _is_stop(each)]
                stops += _in_rows([each for each in found if each is not part.more])
                stops += [each for each in found if each is part.more]
        return stops


def _is_passed(here: QWidget | None) -> bool:
    """Say whether Enter goes past a widget at which Tab stops."""
    return here is not None and (isinstance(here, KeyButton) or bool(here.property(SPARE)))


def _next_stop(start: QWidget, *, onward: bool, beside: QWidget) -> QWidget:
    """Return the next stop of Qt's own order that is not in a widget; the start if there is none.

    Fields made later stand at the end of that order: by it, Tab would come from the parts beside
    the form into the middle of it, and never out again.
    """
    step = own_parent.after if onward else own_parent.before
    widget = step(start)
    while widget is not None and widget is not start:
        if _is_stop(widget) and not beside.isAncestorOf(widget):
            return widget
        widget = step(widget)
    return start


def _go(widget: QWidget, *, onward: bool) -> None:
    reason = Qt.FocusReason.TabFocusReason if onward else Qt.FocusReason.BacktabFocusReason
    widget.setFocus(reason)


def _is_stop(widget: QWidget) -> bool:
    tab = Qt.FocusPolicy.TabFocus
    return (
        widget.isVisible()
        and widget.isEnabled()
        and (widget.focusPolicy() & tab) == tab
        and widget.focusProxy() is None
    )


def _in_rows(widgets: list[QWidget]) -> list[QWidget]:
    """Return widgets as they are read; those whose middles lie close together are one row."""
    window = widgets[0].window() if widgets else None
    placed = sorted(
        ((each.mapTo(window, each.rect().center()), each) for each in widgets if window),
        key=lambda pair: (pair[0].y(), pair[0].x()),
    )
    rows: list[list[tuple[QPoint, QWidget]]] = []
    for point, widget in placed:
        if rows and point.y() - rows[-1][0][0].y() <= theme.px(_SAME_ROW):
            rows[-1].append((point, widget))
        else:
            rows.append([(point, widget)])
    return [each for row in rows for _, each in sorted(row, key=lambda pair: pair[0].x())]


def _belongs(section: IntakeSection, matter: Matter) -> bool:
    if matter is Matter.NEW_APPLICATION:
        return not isinstance(section, SupplementSection)
    if matter in BELONGS_TO_OPEN:
        kinds = (EnvelopeSection, SupplementSection, PapersSection, StampsSection)
        return isinstance(section, kinds)
    return isinstance(section, EnvelopeSection)
