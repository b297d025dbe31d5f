# SPDX-License-Identifier: MIT
"""The reply by mail (L16), or an interim one: written at the left, seen as it prints, issued."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from desk_app.desk.errors import KnownError
from desk_app.desk.inquiries import replying
from desk_app.desk.inquiries.replying import ReplyDraft
from desk_app.desk.letters.corresponding import ShownPages
from desk_app.gui.asking import AskDraft
from desk_app.gui.days import DayWords
from desk_app.gui.kit.display.notes import NoteFrame
from desk_app.gui.kit.display.pdf import PdfPage
from desk_app.gui.kit.fields.dates import EraDateEdit
from desk_app.gui.kit.fields.fields import LongText
from desk_app.gui.kit.fields.form import EntryForm, Field
from desk_app.gui.kit.layout.boxes import STRETCH, in_column, in_row
from desk_app.gui.kit.layout.buttons import CheckBox
from desk_app.gui.kit.layout.layout import PageScroll, TaskDialog
from desk_app.gui.kit.look import theme
from desk_app.gui.kit.pyside_workarounds.overriding import override
from desk_app.i18n import messages

if TYPE_CHECKING:
    from datetime import date

    from desk_app.desk.context import Changes, Desk
    from desk_app.desk.letters.corresponding import Preview
    from desk_app.gui.session.session import Session
    from desk_app.records.case.inquiries import Inquiry

_SOON_MS = 300
_FORM, _PAGE, _HEIGHT = 400, 520, 640
_LONG, _LINES = 168, (2, 4)
_DOTS = "…" * 12
"""What stands in the letter for an answer that is not written yet, in either language."""


class ReplyDialog(TaskDialog):
    """What is issued is what stands drawn at the right, to the byte; it cannot be undone.

    Until all is written that it needs, the letter stands there with a line of dots for the answer.
    An ``interim`` answer tells how far the desk is and by when it answers, and no more.
    """

    def __init__(
        self, session: Session, inquiry: Inquiry, parent: QWidget, *, interim: bool = False
    ) -> None:
        title = self.tr("Reply to {number} by letter")
        if interim:
            title = self.tr("Interim answer to {number} by letter")
        super().__init__(
            "reply",
            title.format(number=inquiry.number),
            self.tr("Issue"),
            self.tr("Back"),
            parent,
        )
        self._session, self._inquiry, self._interim = session, inquiry, interim
        self._shown: Preview | None = None
        self.view = PdfPage(self.tr("The letter as it prints"), self)
        self._trouble = NoteFrame("bad")
        self._trouble.hide()
        self.form = EntryForm(self._fields())
        self.form.put(posting_day=session.today, said=inquiry.said.text)
        self._soon = QTimer(self, singleShot=True, interval=_SOON_MS)
        self._soon.timeout.connect(self._preview)
        self.form.touched.connect(lambda _: self._soon.start())
        kept = ("answer", "measure", "said")
        written = {name: self.form[name].editor for name in kept if name in self.form.fields}
        key = f"inquiry-{'interim' if interim else 'reply'}-{inquiry.id}"
        self._draft = AskDraft(session, key, written, self)
        self.view.shown_changed.connect(self._show_whether)
        self._lay_out()
        self._show_whether()
        self._preview()
        self.form["answer"].editor.setFocus()

    @override
    def go(self) -> None:
        shown = self._shown
        if shown is None or self.view.hindrance(shown.pages):
            return
        pages = ShownPages(self.view.shown, shown.facts.number, shown.facts.journal_mark)
        draft = self._reply()

        def done(_: Changes) -> None:
            self._draft.drop()
            self._session.said.emit(self.tr("The reply is issued. Print it, then post it."))
            self.accept()

        def verb(desk: Desk) -> Changes:
            return replying.issue_reply(desk, draft, pages)

        self._do.setEnabled(False)
        self._session.do(self, verb, done, self._refuse)

    @override
    def reject(self) -> None:
        self._draft.keep()
        super().reject()

    def _lay_out(self) -> None:
        fields, scroll = QWidget(), PageScroll(self)
        effect = NoteFrame(
            "info",
            self.tr("An issued letter keeps its words"),
            self.tr("One not yet posted can be voided; its number stays void."),
        )
        in_column(fields, self._trouble, self.form, STRETCH, gap=12, edge=(0, 0, 12, 0))
        scroll.setWidget(fields)
        scroll.follow_keys()
        scroll.setMinimumWidth(theme.px(_FORM))
        self.view.setMinimumWidth(theme.px(_PAGE))
        self.view.setMinimumHeight(theme.px(_HEIGHT // 2))
        across = in_row(None, scroll, (self.view, 1), gap=16)
        # Beside the button it is about, and never scrolled out of sight.
        below = in_row(None, (effect, 1), self._buttons, gap=16, edge=0)
        in_column(self, (across, 1), below, gap=12, edge=16)
        self.resize(theme.px(_FORM + _PAGE + 48), theme.px(_HEIGHT))

    def _fields(self) -> tuple[Field, ...]:
        days = DayWords(self._session, lambda: None)
        answer, measure, said = LongText(), LongText(), LongText()
        answer.setFixedHeight(theme.px(_LONG))
        for each in (measure, said):
            each.grow(*_LINES)
        form = CheckBox(self.tr("An application form is enclosed"))
        posted = EraDateEdit(days.read(), days.show())
        both = (
            Field("said", self.tr("What was asked, as the letter repeats it"), said),
            Field("posting_day", self.tr("To be posted on"), posted),
        )
        if self._interim:
            until = EraDateEdit(days.read(), days.show())
            return (
                Field("answer", self.tr("How far it is"), answer, needed=True),
                Field("until", self.tr("New reply target"), until, needed=True),
                *both,
            )
        return (
            Field("answer", self.tr("Answer"), answer, needed=True),
            Field("measure", self.tr("What we do about it (optional)"), measure),
            *both,
            Field("form", "", form),
        )

    def _reply(self) -> ReplyDraft:
        values = self.form.values()
        day: date = values["posting_day"] or self._session.today  # type: ignore[assignment] # a day
        return ReplyDraft(
            self._inquiry.id,
            self._inquiry.version,
            day,
            str(values["answer"]).strip(),
            said=str(values["said"]).strip(),
            measure=str(values.get("measure", "")).strip(),
            form=bool(values.get("form")),
            until=values.get("until"),  # type: ignore[arg-type] # a day or none
        )

    def _preview(self) -> None:
        draft, session = self._reply(), self._session
        whole = bool(draft.answer) and not (self._interim and draft.until is None)
        if not whole:
            draft = replace(draft, answer=draft.answer or _DOTS, until=None)
            self._shown = None
        self.view.expect()
        self._show_whether()
        making = partial(replying.preview_reply, draft=draft)
        show = partial(self._show, whole=whole)
        session.runner.submit(self, lambda: making(session.desk), show, self._refuse)

    def _show(self, shown: Preview, *, whole: bool) -> None:
        self._shown = replace(shown) if whole else None
        self._trouble.hide()
        self.view.show_bytes(shown.pages)
        self.view.point_at(() if whole else (_DOTS,))
        self._show_whether()

    def _refuse(self, error: Exception) -> None:
        if not isinstance(error, KnownError):
            raise error
        self._shown = None
        self.view.clear()
        said = messages.error(error, self._session.language)
        self._trouble.say(said.what, said.next)
        self._trouble.show()
        self._show_whether()

    def _show_whether(self) -> None:
        shown = self._shown
        self._do.setEnabled(shown is not None and not self.view.hindrance(shown.pages))
