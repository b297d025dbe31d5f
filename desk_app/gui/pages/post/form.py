# SPDX-License-Identifier: MIT
"""The envelope looked at: how it goes, what lies in it, what it costs; or what became of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QApplication, QGridLayout, QWidget

from desk_app.gui import days
from desk_app.gui.case.post import Sent, Waiting, is_half_typed, sent_by, takes_form_copy
from desk_app.gui.kit import theme
from desk_app.gui.kit.boxes import STRETCH, dress, in_column
from desk_app.gui.kit.buttons import CheckBox
from desk_app.gui.kit.choices import ChoiceBox
from desk_app.gui.kit.dates import EraDateEdit
from desk_app.gui.kit.facts import SumPanel
from desk_app.gui.kit.fields import FieldBody, Settling, TrailingNoteLineEdit, label_for
from desk_app.gui.kit.form import FormArea
from desk_app.gui.kit.layout import FlowLayout, PageScroll
from desk_app.gui.kit.names import plain_digits
from desk_app.gui.kit.notes import NoteFrame
from desk_app.gui.kit.text import Text
from desk_app.gui.kit.theme import Size
from desk_app.i18n import messages, writing
from desk_app.records.mail import MailKind
from desk_app.records.stamps import Shape
from desk_app.rules.postage.quote import Service

if TYPE_CHECKING:
    from desk_app.gui.case.post import Filling
    from desk_app.gui.kit.buttons import KeyButton
    from desk_app.gui.pages.post.book import PostState
    from desk_app.gui.pages.post.words import PostWords
    from desk_app.gui.session import Workplace
    from desk_app.records.base import HeldThingId, LetterId
    from desk_app.records.people import Language


class PostInside(QWidget):
    """Says ``changed`` when something is ticked, or not any more."""

    changed = Signal()

    def __init__(self, words: PostWords, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._shown: tuple[object, ...] = ()
        self._row: Waiting | None = None
        self._boxes: dict[object, CheckBox] = {}
        self._before: QWidget | None = None
        self._again = Text("", Size.LABEL, "text2", wrap=True)
        self._form = Text(
            self.tr("Put in a copy of the application form too, to be filled in"), wrap=True
        )
        self._form.setObjectName("formCopy")
        self._back = Text(
            self.tr("Goes back in it, if you put it in"), Size.LABEL, "text2", wrap=True
        )
        self._column = in_column(
            self, Text(self.tr("Put into it"), Size.LABEL, "text2"), gap=2, edge=0
        )

    def come_after(self, field: QWidget) -> None:
        """Let Tab come here from a field: boxes are made long after it."""
        self._before = field

    def letters(self) -> tuple[LetterId, ...]:
        """Return the letters that are ticked, in their order."""
        each_one = self._row.envelope.letters if self._row else ()
        return tuple(each.id for each in each_one if self._is_ticked(each.id))

    def things(self) -> tuple[HeldThingId, ...]:
        """Return the things of the return list that are ticked."""
        each_one = self._row.envelope.things if self._row else ()
        return tuple(each.id for each in each_one if self._is_ticked(each.id))

    def show_row(self, row: Waiting) -> None:
        """Show what may lie in an envelope; boxes that stand already are left where they are."""
        self._row = row
        shown = (row.key, *(self._named(row)))
        if shown != self._shown:
            self._shown = shown
            self._make_boxes(row)
        ticked = {*row.filling.letters, *row.filling.things}
        for id_, box in self._boxes.items():
            with QSignalBlocker(box):
                box.setChecked(id_ in ticked)
        again = ", ".join(letter.number for letter in row.envelope.again)
        self._again.setText(
            self.tr("Put in the letter that came back too: {numbers}").format(numbers=again)
        )
        self._again.setVisible(bool(again))
        self._form.setVisible(takes_form_copy(row.envelope, row.filling))
        self._back.setVisible(bool(row.envelope.things))

    def _named(self, row: Waiting) -> tuple[tuple[object, str], ...]:
        letters = tuple(
            (each.id, f"{each.number} {self._words.letter(each.kind)}")
            for each in row.envelope.letters
        )
        things = tuple((each.id, self._words.thing(each)) for each in row.envelope.things)
        return (*letters, *things)

    def _make_boxes(self, row: Waiting) -> None:
        self._take_away()
        letters = {each.id for each in row.envelope.letters}
        for id_, name in self._named(row):
            box = CheckBox(name)
            box.setAccessibleName(name)
            box.setObjectName(f"inside.{id_}")
            box.toggled.connect(lambda _: self.changed.emit())
            self._boxes[id_] = box
        first = [box for id_, box in self._boxes.items() if id_ in letters]
        others = [box for id_, box in self._boxes.items() if id_ not in letters]
        for part in (*first, self._form, self._again, self._back, *others):
            self._column.addWidget(part)
        before = self._before
        for box in (*first, *others):
            if before is not None:
                QWidget.setTabOrder(before, box)
            before = box

    def _take_away(self) -> None:
        for part in (*self._boxes.values(), self._form, self._again, self._back):
            self._column.removeWidget(part)
        for box in self._boxes.values():
            box.hide()
            box.deleteLater()
        self._boxes = {}

    def _is_ticked(self, id_: object) -> bool:
        box = self._boxes.get(id_)
        return box is not None and box.isChecked()


_LEAST, _LABELS, _FIELD = 296, 72, 28
_PACKS = (Shape.PACK_LIGHT, Shape.PACK_PLUS)
_MOST_DIGITS = 5
_CLAUSE = "PR-4"


class PostForm(QWidget):
    """Says ``said`` with the filling whenever a field was left, chosen or ticked.

    A tracking number that is whole is taken once no more is typed, too.

    ``clause_wanted`` says that somebody asks why it costs that, and who pays it.
    """

    said = Signal(object)
    clause_wanted = Signal()

    def __init__(
        self,
        work: Workplace,
        words: PostWords,
        buttons: tuple[KeyButton, ...],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._work = work
        self._words = words
        self._row: Waiting | Sent | None = None
        self._doubted: tuple[object, str, str] | None = None
        self.setMinimumWidth(theme.px(_LEAST))
        dress(self, ground="base")
        self._title = Text("", Size.SECTION, bold=True, wrap=True)
        self._about = Text("", Size.LABEL, "text2", wrap=True)
        self._sent = Text("", wrap=True)
        self._needs, self._back = NoteFrame("ask"), NoteFrame("ask")
        self._needs.setObjectName("postNeeds")
        self._back.setObjectName("cameBackNote")
        self._remark = NoteFrame("ask")
        self._remark.setObjectName("postRemark")
        self._fee = NoteFrame("info")
        self._fee.setObjectName("feeCovers")
        self._fee.link_clicked.connect(self.clause_wanted)
        self._since = Text("", Size.LABEL, "text2", wrap=True)
        self._sums = SumPanel("")
        self._sums.setAccessibleName(self.tr("What it costs"))
        self._make_fields()
        self.inside = PostInside(words)
        self.inside.changed.connect(self.take)
        self.inside.come_after(self._day)
        self._buttons = buttons
        self._lay_out()

    def take(self) -> None:
        """Take what stands in the fields now; what is no number of grams is told and left."""
        if isinstance(self._row, Waiting):
            filling = self._filled(self._row)
            if filling != self._row.filling:
                self.said.emit(filling)

    def settle(self) -> bool:
        """Take the fields; say False where that shows a doubt which nobody can have seen yet."""
        seen = self._doubted
        self.take()
        return self._doubted in {None, seen}

    def to_number(self) -> None:
        """Put the keys on the tracking number."""
        self.number.setFocus()
        self.number.selectAll()

    def has_keys(self) -> bool:
        """Say whether one of the fields has the keys."""
        now = QApplication.focusWidget()
        return now is not None and self.isAncestorOf(now)

    def show_state(self, state: PostState) -> None:
        """Show the envelope looked at; a field that is being typed in is left alone."""
        before, self._row = self._row, state.row
        row = self._row
        waits = isinstance(row, Waiting)
        self._form.setVisible(waits)
        self._title.setText("" if row is None else row.to.name)
        self._about.setText("" if row is None else self._words.about(row))
        self._sent.setText(self._words.posted(row) if isinstance(row, Sent) else "")
        self._sent.setVisible(bool(self._sent.text()))
        if isinstance(row, Waiting):
            fresh = not isinstance(before, Waiting) or before.key != row.key
            self._show_filling(row, fresh=fresh)
        self._show_notes()
        self._show_costs()

    def _make_fields(self) -> None:
        self._settling = Settling(self)
        self._settling.settled.connect(self._number_typed)
        self.envelope, self.kind = ChoiceBox(), ChoiceBox()
        self.express = CheckBox(self.tr("By express"))
        self.grams, self.number = TrailingNoteLineEdit(), TrailingNoteLineEdit()
        self.number.setPlaceholderText(self.tr("Scan it, or type it"))
        self._day = EraDateEdit(days.reading(self._work), days.showing(self._work))
        self._bodies: dict[str, FieldBody] = {}
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.px(8))
        self._grid.setVerticalSpacing(theme.px(4))
        self._grid.setColumnMinimumWidth(0, theme.px(_LABELS))
        self._grid.setColumnStretch(1, 1)
        self.grams.set_note(self.tr("g on a scale"))
        for name, title, edit in (
            ("envelope", self.tr("Envelope"), self.envelope),
            ("mailKind", self.tr("Mail"), self.kind),
            ("express", self.tr("Express"), self.express),
            ("grams", self.tr("Weight"), self.grams),
            ("trackingNumber", self.tr("Number"), self.number),
            ("postedOn", self.tr("Posted on"), self._day),
        ):
            edit.setObjectName(name)
            row = self._grid.rowCount()
            body, label = FieldBody(edit), label_for(edit, title)
            label.setFixedHeight(theme.px(_FIELD))
            self._grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(body, row, 1)
            self._bodies[name] = body
        self.express.setAccessibleName(self.tr("By express"))
        self.number.setAccessibleName(self.tr("Tracking number"))
        for box in (self.envelope, self.kind):
            box.chosen.connect(self._chosen)
        self.express.toggled.connect(self._chosen)
        self._day.value_changed.connect(self._chosen)
        for line in (self.grams, self.number):
            line.left.connect(self.take)
        self.number.textEdited.connect(self._settling.touch)

    def _lay_out(self) -> None:
        buttons = FlowLayout(theme.px(8), theme.px(8))
        for button in self._buttons:
            buttons.addWidget(button)
        page = QWidget()
        dress(page, ground="base")
        scroll = PageScroll(self)
        scroll.setWidget(page)
        self._form = FormArea(page)
        in_column(self._form, self._grid, self.inside, gap=8, edge=0)
        above = (self._title, self._about, self._sent, self._needs, self._back, buttons)
        below = (self._form, self._remark, self._since, self._sums, self._fee, STRETCH)
        in_column(page, *above, *below, gap=8, edge=(16, 12, 4, 12))
        in_column(self, scroll, edge=0)

    def _show_filling(self, row: Waiting, *, fresh: bool) -> None:
        filling, language = row.filling, self._work.language
        rates = self._work.desk.tariff.on(filling.posted_on)
        self.envelope.set_choices(
            [(each.code, self._words.envelope(each.code)) for each in rates.envelopes]
        )
        self.envelope.set_value(filling.envelope)
        self.kind.set_choices(_services(language))
        self.kind.set_value(_service(filling))
        goes_fast = filling.kind not in {MailKind.EXPRESS, MailKind.LETTER_PACK}
        with QSignalBlocker(self.express):
            self.express.setChecked(filling.express)
        self.express.setEnabled(goes_fast)
        offer = row.priced.offer
        worked_out = "" if offer is None else str(offer.quote.grams)
        self.grams.setPlaceholderText(worked_out)
        if fresh or not self.grams.hasFocus():
            self.grams.setText("" if filling.grams is None else str(filling.grams))
        if fresh or not self.number.hasFocus():
            self.number.setText(filling.tracking)
        if fresh or not self._day.hasFocus():
            self._day.set_value(filling.posted_on)
        if fresh:
            self._bodies["grams"].show_error("")
        self.inside.show_row(row)

    def _show_notes(self) -> None:
        row = self._row
        self._show_doubt(row)
        kind, title, detail = self._words.needs(row) if isinstance(row, Waiting) else ("", "", "")
        _say(self._needs, title, detail, kind or "ask")
        back = ("", "")
        if isinstance(row, Sent) and row.line.posting.came_back_on is not None:
            back = self._words.came_back(row)
        _say(self._back, *back, "ask" if isinstance(row, Sent) and row.open else "info")
        _say(self._remark, "", self._words.remark(row) if isinstance(row, Waiting) else "", "ask")
        covers = row.envelope.covers if isinstance(row, Waiting) else 0
        fee = writing.yen(covers, self._work.language)
        said = self.tr("The fee of {fee} covers the reply").format(fee=fee) if covers else ""
        self._fee.say(said, self.tr("The stamps received as the fee may pay for it."), _CLAUSE)
        self._fee.setVisible(bool(covers))

    def _show_doubt(self, row: Waiting | Sent | None) -> None:
        """Show under the number what looks wrong with it, and say it."""
        self._doubted, doubt = None, ""
        if isinstance(row, Waiting):
            doubt = self._words.doubt(row)
            self._doubted = (row.key, row.filling.tracking, doubt) if doubt else None
        self._bodies["trackingNumber"].show_remark(doubt)

    def _show_costs(self) -> None:
        row = self._row
        since, sums = self._words.charges(row) if isinstance(row, Waiting) else ("", ())
        self._since.setText(since)
        self._since.setVisible(bool(since))
        self._sums.show_lines(sums)
        self._sums.setVisible(bool(sums))

    def _number_typed(self) -> None:
        """Take a number that is whole; of one that is not nothing is said before it is left."""
        row = self._row
        if isinstance(row, Waiting) and not is_half_typed(self._filled(row)):
            self.take()

    def _filled(self, row: Waiting) -> Filling:
        """Return the filling as the fields stand."""
        filling = replace(
            row.filling,
            envelope=str(self.envelope.value() or row.filling.envelope),
            express=self.express.isChecked(),
            tracking=self.number.text().strip(),
            posted_on=self._day.value() or row.filling.posted_on,
            letters=self.inside.letters(),
            things=self.inside.things(),
        )
        return self._with_grams(filling)

    def _with_grams(self, filling: Filling) -> Filling:
        typed = self.grams.text().strip()
        digits = plain_digits(typed)
        fits = digits.isdecimal() and len(digits) <= _MOST_DIGITS and int(digits) > 0
        trouble = "" if fits or not typed else self.tr("Type the grams as a number.")
        self._bodies["grams"].show_error(trouble)
        return filling if trouble else replace(filling, grams=int(digits) if fits else None)

    def _chosen(self, _: object = None) -> None:
        """Take what was chosen; another kind of mail has its own envelope and stamps."""
        if not isinstance(self._row, Waiting):
            return
        filling, service = self._filled(self._row), self.kind.value()
        if isinstance(service, Service) and service != _service(self._row.filling):
            filling = sent_by(filling, service)
        if filling != self._row.filling:
            self.said.emit(filling)


def _service(filling: Filling) -> Service:
    """Return the choice of the kinds of mail that a filling stands for."""
    pack = filling.pack if filling.kind is MailKind.LETTER_PACK else Shape.PACK_PLUS
    return Service(filling.kind, pack=pack)


def _services(language: Language) -> list[tuple[object, str]]:
    """Return the kinds of mail with their words; each Letter Pack is one of its own."""
    found: list[tuple[object, str]] = []
    for kind in MailKind:
        if kind is MailKind.LETTER_PACK:
            found += [(Service(kind, pack=pack), messages.label(pack, language)) for pack in _PACKS]
        else:
            found.append((Service(kind), messages.label(kind, language)))
    return found


def _say(note: NoteFrame, title: str, detail: str, kind: str) -> None:
    note.setVisible(bool(title or detail))
    note.say(title, detail)
    note.turn(kind)
