# SPDX-License-Identifier: MIT
"""Letters: the page itself as it will print, issued, printed, saved, posted, delivered (F1, F2)."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from desk_app.gui import printing, shortcuts
from desk_app.gui.dialogs.ask import Ask
from desk_app.gui.dialogs.posting_day import PostingDay
from desk_app.gui.dialogs.print_jobs import PrintJobsDialog
from desk_app.gui.dialogs.save_pdf import SavePdf, documents
from desk_app.gui.overriding import override
from desk_app.gui.presenters.letters import LettersPresenter
from desk_app.gui.presenters.letters_read import Stage
from desk_app.gui.presenters.many import Many
from desk_app.gui.shortcuts import Key
from desk_app.gui.views.letters_page import LetterPage
from desk_app.gui.views.letters_queue import QUEUE, LettersQueue
from desk_app.gui.views.section import SectionView
from desk_app.gui.widgets.actions import ActionLine, ActionTable
from desk_app.gui.widgets.buttons import ButtonKind, KeyButton
from desk_app.gui.widgets.remembered import WHOLE, Divided
from desk_app.gui.widgets.tab_order import in_reading_order
from desk_app.gui.widgets.title_bar import TitleBar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from desk_app.gui.presenters.letters import LettersState
    from desk_app.gui.presenters.letters_read import Looked
    from desk_app.gui.presenters.question import Question
    from desk_app.gui.printing import Printing
    from desk_app.gui.workplace import Workplace


class LettersView(SectionView):
    """The queue at left, the page at right; the blue button does what comes next."""

    def __init__(
        self,
        work: Workplace,
        parent: QWidget | None = None,
        printers: Printing | None = None,
    ) -> None:
        super().__init__(work, parent)
        self.presenter = LettersPresenter(work, printers or printing.system(), self)
        self.presenter.state_changed.connect(self._show)
        self.presenter.looked_at.connect(self._show_letter)
        self.presenter.printed.connect(self._printed)
        self.presenter.saving.asked.connect(self._ask_to_save)
        self._many = Many(work, self)
        self._many.asked.connect(self._ask_many)
        self.queue = LettersQueue(work)
        self.queue.wanted.connect(self.presenter.look_at)
        self.queue.opened.connect(self._open_application)
        self.queue.searched.connect(self.presenter.narrow)
        self.queue.sorted_by.connect(self.presenter.sort)
        self.page = LetterPage(work)
        self.page.plan_wanted.connect(self._plan)
        self.presenter.unread.connect(self.page.show_trouble)
        self.queue.page_wanted.connect(self.page.view.go_on)
        self.queue.printers_shown.connect(self._refresh)
        self.doing = ActionTable(self._lines(), self)
        self.actions_here = self.doing
        self._folder: Path | None = None
        self._title = TitleBar()
        self._save_too = self.doing.button("savePdf")
        self._more = KeyButton(self.tr("More"), icon="down")
        self._more.setObjectName("moreLetters")
        self._more.clicked.connect(self._open_more)
        self._menu = QMenu(self)
        self.doing.fill(self._menu, "letter")
        self._lay_out()
        self._show(self.presenter.state)

    @override
    def open_thing(self, thing: object | None) -> None:
        self.work.runner.submit(self, self.presenter.printing.printers, self.queue.show_printers)
        self.presenter.open(thing)
        self.queue.take_focus()

    @override
    def here(self) -> object | None:
        return self.presenter.state.current

    @override
    def read_again(self) -> None:
        self.presenter.read_again()

    @override
    def to_search(self) -> None:
        self.queue.search.take_focus()

    @override
    def keys(self) -> Sequence[tuple[str, str]]:
        if self.presenter.state.entry is None:
            return ()
        found = [("↑ ↓", self.tr("letter")), ("Shift+↑ ↓", self.tr("choose several"))]
        if self.page.view.pages():
            found.append(("PgUp PgDn", self.tr("page")))
        if self._next_name():
            found.append((shortcuts.label(Key.MAIN), self.tr("next step")))
        if self._may_print():
            found.append((shortcuts.label(Key.PRINT), self.tr("print")))
        return (*found, (shortcuts.ENTER, self.tr("open the application")))

    def ask(self, question: Question | None) -> None:
        """Put a question, where there is one; what it changes is read again by itself."""
        if question is not None:
            Ask(self.work, question, self).begin()

    def _lines(self) -> list[ActionLine]:
        presenter = self.presenter
        return [
            ActionLine("next", self.tr("Next step"), self._next, Key.MAIN),
            self._line("issue", self.tr("Issue"), self._issue, Key.ISSUE, presenter.may_issue),
            self._line(
                "labelled",
                self._word_of_label(),
                presenter.label,
                None,
                lambda: presenter.draft() is not None,
            ),
            self._line("print", self.tr("Print"), self._print, Key.PRINT, self._may_print),
            self._line(
                "printAll",
                self.tr("Print all"),
                lambda: presenter.print_all(self._printer()),
                Key.PRINT_ALL,
                lambda: bool(presenter.state.at(Stage.TO_PRINT)),
            ),
            ActionLine("printJobs", self.tr("What was printed"), self.show_jobs, menu="letter"),
            self._line(
                "savePdf",
                self.tr("Save as PDF"),
                self._save,
                Key.SAVE_PDF,
                lambda: presenter.letter() is not None or presenter.awaits(*_ISSUED),
            ),
            self._line(
                "post",
                self.tr("Record the posting alone"),
                self._post,
                Key.TRACKING_NUMBER,
                lambda: presenter.post_question() is not None,
            ),
            self._line(
                "toPost",
                self.tr("To the post page"),
                self._to_post,
                None,
                lambda: presenter.post_question() is not None,
            ),
            self._line(
                "delivered",
                self.tr("Record the delivery"),
                lambda: self.ask(presenter.delivered_question()),
                None,
                lambda: presenter.delivered_question() is not None,
            ),
            self._line(
                "cameBack",
                self.tr("Record a returned letter"),
                lambda: self.ask(presenter.came_back_question()),
                Key.CAME_BACK,
                lambda: presenter.came_back_question() is not None,
            ),
            self._line(
                "void",
                self.tr("Make void"),
                lambda: self.ask(presenter.void_question()),
                None,
                lambda: presenter.void_question() is not None,
            ),
            ActionLine(
                "zoomIn", self.tr("Enlarge the letter"), self.page.zoom_in, Key.ZOOM_IN, menu="view"
            ),
            ActionLine(
                "zoomOut",
                self.tr("Reduce the letter"),
                self.page.zoom_out,
                Key.ZOOM_OUT,
                menu="view",
            ),
        ]

    def _line(
        self,
        name: str,
        text: str,
        slot: Callable[[], None],
        key: Key | None,
        enabled: Callable[[], bool],
    ) -> ActionLine:
        return ActionLine(name, text, slot, key, _ICONS.get(name, ""), "letter", enabled=enabled)

    def _lay_out(self) -> None:
        self.queue.seen.connect(self.presenter.judge)
        self._title.add_button(self._save_too)
        self._title.add_button(self.doing.button("printAll"))
        self._title.add_button(self._more)
        self._title.add_button(self.doing.button("next", ButtonKind.MAIN))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._title)
        parts = ((self.queue, QUEUE), (self.page, WHOLE))
        self._body = Divided("letters", self.work.screen, 1, parts, parent=self)
        self._body.name_parts(self.tr("Parts of this page"), self.tr("List"), self.tr("Letter"))
        # From the list to the letter it names; printer and zoom are asked for less often.
        in_reading_order((self.queue.list, self.page.view))
        column.addWidget(self._body, 1)

    def _show(self, state: LettersState) -> None:
        waiting = len(state.at(Stage.TO_ISSUE)) + len(state.at(Stage.TO_PRINT))
        waiting += len(state.at(Stage.TO_POST))
        self._title.say(self.tr("Letters"), self.tr("%n waiting", "", waiting))
        self.queue.show_state(state)
        self.count_changed.emit(waiting)
        self._refresh()

    def _show_letter(self, looked: Looked | None) -> None:
        current = self.presenter.state.current
        if looked is None and current is not None:
            self.page.expect(current)
        else:
            self.page.show_letter(looked, self.presenter.letter())
        self._refresh()
        self.keys_changed.emit()

    def _issue(self) -> None:
        if shown := self.page.in_sight(self.presenter.state.looked):
            self.ask(self.presenter.issue_question(shown))

    def _refresh(self) -> None:
        self.doing.refresh()
        self.doing["labelled"].setText(self._word_of_label())
        name = self._next_name()
        self.doing["next"].setVisible(bool(name))
        if name:
            self.doing["next"].setText(self.doing[name].text())
        self._save_too.setVisible(name != "savePdf")

    def _next_name(self) -> str:
        """Return the action that comes next for the letter looked at."""
        entry = self.presenter.state.entry
        if entry is None:
            return ""
        name = _NEXT.get(entry.stage, "")
        if name == "issue" and self.presenter.needs_label():
            name = "labelled"
        elif name == "print" and self.queue.has_no_printer:
            # Where the system knows no printer, the page saved as PDF is the way to paper.
            name = "savePdf"
        return name if name and self.doing[name].isEnabled() else ""

    def _next(self) -> None:
        if name := self._next_name():
            self.doing[name].trigger()

    def _print(self) -> None:
        chosen = self.queue.chosen()
        if len(chosen) > 1:
            keys, shown = chosen, ""
        elif shown := self.page.in_sight(self.presenter.state.looked):
            keys = (self.presenter.state.current,)
        else:
            return
        question = self.presenter.again_question(keys, self._printer(), shown)
        if question is not None:
            dialog = Ask(self.work, question, self)
            dialog.accepted.connect(self.presenter.again.send)
            dialog.begin()
        elif len(chosen) > 1:
            self.presenter.print_chosen(chosen, self._printer())
        else:
            self.presenter.print_one(self._printer(), shown)

    def show_jobs(self) -> None:
        """Show what was printed and what was not."""
        presenter = self.presenter
        PrintJobsDialog(self.work, presenter.printing, presenter.sending, self).begin()

    def _post(self) -> None:
        chosen = self.presenter.to_post(self.queue.chosen())
        if len(chosen) > 1:
            self._many.ask_posting(chosen)
        else:
            self.ask(self.presenter.post_question())

    def _to_post(self) -> None:
        """Go to the envelope of the letter: its postage, its stamps, its slip."""
        letter = self.presenter.letter()
        if letter is not None:
            self.work.open_post.emit(letter.id)

    def _ask_many(self, question: Question) -> None:
        dialog = Ask(self.work, question, self)
        dialog.accepted.connect(self._many.tell_refused)
        dialog.begin()

    def _word_of_label(self) -> str:
        if self.presenter.is_labelled():
            return self.tr("Send it in a window envelope")
        return self.tr("Send it under a label")

    def _may_print(self) -> bool:
        letter = self.presenter.letter()
        return self.presenter.awaits(*_ISSUED) or (letter is not None and not letter.void)

    def _printer(self) -> str:
        return str(self.queue.printer.value() or "")

    def _plan(self) -> None:
        looked = self.presenter.state.looked
        if looked is not None and looked.draft is not None:
            dialog = PostingDay(self.work, looked.draft, self)
            dialog.planned.connect(self.presenter.plan)
            dialog.open()

    def _save(self) -> None:
        entry, shown = self.presenter.state.entry, self.page.in_sight(self.presenter.state.looked)
        if entry is None or not shown:
            return
        # A file's name tells the number and the kind of letter, never a person.
        name = f"{entry.receipt_number}-{entry.kind.value}.pdf"
        dialog = SavePdf(self._folder or documents(), name, self)
        dialog.fileSelected.connect(partial(self.save_to, shown=shown))
        dialog.open()

    def save_to(self, path: str, shown: str) -> None:
        """Save the frozen bytes that stood drawn; the next file is offered the same folder."""
        self._folder = Path(path).parent
        self.presenter.save(Path(path), shown)

    def _ask_to_save(self, question: Question) -> None:
        dialog = Ask(self.work, question, self)
        dialog.accepted.connect(self.presenter.was_saved)
        dialog.begin()

    def _printed(self, count: int) -> None:
        sent = self.tr("%n letter(s) sent to the printer.", "", count)
        self.work.said.emit(f"{sent} {self.presenter.stopped.told_once()}".strip())

    def _open_application(self) -> None:
        entry = self.presenter.state.entry
        if entry is not None:
            self.work.open_application.emit(entry.application)

    def _open_more(self) -> None:
        self._menu.popup(self._more.mapToGlobal(QPoint(0, self._more.height())))


_ICONS = {
    "issue": "issue",
    "print": "print",
    "printAll": "printall",
    "savePdf": "pdf",
    "post": "post",
    "cameBack": "back",
    "delivered": "check",
}
_ISSUED = (Stage.TO_PRINT, Stage.TO_POST, Stage.POSTED)
_NEXT = {
    Stage.TO_ISSUE: "issue",
    Stage.TO_PRINT: "print",
    Stage.TO_POST: "toPost",
    Stage.POSTED: "delivered",
}
