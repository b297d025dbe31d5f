# SPDX-License-Identifier: MIT
"""The sentences of the letters: found, written anew in both languages, seen on the letters."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desk_app.desk import wordings
from desk_app.desk.changes import Changes, Kind
from desk_app.desk.errors import KnownError
from desk_app.desk.wordings import WordingDraft
from desk_app.gui.presenters.wording_begun import BegunWords
from desk_app.gui.presenters.wording_shown import LettersSaying
from desk_app.records.people import Language
from desk_app.records.wording import Words
from desk_app.rules.terms import Duty
from desk_app.rules.wording.notation import said

if TYPE_CHECKING:
    from datetime import date

    from desk_app.desk.context import Desk
    from desk_app.desk.wordings import SentenceLine
    from desk_app.gui.presenters.wording_shown import Seen
    from desk_app.gui.workplace import Workplace
    from desk_app.records.letters import LetterFacts
    from desk_app.rules.wording.faults import WordingFault


@dataclass(frozen=True, slots=True)
class WordingState:
    """The sentences that were asked for, the chosen one, and what is written in its place.

    ``shown`` are the sample letters that say it, set with what is written; ``at`` is the one in
    sight with its ``pages``, or the ``trouble`` that stops it. ``looked`` says that faults and
    letters are of what is written now, ``stopped`` that a person stopped the search for them.
    """

    lines: tuple[SentenceLine, ...] = ()
    chosen: SentenceLine | None = None
    draft: WordingDraft | None = None
    faults: tuple[WordingFault, ...] = ()
    looked: bool = False
    shown: tuple[LetterFacts, ...] = ()
    at: int = 0
    pages: bytes = b""
    trouble: KnownError | None = None
    stopped: bool = False

    @property
    def changed(self) -> bool:
        """Whether what is written is other than what the sentence says today."""
        if self.chosen is None or self.draft is None:
            return False
        return self.draft.words != spoken(self.chosen.now)


class WordingPresenter(QObject):
    """Says `state_changed`, and `did` with the code of what was done."""

    state_changed = Signal(object)
    counted = Signal()
    did = Signal(str)

    def __init__(self, work: Workplace, parent: QObject) -> None:
        super().__init__(parent)
        self._work = work
        self._allowed = work.may(Duty.APPROVE)
        self._state = WordingState()
        self._every: tuple[SentenceLine, ...] = ()
        self._sought = ""
        self._watched = False
        self._count = 0
        self._begun = BegunWords(work, self)
        self._begun.found.connect(self._go_on)
        self._saying = LettersSaying(work, self)
        self._saying.seen.connect(self._seen)
        work.hub.listen(self._changed)

    @property
    def state(self) -> WordingState:
        """What is shown now."""
        return self._state

    @property
    def count(self) -> int:
        """How many changes wait for whoever is signed in."""
        return self._count

    def watch(self, *, watched: bool) -> None:
        """Read the sentences while somebody looks; else count what waits alone."""
        self._watched = watched
        if watched:
            self.read_again()

    def read_again(self) -> None:
        """Read the sentences, or count what waits."""
        if self._allowed:
            self._work.ask(self, "waiting", wordings.waiting, self._take_count)
        if self._allowed and self._watched:
            self._work.ask(self, "sentences", wordings.sentences, self._take)
            if self._state.stopped:
                self._look()

    def search(self, text: str) -> None:
        """Show the sentences in which a text stands."""
        self._sought = text.strip().casefold()
        self._show(replace(self._state, lines=self._found()))

    def choose(self, place: str | None) -> None:
        """Take a sentence to be read or written; what was written of another is remembered."""
        chosen = next((each for each in self._every if each.sentence.place == place), None)
        state = WordingState(self._state.lines)
        if chosen is not None:
            state = replace(state, chosen=chosen, draft=self._draft_of(chosen))
        self._show(state)
        self._look()

    def write(self, language: Language, text: str) -> None:
        """Take what is written in a language; it is looked at once it rests."""
        draft = self._state.draft
        if draft is None or draft.words.of(language) == text:
            return
        words = draft.words
        words = replace(words, ja=text) if language is Language.JA else replace(words, en=text)
        self._show(replace(self._state, draft=replace(draft, words=words), looked=False))

    def set_day(self, on: date | None) -> None:
        """Take the day from which it shall be said; today where none is given."""
        draft = self._state.draft
        if draft is not None:
            self._show(
                replace(
                    self._state,
                    draft=replace(draft, wanted_from=on or self._work.today),
                    looked=False,
                )
            )
            self._look()

    def rest(self) -> None:
        """Look at what is written: its faults, and the letters that say it; and keep it."""
        if not self._state.looked:
            self._keep()
            self._look()

    def put_back(self) -> None:
        """Write what the program's own sentence says."""
        state = self._state
        if state.chosen is not None and state.draft is not None:
            words = spoken(state.chosen.sentence.words)
            self._show(replace(state, draft=replace(state.draft, words=words), looked=False))
            self.rest()

    def show_letter(self, at: int) -> None:
        """Show another of the letters that say it."""
        if at != self._state.at and 0 <= at < len(self._state.shown):
            self._show(replace(self._state, at=at, pages=b"", trouble=None))
            self._draw()

    def propose(self) -> None:
        """Propose what is written."""
        draft = self._state.draft
        if draft is not None:
            verb = partial(wordings.propose, draft=draft)
            self._work.do(self, verb, lambda _: self._proposed(draft.place))

    def take_back(self) -> None:
        """Take the change back that waits, that is to come, or that the program overtook."""
        chosen = self._state.chosen
        revision = None if chosen is None else chosen.coming or chosen.moved
        if revision is not None:
            verb = partial(wordings.take_back, id_=revision.id)
            self._work.do(self, verb, lambda _: self.did.emit("taken_back"))

    def _proposed(self, place: str) -> None:
        self._begun.forget(place)
        self.did.emit("proposed")

    def _draft_of(self, chosen: SentenceLine) -> WordingDraft:
        """Return what is to come of a sentence, what was begun of it, or what it says."""
        place, coming = chosen.sentence.place, chosen.coming
        if coming is not None:
            return WordingDraft(place, spoken(coming.words), coming.wanted_from)
        begun = self._begun.of(place)
        return begun or WordingDraft(place, spoken(chosen.now), self._work.today)

    def _keep(self) -> None:
        state = self._state
        if state.chosen is None or state.draft is None or state.chosen.coming is not None:
            return
        if state.changed:
            self._begun.keep(state.draft)
        else:
            self._begun.forget(state.draft.place)

    def _go_on(self, place: str) -> None:
        """Show what was begun before, unless something is being written already."""
        if not self._state.changed:
            self.choose(place)

    def _take_count(self, count: int) -> None:
        if count != self._count:
            self._count = count
            self.counted.emit()

    def _take(self, lines: tuple[SentenceLine, ...]) -> None:
        first, self._every = not self._every, lines
        chosen = self._state.chosen
        self._show(replace(self._state, lines=self._found()))
        if first:
            self._begun.read()
        if chosen is None:
            return
        place = chosen.sentence.place
        fresh = next((each for each in lines if each.sentence.place == place), None)
        if fresh != chosen:
            self.choose(place)

    def _found(self) -> tuple[SentenceLine, ...]:
        return tuple(each for each in self._every if self._sought in _searched(each))

    def _look(self) -> None:
        draft = self._state.draft
        if draft is None:
            self._saying.leave()
        else:
            self._show(replace(self._state, stopped=False))
            self._saying.look(draft)

    def _seen(self, draft: WordingDraft, seen: Seen) -> None:
        if draft != self._state.draft:
            return
        if seen.stopped:
            self._show(replace(self._state, shown=(), pages=b"", stopped=True))
            return
        before = self._state
        at = before.at if before.at < len(seen.shown) else 0
        shown = seen.shown or before.shown if seen.faults else seen.shown
        # The pages in sight are of the words before these, or of another letter.
        same = shown[at : at + 1] == before.shown[before.at : before.at + 1]
        self._show(
            replace(
                before,
                faults=seen.faults,
                looked=True,
                shown=shown,
                at=at,
                pages=before.pages if same else b"",
                trouble=seen.trouble,
            )
        )
        if not seen.faults:
            self._draw()

    def _draw(self) -> None:
        state = self._state
        if not state.shown:
            self._show(replace(state, pages=b""))
            return
        facts = state.shown[state.at]
        self._work.ask(
            self, "page", lambda desk: _drawn(desk, facts), partial(self._take_page, facts)
        )

    def _take_page(self, facts: LetterFacts, drawn: bytes | KnownError) -> None:
        state = self._state
        if not state.shown or state.shown[state.at] != facts:
            return
        if isinstance(drawn, KnownError):
            self._show(replace(state, pages=b"", trouble=drawn))
        else:
            self._show(replace(state, pages=drawn, trouble=None))

    def _changed(self, changes: Changes, _initiator: QObject | None) -> None:
        if changes.ids(Kind.WORDING):
            self.read_again()

    def _show(self, state: WordingState) -> None:
        if state != self._state:
            self._state = state
            self.state_changed.emit(state)


def spoken(words: Words) -> Words:
    """Return a sentence as people read and write it."""
    return Words(said(words.ja), said(words.en))


def _searched(line: SentenceLine) -> str:
    words, under = spoken(line.now), line.sentence.under
    parts = (line.sentence.place, under.ja, under.en, words.ja, words.en)
    return "\n".join(parts).casefold()


def _drawn(desk: Desk, facts: LetterFacts) -> bytes | KnownError:
    try:
        return desk.ports.press.render(facts)
    except KnownError as error:
        return error
