# SPDX-License-Identifier: MIT
"""The letters page at work: the queue, the letter looked at, printed, saved, and its questions."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desk_app.desk.context import Changes, Kind
from desk_app.desk.errors import KnownError
from desk_app.desk.inquiries import sending
from desk_app.desk.rows import LetterOrder
from desk_app.gui.case.finding import is_found
from desk_app.gui.case.inquiries import ReplyQuestions
from desk_app.gui.case.letters import (
    LetterQuestions,
    Looked,
    Owed,
    Plan,
    QueuedLetter,
    Stage,
    StoppedLetters,
    Wanted,
    look,
    queue,
)
from desk_app.gui.printing.letters import LetterPrinting
from desk_app.gui.printing.own_pages import OwnSaving, write_whole
from desk_app.i18n import messages
from desk_app.records.base import ApplicationId, LetterId

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from desk_app.desk.context import Desk
    from desk_app.desk.letters.corresponding import LetterDraft
    from desk_app.gui.asking import Question
    from desk_app.gui.printing.spooler import Printing
    from desk_app.gui.session.session import Session
    from desk_app.records.case.history import Letter, Posting
    from desk_app.rules.work_codes import Refusal


_TOO_LONG = "address_too_long"
"""The code of the trouble that a label is the way out of."""


@dataclass(frozen=True, slots=True)
class LettersState:
    """What the page shows; ``text`` narrows the queue down, ``order`` is that of each stage.

    ``stopped`` says of the issued letters looked into so far why they go nowhere, of those that do.
    ``looked`` is the letter that is ``current`` and no other; nothing until its pages are there.
    """

    entries: tuple[QueuedLetter, ...] = ()
    text: str = ""
    order: LetterOrder = field(default_factory=LetterOrder)
    current: Owed | LetterId | None = None
    looked: Looked | None = None
    stopped: Mapping[LetterId, Refusal] = field(default_factory=dict)

    @property
    def shown(self) -> tuple[QueuedLetter, ...]:
        """The letters that match what is searched for."""
        return tuple(filter(self._matches, self.entries))

    @property
    def entry(self) -> QueuedLetter | None:
        """The letter looked at."""
        return next((each for each in self.entries if each.key == self.current), None)

    def at(self, stage: Stage) -> tuple[QueuedLetter, ...]:
        """Return the letters of a stage that match."""
        return tuple(e for e in self.entries if e.stage is stage and self._matches(e))

    def _matches(self, entry: QueuedLetter) -> bool:
        told = (entry.name, entry.principal, entry.receipt_number, entry.number)
        return is_found(self.text, told)


class LettersBook(QObject):
    """Says `state_changed`; `looked_at` when the pages of a letter are there, or not any more.

    ``unread`` carries why a letter cannot be looked at.
    """

    state_changed = Signal(object)
    looked_at = Signal(object)
    unread = Signal(object)

    def __init__(self, session: Session, printing: Printing, parent: QObject) -> None:
        super().__init__(parent)
        self.session = session
        self.printing = printing
        self.questions = LetterQuestions(session, self)
        self.replies = ReplyQuestions(session, self)
        self.sending = LetterPrinting(session, printing, self)
        self.sending.failed.connect(self.read_again)
        self.saving = OwnSaving(session, self)
        self.stopped = StoppedLetters(session, self)
        self.stopped.changed.connect(self._take_stopped)
        self._state = LettersState()
        self._wanted: object | None = None
        self._plan = Plan()
        self._asked = False
        session.hub.listen(self._changed)

    @property
    def state(self) -> LettersState:
        """What the page shows now."""
        return self._state

    def open(self, thing: object | None) -> None:
        """Read the queue; go to a letter, to one that is owed, or to an application's first."""
        self._wanted = thing if thing is not None else self._state.current
        self._plan = Plan()
        self.read_again()

    def read_again(self) -> None:
        """Read the queue once more; the letter looked at stays where it still is."""
        self._asked = True
        asked, order = self._asked_for(), self._state.order
        self.session.ask(self, "queue", lambda desk: queue(desk, asked, order), self._take)

    def narrow(self, text: str) -> None:
        """Show the letters that match."""
        self._show(replace(self._state, text=text))

    def sort(self, order: LetterOrder) -> None:
        """Show the letters of each stage in another order."""
        self._wanted = self._state.current
        self._state = replace(self._state, order=order)
        self.read_again()

    def judge(self, keys: Sequence[object]) -> None:
        """Ask of the letters in sight that were issued and not posted whether they may go."""
        stages = (Stage.TO_PRINT, Stage.TO_POST)
        waiting = _issued([each for each in self._state.entries if each.stage in stages])
        self.stopped.judge([each for each in waiting if each[1] in keys])

    def look_at(self, key: object) -> None:
        """Look at a letter of the queue; the one before is not looked at from then on."""
        entry = next((each for each in self._state.entries if each.key == key), None)
        if entry is None:
            return
        self._go_to(entry.key)
        self._read_pages(entry)

    def plan(self, posting_day: date, target: date | None) -> None:
        """Make the letter that is not issued yet for another posting day."""
        self._go_by(replace(self._plan, posting_day=posting_day, target=target))

    def draft(self) -> LetterDraft | None:
        """Return the letter looked at as it would be issued, where it is not issued yet."""
        return None if self._state.looked is None else self._state.looked.draft

    def is_labelled(self) -> bool:
        """Say whether the letter that is not issued yet is to go under a label."""
        return (draft := self.draft()) is not None and draft.labelled

    def needs_label(self) -> bool:
        """Say whether the letter cannot be made because its address is too long for a window."""
        looked = self._state.looked
        trouble = None if looked is None else looked.trouble
        return trouble is not None and trouble.code == _TOO_LONG

    def label(self) -> None:
        """Make the letter go under a label, or through a window again."""
        self._go_by(replace(self._plan, labelled=not self._plan.labelled))

    def letter(self) -> Letter | None:
        """Return the issued letter that is looked at."""
        return None if self._state.looked is None else self._state.looked.letter

    def why_held(self, keys: Sequence[object]) -> str:
        """Say why letters can be neither printed nor posted; nothing where one of them may go."""
        reasons = [self._state.stopped.get(LetterId(key)) for key in keys if isinstance(key, str)]
        held = [each for each in reasons if each is not None]
        if not held or len(held) < len(keys):
            return ""
        return messages.refusal(held[0].value, {}, self.session.language)

    def may_issue(self) -> bool:
        """Say whether the letter looked at can be issued, or may be once its pages are there."""
        looked = self._state.looked
        if looked is None:
            return self.awaits(Stage.TO_ISSUE)
        return looked.draft is not None and looked.facts is not None

    def awaits(self, *stages: Stage) -> bool:
        """Say whether the pages of a letter that is so far are still to come."""
        entry = self._state.entry
        return self._state.looked is None and entry is not None and entry.stage in stages

    def issue_question(self, shown: str) -> Question | None:
        """Ask whether the letter seen is to be issued.

        ``shown`` is the SHA-256 of the bytes whose pages stand drawn: no other letter is issued.
        """
        looked = self._state.looked
        if looked is None or looked.draft is None or looked.facts is None:
            return None
        return self.questions.issue(looked.draft, looked.facts, shown)

    def void_question(self) -> Question | None:
        """Ask why the letter is made void."""
        looked, letter = self._state.looked, self.unposted()
        if looked is None or letter is None:
            return None
        if looked.asked is not None:
            return self.replies.void(looked.asked, letter)
        return None if looked.opened is None else self.questions.void(looked.opened, letter)

    def post_question(self) -> Question | None:
        """Ask how the letter was posted, and what a person put into the envelope."""
        looked, letter = self._state.looked, self.unposted()
        if looked is None or letter is None:
            return None
        if looked.asked is not None:
            return self.replies.post(looked.asked, letter)
        return None if looked.opened is None else self.questions.post(looked.opened, letter)

    def delivered_question(self) -> Question | None:
        """Ask when the envelope was delivered."""
        looked, sent = self._state.looked, self.under_way()
        if looked is None or sent is None:
            return None
        if looked.asked is not None:
            return self.replies.delivered(looked.asked, sent)
        return None if looked.opened is None else self.questions.delivered(looked.opened, sent)

    def came_back_question(self) -> Question | None:
        """Ask when the envelope came back."""
        looked, sent = self._state.looked, self.under_way()
        if looked is None or sent is None:
            return None
        if looked.asked is not None:
            return self.replies.came_back(looked.asked, sent)
        return None if looked.opened is None else self.questions.came_back(looked.opened, sent)

    def print_one(self, printer: str, shown: str, reason: str = "") -> None:
        """Print the letter that is looked at; for a reason, where it was printed before.

        ``shown`` is the SHA-256 of the bytes whose pages stand drawn: nothing else is printed.
        """
        looked = self._state.looked
        if looked is not None and not isinstance(looked.entry.key, Owed):
            self.sending.send(_issued((looked.entry,)), printer, reason, {looked.entry.key: shown})

    def print_chosen(self, keys: Sequence[object], printer: str) -> None:
        """Print the issued ones among the chosen letters."""
        self._print([each for each in self._state.entries if each.key in keys], printer)

    def again_question(
        self, keys: Sequence[object], printer: str, shown: str = ""
    ) -> Question | None:
        """Ask why letters are printed once more; nothing where none of them was printed yet.

        ``shown`` is the SHA-256 of the bytes that stand drawn of a letter printed by itself.
        """
        chosen = [each for each in self._state.entries if each.key in keys]
        printed = any(each.stage in (Stage.TO_POST, Stage.POSTED) for each in chosen)
        letters = _issued(chosen)
        seen = {letter: shown for _, letter in letters} if shown else None
        return self.sending.again_question(letters, printer, seen) if printed else None

    def to_post(self, keys: Sequence[object]) -> list[tuple[ApplicationId, LetterId]]:
        """Return those of the chosen letters that wait to be posted, each with what it is of."""
        return [
            (each.application, LetterId(str(each.key)))
            for each in self._state.at(Stage.TO_POST)
            if each.key in keys
        ]

    def print_all(self, printer: str) -> None:
        """Print every letter that waits for it."""
        self._print(self._state.at(Stage.TO_PRINT), printer)

    def save(self, path: Path, shown: str) -> None:
        """Ask whether the frozen bytes of the letter, read back, go into a file.

        ``shown`` is the SHA-256 of the bytes whose pages stood drawn: nothing else is saved.
        """
        looked, letter = self._state.looked, self.letter()
        if looked is None or letter is None:
            return
        id_ = looked.entry.application

        def write(desk: Desk) -> Changes:
            pages = sending.pages_to_print(desk, id_, letter.id, shown)
            # First the journal, which may refuse: nothing leaves the desk that it does not tell of.
            changes = sending.record_exported(desk, id_, letter.id)
            write_whole(path, pages)
            return changes

        self.saving.ask(path, write, self.tr("The letter is saved as a file."))

    def was_saved(self) -> None:
        """Tell no longer that the letter looked at was not printed: it stands in a file now."""
        letter = self.letter()
        if letter is not None:
            self.sending.out_of(letter.id)

    def _asked_for(self) -> Wanted:
        """Return what the page was opened with: ids of cases are numbers, of letters text."""
        match self._wanted:
            case Owed() as owed:
                return owed
            case str() as letter:
                return LetterId(letter)
            case int() as case:
                return ApplicationId(case)
            case _:
                return None

    def unposted(self) -> Letter | None:
        """Return the letter looked at, where it was issued and not posted."""
        letter = self.letter()
        return None if letter is None or letter.void or letter.posting is not None else letter

    def under_way(self) -> Posting | None:
        """Return the envelope of the letter looked at, where nothing is known of it since."""
        sent = None if self._state.looked is None else self._state.looked.sent
        return None if sent is None or sent.delivered_on or sent.came_back_on else sent

    def _print(self, entries: Sequence[QueuedLetter], printer: str) -> None:
        """Send the issued ones among these letters to the printer, those that may go of several."""
        self.stopped.send_others(_issued(entries), partial(self.sending.send, printer=printer))

    def _take_stopped(self, stopped: Mapping[LetterId, Refusal]) -> None:
        self._show(replace(self._state, stopped=stopped))

    def _read_pages(self, entry: QueuedLetter) -> None:
        plan = self._plan
        self.session.ask(
            self, "pages", lambda desk: _looked(desk, entry, plan), partial(self._take_pages, entry)
        )

    def _go_by(self, plan: Plan) -> None:
        self._plan = plan
        entry = self._state.entry
        if entry is not None:
            # The pages that are there are those of the former plan.
            self._show(replace(self._state, looked=None))
            self.looked_at.emit(None)
            self._read_pages(entry)

    def _go_to(self, key: Owed | LetterId | None) -> None:
        """Make a letter the current one; of any other nothing is shown from then on."""
        another = key != self._state.current
        if another:
            self._plan = Plan()
        looked = None if another else self._state.looked
        self._show(replace(self._state, current=key, looked=looked))
        if looked is None:
            self.looked_at.emit(None)

    def _take(self, entries: tuple[QueuedLetter, ...]) -> None:
        self._state = replace(self._state, entries=entries)
        self.stopped.begin_anew()
        key = self._key(entries)
        self._wanted = None
        self._go_to(key)
        entry = self._state.entry
        if entry is not None:
            self._read_pages(entry)

    def _key(self, entries: tuple[QueuedLetter, ...]) -> Owed | LetterId | None:
        """Return what is to be looked at: what was asked for, what was, or the first.

        Of an application that is its first letter; of what was owed and is issued by now, too.
        """
        wanted = self._wanted
        case = wanted.application if isinstance(wanted, Owed) else wanted
        itself = [each.key for each in entries if each.key == wanted]
        of_application = [each.key for each in entries if each.application == case]
        as_before = [each.key for each in entries if each.key == self._state.current]
        every = (each.key for each in entries)
        return next(iter((*itself, *of_application, *as_before, *every)), None)

    def _take_pages(self, entry: QueuedLetter, looked: Looked | KnownError) -> None:
        if entry.key != self._state.current:
            return
        if isinstance(looked, KnownError):
            self._show(replace(self._state, looked=None))
            self.unread.emit(looked)
        else:
            self._state = replace(self._state, looked=looked)
            self.looked_at.emit(looked)

    def _show(self, state: LettersState) -> None:
        self._state = state
        self.state_changed.emit(state)

    def _changed(self, changes: Changes, _initiator: QObject | None) -> None:
        kinds = (Kind.LETTER, Kind.APPLICATION, Kind.INQUIRY)
        if self._asked and any(changes.ids(kind) for kind in kinds):
            current = self._state.current
            if isinstance(current, Owed):
                issued = changes.ids(Kind.LETTER)
                self._wanted = LetterId(str(next(iter(issued)))) if issued else current
            self.read_again()


def _looked(desk: Desk, entry: QueuedLetter, plan: Plan) -> Looked | KnownError:
    """Look at a letter; what keeps it from being read is an answer too: the page waits for one."""
    try:
        return look(desk, entry, plan)
    except KnownError as error:
        return error


def _issued(entries: Sequence[QueuedLetter]) -> list[tuple[ApplicationId, LetterId]]:
    """Return the letters that are issued and not void."""
    return [
        (each.application, LetterId(str(each.key)))
        for each in entries
        if not isinstance(each.key, Owed) and each.stage is not Stage.VOID
    ]
