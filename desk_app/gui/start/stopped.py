# SPDX-License-Identifier: MIT
"""The desk that the gate did not let open: what happened, what is safe, what can be done."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import (
    QStackedWidget,
    QWidget,
)

from desk_app.desk.errors import Cancelled, DamageFound, DiskFull, KnownError, NotADesk
from desk_app.gui import words
from desk_app.gui.kit.display.facts import FactLine
from desk_app.gui.kit.display.notes import NoteFrame
from desk_app.gui.kit.fields.choices import ChoiceBox
from desk_app.gui.kit.fields.fields import PasswordEdit
from desk_app.gui.kit.fields.form import FormArea, LabelledField
from desk_app.gui.kit.files import ChooseFolder
from desk_app.gui.kit.layout import shortcuts
from desk_app.gui.kit.layout.boxes import STRETCH, Space, in_column, in_row, named
from desk_app.gui.kit.layout.buttons import ButtonKind, KeyButton, button_for
from desk_app.gui.kit.layout.shortcuts import Key
from desk_app.gui.kit.look.painting import Mark
from desk_app.gui.kit.look.states import StateIcon, WorkBar
from desk_app.gui.kit.look.text import Text, announce
from desk_app.gui.kit.look.theme import Size
from desk_app.gui.kit.pyside_workarounds.overriding import override
from desk_app.gui.session.entrance import Officer
from desk_app.gui.session.tasks import Book, ProgressWatch
from desk_app.gui.start.sign_in import ClosedSide, DoorPanel, Way, ways
from desk_app.i18n import dates, messages
from desk_app.records.desk.people import Language, Role
from desk_app.records.desk.safekeeping import Repair, Restored, Rung

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desk_app.gui.session.entrance import Entrance
    from desk_app.gui.session.screen import Screen
    from desk_app.gui.session.tasks import Runner
    from desk_app.records.desk.people import User
    from desk_app.records.desk.safekeeping import Backup


_NOT_SIGNED = "backup_not_signed"
"""A backup of before the roster: an officer may take it, told the risk."""


@dataclass(frozen=True, slots=True)
class RescueState:
    """What the page shows.

    ``stop`` is why the desk is closed, nothing where an officer came to restore; ``task`` is what
    is being asked for. ``sure`` says that the question was put once and is put again; ``unsigned``
    that it is asked whether a backup is to be taken that nobody signed. ``result`` is what came of
    it.
    """

    stop: KnownError | None = None
    exit_code: int = 0
    ways: tuple[Way, ...] = ()
    task: Way | None = None
    officers: tuple[User, ...] = ()
    backups: tuple[Backup, ...] = ()
    backup: str = ""
    sure: bool = False
    unsigned: bool = False
    working: bool = False
    done: int = 0
    total: int = 0
    missing: frozenset[str] = frozenset()
    trouble: KnownError | None = None
    result: Restored | Repair | None = None


@dataclass(frozen=True, slots=True)
class TypedRescue:
    """What was typed for a restore or a repair."""

    name: str
    password: str = field(repr=False)
    backup: str = ""
    sheet_key: str = field(default="", repr=False)


class RescueBook(Book[RescueState]):
    """Restores and repairs; `look_again` says that the door shall be tried anew."""

    look_again = Signal()

    def __init__(self, entrance: Entrance, runner: Runner, parent: QObject) -> None:
        super().__init__(RescueState(), parent)
        self._entrance = entrance
        self._runner = runner
        self._watch = ProgressWatch(self._show_progress, self)

    def stopped(self, stop: KnownError) -> None:
        """Show a stop of the gate."""
        code = self._entrance.rescue.exit_code(stop)
        self._show(RescueState(stop, code, ways(stop)))

    def restore(self, backup: str = "") -> None:
        """Begin with a restore: an officer came for it from the open desk."""
        self._show(RescueState())
        self.choose(Way.RESTORE, backup)

    def choose(self, way: Way, backup: str = "") -> None:
        """Begin something; for a restore or a repair, ask who does it."""
        if way is Way.LOOK_AGAIN:
            self.look_again.emit()
        elif way in (Way.REPAIR, Way.RESTORE):
            self._ask(way, backup)

    def look_in(self, folder: Path) -> None:
        """Look for the desk in another folder."""
        self._entrance.rescue.look_in(folder)
        self.look_again.emit()

    def go_back(self) -> None:
        """Leave what is asked for; where nothing stopped, go to the door."""
        if self._state.working:
            self._watch.progress.cancel()
        elif self._state.sure:
            self._show(replace(self._state, sure=False, unsigned=False))
        elif self._state.stop is None or self._state.result is not None:
            self.look_again.emit()
        else:
            self._show(replace(self._state, task=None, trouble=None, missing=frozenset()))

    def go(self, typed: TypedRescue) -> None:
        """Do what was asked for: a restore is asked for twice."""
        state = self._state
        if state.working or state.task is None:
            return
        missing = _missing(typed, state.task)
        if missing:
            self._show(replace(state, missing=missing, trouble=None))
        elif state.task is Way.RESTORE and not state.sure:
            self._show(
                replace(state, sure=True, backup=typed.backup, missing=missing, trouble=None)
            )
        else:
            self._do(state.task, typed)

    def put_away(self) -> None:
        """Stop what is being made: the window closes."""
        self._watch.progress.cancel()

    def _ask(self, way: Way, backup: str) -> None:
        rescue = self._entrance.rescue
        try:
            users = self._entrance.users()
            backups = tuple(reversed(rescue.backups())) if way is Way.RESTORE else ()
        except KnownError as error:
            self._show(replace(self._state, trouble=error))
            return
        officers = tuple(user for user in users if Role.OFFICER in user.roles)
        newest = backups[0].name if backups else ""
        self._show(
            replace(
                self._state,
                task=way,
                officers=officers,
                backups=backups,
                backup=backup or newest,
                sure=False,
                result=None,
                trouble=NotADesk("no_backup") if way is Way.RESTORE and not backups else None,
            )
        )

    def _do(self, task: Way, typed: TypedRescue) -> None:
        progress = self._watch.begin()
        self._show(replace(self._state, working=True, done=0, total=0, trouble=None))
        rescue, by = self._entrance.rescue, Officer(typed.name, typed.password)
        if task is Way.REPAIR:
            self._runner.submit(self, partial(rescue.repair, by), self._done, self._refuse)
        else:
            restore = partial(
                rescue.restore,
                typed.backup,
                typed.sheet_key,
                by,
                progress,
                unsigned=self._state.unsigned,
            )
            self._runner.submit(self, restore, self._done, self._refuse)

    def _show_progress(self, done: int, total: int) -> None:
        self._show(replace(self._state, done=done, total=total))

    def _done(self, result: Restored | Repair) -> None:
        self._watch.stop()
        self._show(replace(self._state, working=False, sure=False, result=result))

    def _refuse(self, error: Exception) -> None:
        self._watch.stop()
        state = replace(self._state, working=False, sure=False, unsigned=False)
        if isinstance(error, Cancelled):
            self._show(state)
        elif isinstance(error, DamageFound) and error.code == _NOT_SIGNED:
            self._show(replace(state, sure=True, unsigned=True))
        elif isinstance(error, KnownError):
            self._show(replace(state, trouble=error))


def _missing(typed: TypedRescue, task: Way) -> frozenset[str]:
    wanted = {"officer": typed.name, "password": typed.password}
    if task is Way.RESTORE:
        wanted |= {"backup": typed.backup, "sheet_key": typed.sheet_key}
    return frozenset(name for name, value in wanted.items() if not value)


class RescueForm(FormArea):
    """Asks once, then once more before anything is replaced; the sheet's key shows dots alone."""

    def __init__(self, book: RescueBook, screen: Screen) -> None:
        super().__init__()
        self._book = book
        self._screen = screen
        self._state = RescueState()
        self._title = Text("", Size.TITLE, bold=True)
        self._why = Text("", wrap=True)
        self._make_fields()
        self._sure = named("sure", NoteFrame("ask"))
        self._trouble = named("trouble", NoteFrame("bad"))
        self._bar = WorkBar()
        self._make_buttons()
        self._lay_out()

    def begin(self) -> None:
        """Empty the secrets and put the cursor where the answer begins."""
        self._sheet_key.clear()
        self._password.clear()
        first = self._sheet_key if self._state.task is Way.RESTORE else self._password
        first.setFocus()

    @override
    def walk(self, *, onward: bool) -> None:
        """Press a button that has the focus; Enter in a field goes to the next."""
        here = self.window().focusWidget()
        if isinstance(here, KeyButton):
            here.click()
        else:
            super().walk(onward=onward)

    def render_state(self, state: RescueState) -> None:
        """Show what is asked for, how far it is, or why it was not done."""
        before, self._state = self._state, state
        restoring = state.task is Way.RESTORE
        self._offer(state)
        for name in ("backup", "sheet_key"):
            self._asked[name].setVisible(restoring)
        settled = state.working or state.sure
        for name, asked in self._asked.items():
            asked.editor.setEnabled(not settled)
            missing = name in state.missing
            asked.body.show_error(self.tr("This is needed.") if missing else "")
        self._title.setText(self._words_of_task())
        self._why.setText(self._reason())
        self._sure.say(*self._question())
        self._sure.setVisible(state.sure and not state.working)
        self._tell(state, before)
        self._bar.setVisible(state.working)
        self._bar.show_share(state.done, state.total)
        self._bar.setAccessibleName(self._title.text())
        self._do.setText(self._words_of_doing())
        self._do.setEnabled(not state.working and (not restoring or bool(state.backups)))
        self._back.setText(self.tr("Stop") if state.working else self.tr("Back"))
        self._back.setEnabled(not state.working or restoring)
        if state.working and not before.working and restoring:
            self._back.setFocus()
        elif state.sure and (state.unsigned or not before.sure) and not state.working:
            self._back.setFocus()
            announce(self, self._sure.accessibleName())
        elif state.trouble is not None and state.trouble is not before.trouble:
            self.begin()

    def _make_fields(self) -> None:
        self._backup, self._officer = ChoiceBox(), ChoiceBox()
        self._sheet_key, self._password = PasswordEdit(), PasswordEdit()
        key = self.tr("Key of its recovery sheet, typed or scanned")
        self._asked = {
            "backup": LabelledField(self.tr("Backup"), self._backup),
            "sheet_key": LabelledField(key, self._sheet_key),
            "officer": LabelledField(self.tr("Officer"), self._officer),
            "password": LabelledField(self.tr("The officer's password"), self._password),
        }
        for name, asked in self._asked.items():
            asked.editor.setObjectName(name)

    def _make_buttons(self) -> None:
        self._do = button_for("do", "", self._go, kind=ButtonKind.MAIN, key=Key.MAIN)
        self._back = button_for("back", "", self._book.go_back, key=Key.CLOSE)
        shortcuts.bind(Key.MAIN, self, self._go)
        shortcuts.bind(Key.CLOSE, self, self._book.go_back)

    def _lay_out(self) -> None:
        fields = (part for each in self._asked.values() for part in (Space(8), each))
        told = (Space(8), self._sure, self._trouble, self._bar, Space(8))
        buttons = in_row(None, self._do, self._back, STRETCH, gap=8)
        head = (self._title, Space(4), self._why)
        in_column(self, *head, *fields, *told, buttons, STRETCH, gap=4, edge=0)

    def _offer(self, state: RescueState) -> None:
        self._officer.set_choices([(user.name, user.name) for user in state.officers])
        if self._officer.value() is None and state.officers:
            self._officer.set_value(state.officers[0].name)
        self._backup.set_choices([(each.name, self._called(each)) for each in state.backups])
        if self._backup.value() is None:
            self._backup.set_value(state.backup)

    def _called(self, backup: Backup) -> str:
        day = dates.full(dates.day_of(backup.made_at), self._screen.language)
        said = self.tr("{day} {time}, sheet {sheet}")
        return said.format(day=day, time=dates.clock(backup.made_at), sheet=backup.sheet)

    def _go(self) -> None:
        if self._do.isEnabled():
            self._book.go(
                TypedRescue(
                    name=str(self._officer.value() or ""),
                    password=self._password.text(),
                    backup=str(self._backup.value() or ""),
                    sheet_key=self._sheet_key.text(),
                )
            )

    def _tell(self, state: RescueState, before: RescueState) -> None:
        self._trouble.setVisible(state.trouble is not None)
        if state.trouble is None:
            return
        self._trouble.say(*words.reason(state.trouble, self._screen.language))
        if state.trouble is not before.trouble:
            announce(self, self._trouble.accessibleName())

    def _words_of_task(self) -> str:
        if self._state.task is Way.REPAIR:
            return self.tr("Repair the database")
        return self.tr("Restore a backup")

    def _words_of_doing(self) -> str:
        if self._state.task is Way.REPAIR:
            return self.tr("Repair")
        if self._state.unsigned:
            return self.tr("Take it all the same")
        return self.tr("Replace") if self._state.sure else self.tr("Restore")

    def _reason(self) -> str:
        if self._state.task is Way.REPAIR:
            return self.tr(
                "The repair works on a copy. The desk is replaced only by a copy that is whole, and"
                " the damaged file is kept. This can take some minutes."
            )
        return self.tr(
            "The backup takes the place of the desk's database. What was entered after it is not in"
            " it. The file of now is kept beside it, passwords stay as they are, and what was"
            " disposed of stays disposed of."
        )

    def _question(self) -> tuple[str, str]:
        chosen = next((b for b in self._state.backups if b.name == self._state.backup), None)
        if chosen is None:
            return "", ""
        if self._state.unsigned:
            return (
                self.tr("Nobody signed this backup. Take it all the same?"),
                self.tr(
                    "Whoever had the recovery sheet's public key could have made it. Find out first"
                    " when and by whom it was made, and where it lay. Nothing was restored yet."
                ),
            )
        known = not chosen.known_by_name
        count = self.tr("It holds %Ln application(s).", "", chosen.applications) if known else ""
        again = self.tr("Everybody signs in again after it.")
        title = self.tr("Replace the desk with the backup of {when}?").format(
            when=self._called(chosen)
        )
        between = " " if known and self._screen.language is not Language.JA else ""
        return title, f"{count}{between}{again}"


class RescueResult(QWidget):
    """Says what was done, what was kept and what is lost, with figures."""

    def __init__(self, book: RescueBook, screen: Screen) -> None:
        super().__init__()
        self._book = book
        self._screen = screen
        self._state = RescueState()
        self._mark = StateIcon(size=Size.TITLE, bold=True)
        self._lines = [Text("", wrap=True) for _ in range(4)]
        self._on = button_for("goOn", "", self._go_on, kind=ButtonKind.MAIN)
        self._on.setAutoDefault(True)
        buttons = in_row(None, self._on, STRETCH)
        in_column(self, self._mark, *self._lines, Space(8), buttons, STRETCH, gap=8, edge=0)

    def take_focus(self) -> None:
        """Put the keys on the way on."""
        self._on.setFocus()

    def render_state(self, state: RescueState) -> None:
        """Show what it came to."""
        self._state = state
        result = state.result
        if result is None:
            return
        if isinstance(result, Restored):
            title, lines = self.tr("The backup was restored"), self._restored(result)
        else:
            title, lines = self._repaired(result)
        failed = isinstance(result, Repair) and not result.done
        self._mark.show_state(Mark.ASK if failed else Mark.OK, title)
        for label, text in zip(self._lines, [*lines, "", "", "", ""], strict=False):
            label.setText(text)
            label.setVisible(bool(text))
        self._on.setText(
            self.tr("Restore the newest good backup") if failed else self.tr("Go on to sign in")
        )

    def _go_on(self) -> None:
        result = self._state.result
        if isinstance(result, Repair) and not result.done:
            self._book.choose(Way.RESTORE)
        else:
            self._book.look_again.emit()

    def _restored(self, result: Restored) -> list[str]:
        day = dates.full(dates.day_of(result.made_at), self._screen.language)
        when = f"{day} {dates.clock(result.made_at)}"
        holds = self.tr("It is as it was on {when}, up to entry {entry} of the journal.").format(
            when=when, entry=f"{result.sequence:,}"
        )
        count = self.tr("It holds %Ln application(s).", "", result.applications)
        maker = self.tr("{name} made and signed it.").format(name=result.made_by)
        signed = maker if result.made_by else self.tr("Nobody signed it.")
        return [holds, signed, count, self._kept(result.kept)]

    def _repaired(self, result: Repair) -> tuple[str, list[str]]:
        rows, title = sum(result.saved.values()), self.tr("The database was repaired")
        match result.rung:
            case Rung.NONE:
                title = self.tr("Nothing is wrong with the database")
                lines = [self.tr("All of it was checked. Nothing was changed.")]
            case Rung.SEARCH:
                lines = [self.tr("The search index was built anew. No entry is lost.")]
            case Rung.REINDEX:
                lines = [self.tr("All indexes were built anew. No entry is lost.")]
            case Rung.ROWS:
                saved = self.tr("%Ln row(s) were taken over.", "", rows)
                lines = [saved, self.tr("No entry is lost.")]
            case _:
                title = self.tr("Only a backup helps")
                lost = self.tr(
                    "At most %Ln row(s) could not be read.", "", sum(result.lost.values())
                )
                saved = self.tr("%Ln row(s) could be read.", "", rows)
                lines = [saved, lost, self._salvaged(result.salvaged)]
        return title, [*lines, self._kept(result.kept)]

    def _kept(self, name: str) -> str:
        return self.tr("The file of before is kept as {name}.").format(name=name) if name else ""

    def _salvaged(self, name: str) -> str:
        if not name:
            return ""
        return self.tr("What could be read is kept, encrypted, as {name}.").format(name=name)


_PANEL, _FACTS = 480, 720
_ICONS = {
    Way.LOOK_AGAIN: "history",
    Way.REPAIR: "settings",
    Way.RESTORE: "backup",
    Way.OTHER_FOLDER: "search",
}


class StartupStopped(QWidget):
    """Facts at the left, what the program can do at the right; nothing of any applicant."""

    manual_wanted = Signal()

    def __init__(self, book: RescueBook, entrance: Entrance, screen: Screen) -> None:
        super().__init__()
        self._entrance = entrance
        self._screen = screen
        self._side = ClosedSide(_FACTS)
        self._side.below.setText(
            self.tr(
                "Nobody sees applicants' data here. The exit code is for the log of whoever looks"
                " after this computer."
            )
        )
        self.book = book
        book.state_changed.connect(self.render_state)
        names = {
            Way.LOOK_AGAIN: self.tr("Look again"),
            Way.REPAIR: self.tr("Repair the database"),
            Way.RESTORE: self.tr("Restore the newest good backup"),
            Way.OTHER_FOLDER: self.tr("Choose another folder"),
        }
        self._buttons = {way: KeyButton(names[way], icon=_ICONS[way]) for way in Way}
        for way, button in self._buttons.items():
            button.setObjectName(way.value)
            button.clicked.connect(partial(self._choose, way))
        self._form = RescueForm(book, screen)
        self._result = RescueResult(book, screen)
        in_row(self, (self._side, 1), self._panel(), gap=0, edge=0)
        self._show_time()
        self.render_state(book.state)

    def show_stop(self, stop: KnownError) -> None:
        """Show why the desk does not open."""
        self.book.stopped(stop)
        self._show_time()
        announce(self, messages.error(stop, self._screen.language).what)
        self.take_focus()

    def show_restore(self, backup: str) -> None:
        """Ask for a restore right away: an officer came for it from the open desk."""
        self.book.restore(backup)
        self._show_time()
        self.take_focus()

    def put_away(self) -> None:
        """Stop what is being made."""
        self.book.put_away()

    def render_state(self, state: RescueState) -> None:
        """Show the stop with its ways, what is asked for, or what came of it."""
        before = self._stack.currentWidget()
        self._side.facts.show_facts(self._fact_lines(state))
        self._side.head.setText(self._headline(state))
        self._offer(state.ways)
        self._how.setText(self._words_of_ways(state.ways))
        self._form.render_state(state)
        self._result.render_state(state)
        shown: QWidget = self._choice
        if state.result is not None and state.task is not None and not state.working:
            shown = self._result
        elif state.task is not None:
            shown = self._form
        self._stack.setCurrentWidget(shown)
        if shown is not before:
            self.take_focus()

    def _panel(self) -> QWidget:
        panel = DoorPanel(_PANEL)
        self._choice = QWidget()
        self._how = Text("", tone="text2", wrap=True)
        head = Text(self.tr("What the program can do"), Size.TITLE, bold=True)
        self._ways = in_column(None, gap=8)
        parts = (head, self._how, Space(16), self._ways, STRETCH)
        in_column(self._choice, *parts, gap=8, edge=0)
        self._stack = QStackedWidget()
        for page in (self._choice, self._form, self._result):
            self._stack.addWidget(page)
        panel.column.addWidget(self._stack, 1)
        names = ("stopLanguage", "stopManual", "stopQuit")
        panel.add_foot(self, self._screen, self.manual_wanted, names)
        return panel

    def _offer(self, ways: Sequence[Way]) -> None:
        """Show a button for each way, the best first."""
        for place, way in enumerate((*ways, *(way for way in Way if way not in ways))):
            button = self._buttons[way]
            self._ways.insertWidget(place, button)
            button.setVisible(way in ways)
            button.set_kind(ButtonKind.PLAIN if place else ButtonKind.MAIN)

    def take_focus(self) -> None:
        """Give the keys to what is shown."""
        shown = self._stack.currentWidget()
        if shown is self._form:
            self._form.begin()
        elif shown is self._result:
            self._result.take_focus()
        else:
            ways = self.book.state.ways
            if ways:
                self._buttons[ways[0]].setFocus()

    def _choose(self, way: Way) -> None:
        if way is not Way.OTHER_FOLDER:
            self.book.choose(way)
            return
        dialog = ChooseFolder(Path.home(), self)
        dialog.setWindowTitle(self.tr("Folder of the desk"))
        dialog.fileSelected.connect(self._look_in)
        dialog.open()

    def _look_in(self, folder: str) -> None:
        self.book.look_in(Path(folder))

    def _headline(self, state: RescueState) -> str:
        if state.result is not None or state.stop is None:
            return self.tr("The desk is closed")
        return self.tr("The desk was not opened")

    def _fact_lines(self, state: RescueState) -> list[FactLine]:
        if state.result is not None:
            kept = self.tr("The file of before is kept in the folder of the desk.")
            same = self.tr("The file that was there is as it was.")
            safe = kept if state.result.kept else same
            done = self.tr("Closed; the result is at the right")
            return self._closed_lines(done, safe, self.tr("Go on with the button at the right."))
        if state.stop is None:
            back = self.tr("Restore the backup, or go back to sign in as before.")
            same = self.tr("Nothing was changed yet.")
            return self._closed_lines(self.tr("Closed for a restore"), same, back)
        said = messages.error(_of_the_desk(state.stop), self._screen.language)
        return [
            FactLine("miss", self.tr("What happened"), said.what, "bad"),
            FactLine("check", self.tr("Safe"), said.safe, "ok"),
            FactLine("arrow", self.tr("Next"), said.next),
            FactLine("info", self.tr("Exit code"), str(state.exit_code)),
        ]

    def _closed_lines(self, state: str, safe: str, after: str) -> list[FactLine]:
        return [
            FactLine("lock", self.tr("State"), state),
            FactLine("check", self.tr("Safe"), safe, "ok"),
            FactLine("arrow", self.tr("Next"), after),
        ]

    def _words_of_ways(self, ways: Sequence[Way]) -> str:
        if Way.REPAIR in ways or Way.RESTORE in ways:
            return self.tr(
                "The first button is the way to begin with. Repair and restore are done by an"
                " officer, and keep the file that is there."
            )
        return self.tr("Do what stands at the left under Next, then look again.")

    def _show_time(self) -> None:
        self._side.show_time(self._entrance.now(), self._screen.language)


def _of_the_desk(stop: KnownError) -> KnownError:
    """Return a stop as it is told where nothing was typed yet that could be saved."""
    plain = isinstance(stop, DiskFull) and not stop.says_what
    return DiskFull("desk_not_written") if plain else stop
