# SPDX-License-Identifier: MIT
"""The sentences of the letters: found, written anew in both languages, seen on the letters."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING
from unicodedata import east_asian_width

from PySide6.QtCore import QObject, Signal

from desk_app.desk import reading
from desk_app.desk.applications import intake
from desk_app.desk.context import Changes, Kind
from desk_app.desk.errors import Cancelled, KnownError, NotFound
from desk_app.desk.signed import wordings
from desk_app.desk.signed.wordings import WordingDraft
from desk_app.gui.asking import Question, Weight
from desk_app.gui.kit.pyside_workarounds.overriding import override
from desk_app.gui.pages.settings.wording.reading import (
    ReadAs,
    SentencePiece,
    SentenceVariant,
    SidesTold,
    beginning_of,
    pieces_of,
    sides_of,
    variants_of,
)
from desk_app.gui.session.session import ToldWork
from desk_app.gui.session.tasks import Book, SharedProgress
from desk_app.i18n import dates, messages
from desk_app.records.case.letters import LetterKind, Words
from desk_app.records.desk.people import Language
from desk_app.rules.rulebook.terms import Duty
from desk_app.rules.wording.check import is_whole
from desk_app.rules.wording.notation import begins, conditions, file_of, said, usual_side

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from desk_app.desk.context import Desk
    from desk_app.desk.signed.wordings import SentenceLine, Trial
    from desk_app.gui.session.session import Session
    from desk_app.records.case.letters import LetterFacts, WordingRevision
    from desk_app.rules.wording.check import WordingFault


KEY = "wording"


class BegunWords(QObject):
    """Remembers what was written while the page is there; says `found` with a kept place."""

    found = Signal(str)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._drafts: dict[str, WordingDraft] = {}
        self._kept = ""

    def of(self, place: str) -> WordingDraft | None:
        """Return what was written of a sentence, from today on at the earliest."""
        return self._drafts.get(place)

    def read(self) -> None:
        """Read what was kept before."""
        self._session.ask(self, "begun words", _kept, self._take)

    def keep(self, draft: WordingDraft) -> None:
        """Keep what is written now, if it is anything new."""
        self._drafts[draft.place] = draft
        content = _written(draft)
        if content != self._kept:
            self._kept = content
            self._session.keep_draft(self, KEY, content)

    def forget(self, place: str) -> None:
        """Forget what was written of a sentence: it is proposed, or says what it said."""
        self._drafts.pop(place, None)
        if self._kept and _read(self._kept).place == place:
            self._kept = ""
            self._session.do(self, partial(intake.forget_draft, key=KEY))

    def _take(self, content: str | None) -> None:
        if content is None:
            return
        self._kept = content
        draft = _read(content)
        later = max(draft.wanted_from, self._session.today)
        self._drafts[draft.place] = WordingDraft(draft.place, draft.words, later)
        self.found.emit(draft.place)


def _kept(desk: Desk) -> str | None:
    with reading.cases(desk) as books:
        return books.drafts.get(desk.actor.id, KEY)


def _written(draft: WordingDraft) -> str:
    words = {"ja": draft.words.ja, "en": draft.words.en}
    kept = {"place": draft.place, "from": draft.wanted_from.isoformat(), **words}
    return json.dumps(kept, ensure_ascii=False)


def _read(content: str) -> WordingDraft:
    kept = json.loads(content)
    return WordingDraft(
        kept["place"], Words(kept["ja"], kept["en"]), date.fromisoformat(kept["from"])
    )


@dataclass(frozen=True, slots=True)
class SentenceSeen:
    """What is seen of a sentence as it was typed: its faults, or the letters that say it.

    ``trouble`` is what keeps them from being made; ``stopped`` says that a person did.
    """

    faults: tuple[WordingFault, ...] = ()
    shown: tuple[LetterFacts, ...] = ()
    trouble: KnownError | None = None
    stopped: bool = False


class LettersSaying(QObject):
    """Says `seen` with the draft that was looked at and what was seen of it."""

    seen = Signal(object, object)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._work = ToldWork(session, self._how_far, self)

    def look(self, draft: WordingDraft) -> None:
        """Look at a sentence as it stands now; what is being looked for of another is left."""
        self.leave()
        self._session.ask(
            self, "look", lambda desk: _begun(desk, draft), partial(self._go_on, draft)
        )

    def leave(self) -> None:
        """Look for nothing any more, and tell nobody."""
        self._work.leave()

    def _go_on(self, draft: WordingDraft, begun: Trial | SentenceSeen) -> None:
        if isinstance(begun, SentenceSeen):
            self.seen.emit(draft, begun)
            return
        desk, progress = self._session.desk, self._work.begin()
        self._session.beside.latest(
            self,
            "look",
            lambda: _found(desk, begun, progress),
            partial(self._take, draft, progress),
        )

    def _take(self, draft: WordingDraft, progress: SharedProgress, seen: SentenceSeen) -> None:
        if progress is self._work.progress:
            self._work.end()
            self.seen.emit(draft, seen)

    def _how_far(self, done: int, total: int) -> str:
        words = self.tr("Looking for the letters that say it: {done} of {total}")
        return words.format(done=done, total=total)


def _begun(desk: Desk, draft: WordingDraft) -> Trial | SentenceSeen:
    """Return the faults of what is written, or what letters are to be looked for."""
    try:
        faults = wordings.faults(desk, draft)
        return SentenceSeen(faults) if faults else wordings.trial(desk, draft)
    except NotFound:
        return SentenceSeen()
    except KnownError as error:
        return SentenceSeen(trouble=error)


def _found(desk: Desk, trial: Trial, progress: SharedProgress) -> SentenceSeen:
    try:
        return SentenceSeen(shown=wordings.shown(desk, trial, progress))
    except Cancelled:
        return SentenceSeen(stopped=True)
    except KnownError as error:
        return SentenceSeen(trouble=error)


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


class WordingBook(Book[WordingState]):
    """Says `state_changed`, and `did` with the code of what was done."""

    counted = Signal()
    did = Signal(str)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(WordingState(), parent)
        self._session = session
        self._allowed = session.may(Duty.APPROVE)
        self._every: tuple[SentenceLine, ...] = ()
        self._sought = ""
        self._file: str | None = None
        self._watched = False
        self._count = 0
        self._begun = BegunWords(session, self)
        self._begun.found.connect(self._go_on)
        self._saying = LettersSaying(session, self)
        self._saying.seen.connect(self._seen)
        session.hub.listen(self._changed)

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
            self._session.ask(self, "waiting", wordings.waiting, self._take_count)
        if self._allowed and self._watched:
            self._session.ask(self, "sentences", wordings.sentences, self._take)
            if self._state.stopped:
                self._look()

    @property
    def files(self) -> dict[str, SentenceLine]:
        """The files in which sentences stand, each with its first, in their order."""
        found: dict[str, SentenceLine] = {}
        for line in self._every:
            found.setdefault(file_of(line.sentence.place), line)
        return found

    def search(self, text: str) -> None:
        """Show the sentences in which a text stands."""
        self._sought = text.strip().casefold()
        self._show(replace(self._state, lines=self._found()))

    def narrow(self, file: str | None) -> None:
        """Show the sentences of one letter, and its first; of all where none is named."""
        self._file = file
        self._show(replace(self._state, lines=self._found()))
        lines, chosen = self._state.lines, self._state.chosen
        if lines and chosen not in lines and not self._state.changed:
            self.choose(lines[0].sentence.place)

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
                    draft=replace(draft, wanted_from=on or self._session.today),
                    looked=False,
                )
            )
            self._look()

    def rest(self) -> None:
        """Look at what is written: its faults, and the letters that say it; and keep it."""
        if not self._state.looked:
            self._keep()
            self._look()

    def leave(self) -> None:
        """Forget what is written of the chosen sentence: it says what it says today."""
        state = self._state
        if state.chosen is not None and state.chosen.coming is None and state.changed:
            self._begun.forget(state.chosen.sentence.place)
            self.choose(state.chosen.sentence.place)

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
            self._session.do(self, verb, lambda _: self._proposed(draft.place))

    def take_back(self) -> None:
        """Take the change back that waits, that is to come, or that the program overtook."""
        chosen = self._state.chosen
        revision = None if chosen is None else chosen.coming or chosen.moved
        if revision is not None:
            verb = partial(wordings.take_back, id_=revision.id)
            self._session.do(self, verb, lambda _: self.did.emit("taken_back"))

    def _proposed(self, place: str) -> None:
        self._begun.forget(place)
        self.did.emit("proposed")

    def _draft_of(self, chosen: SentenceLine) -> WordingDraft:
        """Return what is to come of a sentence, what was begun of it, or what it says."""
        place, coming = chosen.sentence.place, chosen.coming
        if coming is not None:
            return WordingDraft(place, spoken(coming.words), coming.wanted_from)
        begun = self._begun.of(place)
        return begun or WordingDraft(place, spoken(chosen.now), self._session.today)

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
        return tuple(
            each
            for each in self._every
            if self._file in {None, file_of(each.sentence.place)}
            and self._sought in _searched(each)
        )

    def _look(self) -> None:
        draft = self._state.draft
        if draft is None:
            self._saying.leave()
        else:
            self._show(replace(self._state, stopped=False))
            self._saying.look(draft)

    def _seen(self, draft: WordingDraft, seen: SentenceSeen) -> None:
        if draft != self._state.draft:
            return
        if seen.stopped:
            self._show(replace(self._state, shown=(), pages=b"", stopped=True))
            return
        before = self._state
        shown = seen.shown or before.shown if seen.faults else seen.shown
        at = before.at if before.shown and before.at < len(shown) else self._first(shown)
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

    def _first(self, shown: Sequence[LetterFacts]) -> int:
        """Return where the first letter stands that says it in the language the clerk reads."""
        own = (at for at, facts in enumerate(shown) if facts.language is self._session.language)
        return next(own, 0)

    def _draw(self) -> None:
        state = self._state
        if not state.shown:
            self._show(replace(state, pages=b""))
            return
        facts = state.shown[state.at]
        self._session.ask(
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

    @override
    def _show(self, state: WordingState) -> None:
        if state != self._state:
            super()._show(state)


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


_NUMBERED = re.compile(r"_\d+$")
_VALUE = re.compile(r"\{[^{}\n]*\}")
_PART = re.compile(r"[\[\]|]")
_OPENS, _NEXT, _CLOSES = "〈", "〉／〈", "〉"
_READ = {"[": _OPENS, "|": _NEXT, "]": _CLOSES}
_NOTHING = (f"{_OPENS}{_CLOSES}／", f"／{_OPENS}{_CLOSES}")
_MARKS = re.compile(r"</?[a-z]>")
_BETWEEN = {Language.JA: "または", Language.EN: "or"}
"""Stands between words of which one is printed, in the language of the sentence."""

_EXCERPT = 64
"""So much of a sentence stands in the list, in half-width signs: two lines of it."""

_MORE = "⋯"
"""Says that a sentence goes on: it is named by its beginning, not cut for want of room."""


_PART_EXCERPT = 40
"""So much of a part of a sentence is told where it is said when that is printed."""


def _begun_by(told: str, room: int = _PART_EXCERPT) -> str:
    """Return the beginning of a text, so much of it as has this room in half-width signs."""
    text = " ".join(told.split())
    for at, sign in enumerate(text):
        room -= 2 if east_asian_width(sign) in "FWA" else 1
        if room < 0:
            return f"{text[:at].rstrip()}{_MORE}"
    return text


class WordingWords(QObject):
    """Says it in the language of the screen."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session

    def letter(self, line: SentenceLine) -> str:
        """Return in which letter a sentence stands, or that several share it."""
        file = file_of(line.sentence.place)
        shared = {
            "common": self.tr("Several"),
            "deficiencies": "L2",
            "unproven": "L5–L10",
        }
        return shared.get(file, file)

    def under(self, line: SentenceLine) -> str:
        """Return the item a sentence stands in, in the language of the screen."""
        return line.sentence.under.of(self._session.language)

    def beneath(self, line: SentenceLine) -> str:
        """Return how a sentence stands, that it is none of this language, or the item it is in."""
        alone = {
            Language.JA: self.tr("Japanese letters only"),
            Language.EN: self.tr("English letters only"),
        }
        own = self._language_of(line)
        other = "" if own is self._session.language else alone[own]
        return self.state(line) or other or self.under(line)

    def title(self, line: SentenceLine) -> str:
        """Return letter and item of a sentence."""
        file = file_of(line.sentence.place)
        if file == "common":
            return self.tr("In several letters")
        kinds = {kind.value: kind for kind in LetterKind}
        name = messages.label(kinds[file], self._session.language) if file in kinds else ""
        named = f"{self.letter(line)} {name}".strip()
        return " › ".join(part for part in (named, self.under(line)) if part)

    def heading(self, line: SentenceLine) -> str:
        """Return the letter a sentence stands in, by its code and name."""
        return self.title(line).partition(" › ")[0]

    def short_headings(self) -> dict[str, str]:
        """Return the headings of letters with long names, each with one for a narrow field."""
        language = self._session.language
        shorts = messages.shorts(LetterKind, language)
        names = ((kind.value, messages.label(kind, language)) for kind in LetterKind)
        return {
            f"{code} {name}": f"{code} {shorts[name]}" for code, name in names if name in shorts
        }

    def read(self, text: str, language: Language) -> str:
        """Return a sentence as it is read: values by their names, parts that may not apply marked.

        A bar between two parts is one sign; a part without words is left out.
        """

        def named(found: re.Match[str]) -> str:
            return f"〔{self._named(found[0], language)}〕"

        told = _PART.sub(lambda found: _READ[found[0]], _VALUE.sub(named, _MARKS.sub("", text)))
        for nothing in _NOTHING:
            told = told.replace(nothing, "")
        return told

    def pieces(
        self, text: str, language: Language, line: SentenceLine | None = None
    ) -> tuple[SentencePiece, ...]:
        """Return a sentence in the pieces in which it is shown; of a line, when each is printed."""
        between = _BETWEEN[language]
        told = () if line is None else self._sides(line, language)
        return pieces_of(text, lambda value: self._named(value, language), between, told)

    def variants(
        self, line: SentenceLine
    ) -> tuple[tuple[str, Mapping[Language, tuple[SentencePiece, ...]]], ...]:
        """Return the sentences of which one is printed, in both languages under one condition.

        Nothing where it is one sentence, or where the languages are not divided alike.
        """
        words, found = spoken(line.now), dict[Language, tuple[SentenceVariant, ...]]()
        for each in Language:
            name = partial(self._named, language=each)
            found[each] = variants_of(words.of(each), name, _BETWEEN[each], self._sides(line, each))
        first, *others = found.values()
        when = [each.when for each in first]
        if any([each.when for each in other] != when for other in others):
            return ()
        return tuple(
            (said, {language: sides[place].pieces for language, sides in found.items()})
            for place, said in enumerate(when)
        )

    def when(self, line: SentenceLine) -> str:
        """Return when the parts of a sentence are printed that may be left out, each in a line."""
        language = self._language_of(line)
        told = self._sides(line, language)
        words = sides_of(spoken(line.now).of(language), lambda value: self._named(value, language))
        lines = [
            self.tr("“{words}”: {when}").format(
                words=_begun_by(text), when=told[number].when[place]
            )
            for number, place, text in words
            if number < len(told) and place < len(told[number].when)
        ]
        return "\n".join(dict.fromkeys(lines))

    def _sides(self, line: SentenceLine, language: Language) -> tuple[SidesTold, ...]:
        """Return of each bracket of a sentence when its sides are printed."""
        place, shown = line.sentence.place, self._session.language
        found = []
        for sides in conditions(line.sentence.words.of(language)):
            usual = usual_side(sides)
            when = [
                messages.when(condition, place, shown, usual=number == usual)
                for number, condition in enumerate(sides)
            ]
            found.append(SidesTold(tuple(when), usual))
        return tuple(found)

    def _language_of(self, line: SentenceLine) -> Language:
        """Return the language of the screen where a sentence has words in it, else the other."""
        words = spoken(line.now)
        return next(
            (each for each in (self._session.language, *Language) if words.of(each)), Language.JA
        )

    def legend(self, pieces: Sequence[SentencePiece]) -> tuple[SentencePiece, ...]:
        """Return what pieces mean that are not plain words, each kind shown as it is there."""
        hard, between = "\u00a0", _BETWEEN[self._session.language]
        told: list[SentencePiece] = []
        for shown, kind, may, meant in (
            (self.tr("in a frame"), ReadAs.VALUE, False, self.tr("filled in for each letter")),
            (self.tr("tinted"), ReadAs.WORDS, True, self.tr("printed only where it applies")),
            (between, ReadAs.BETWEEN, False, self.tr("what stands before or after is printed")),
        ):
            if any(each.may if may else each.kind is kind is not ReadAs.WORDS for each in pieces):
                told += [
                    SentencePiece("\n" if told else ""),
                    SentencePiece(f"{hard}{shown}{hard}", kind, may=may),
                    SentencePiece(f" {meant}"),
                ]
        return tuple(each for each in told if each.text)

    def _named(self, value: str, language: Language) -> str:
        return messages.variable(_NUMBERED.sub("", value.strip("{}")), language)

    def excerpts(self, lines: Sequence[SentenceLine]) -> Mapping[str, str]:
        """Return the beginning of each sentence by its place; of those that begin alike, more."""
        ways = (
            partial(self._excerpt, room=_EXCERPT),
            partial(self._excerpt, room=2 * _EXCERPT),
            self._with_all_sides,
        )
        found, left = dict[str, str](), list(lines)
        for way in ways:
            told = {line.sentence.place: way(line) for line in left}
            alike = Counter((self.title(line), told[line.sentence.place]) for line in left)
            left = [each for each in left if alike[self.title(each), told[each.sentence.place]] > 1]
            found |= told
        return found

    def _with_all_sides(self, line: SentenceLine) -> str:
        """Return the beginning of a sentence with all that may be printed in one place."""
        language = self._language_of(line)
        return _begun_by(self.read(spoken(line.now).of(language), language), 2 * _EXCERPT)

    def _excerpt(self, line: SentenceLine, room: int) -> str:
        """Return so much of a sentence, in the language of the screen where it has one."""
        words, language = spoken(line.now), self._language_of(line)
        told = beginning_of(
            words.of(language),
            lambda value: self._named(value, language),
            self._sides(line, language),
        )
        return _begun_by(told, room)

    def state(self, line: SentenceLine) -> str:
        """Return in a few words how a sentence stands."""
        if line.moved is not None:
            return self.tr("The program's sentence changed: its letters are stopped")
        if line.coming is not None:
            if line.coming.approval is None:
                return self.tr("Waits for approval")
            begun = begins(line.coming)
            day = "" if begun is None else self._near(begun)
            return self.tr("Changes on {day}").format(day=day)
        if line.now != line.sentence.words:
            return self.tr("Changed")
        return self.tr("Decides: stays") if is_whole(line.sentence.place) else ""

    def _near(self, on: date) -> str:
        return dates.near(on, self._session.today, self._session.language)

    def tone(self, line: SentenceLine) -> str:
        """Return the colour of a sentence in the list; its word stands below."""
        if line.moved is not None:
            return "bad"
        return "ask" if line.coming is not None else ""

    def told(self, state: WordingState) -> tuple[str, str]:
        """Return what is to be known of the chosen sentence, and more of it."""
        chosen = state.chosen
        if chosen is None:
            return "", ""
        if chosen.moved is not None:
            return (
                self.tr("The program words this sentence otherwise now"),
                self.tr("Its letters are stopped. Propose it anew, or take the change back."),
            )
        if chosen.coming is not None:
            return self._coming(chosen.coming, chosen.by)
        if is_whole(chosen.sentence.place):
            return (
                self.tr("This sentence decides"),
                self.tr("The law, the policy or the reader depends on these very words."),
            )
        return "", ""

    def fault(self, fault: WordingFault) -> str:
        """Return what is wrong with what is written, and what to do."""
        return messages.fault(fault.code, self._session.language, {"what": fault.what})

    def variable(self, variable: str) -> str:
        """Return what a {variable} stands for."""
        return self._named(variable, self._session.language)

    def letters(self, shown: Sequence[LetterFacts]) -> list[tuple[object, str]]:
        """Return the sample letters by their place, each with a name: its title is on the page."""
        total = Counter((facts.kind, facts.language) for facts in shown)
        seen: Counter[tuple[LetterKind, Language]] = Counter()
        found: list[tuple[object, str]] = []
        for at, facts in enumerate(shown):
            key = (facts.kind, facts.language)
            seen[key] += 1
            language = messages.label(facts.language, self._session.language)
            told = f"{facts.kind.value} {language}"
            if total[key] > 1:
                told = self.tr("{letter} {number} of {count}").format(
                    letter=told, number=seen[key], count=total[key]
                )
            found.append((at, told))
        return found

    def approve(self, line: SentenceLine, revision: WordingRevision) -> Question:
        """Ask whether a change shall be signed; it shows both sides in both languages."""
        before, after = spoken(line.now), spoken(revision.words)
        day = dates.full(revision.wanted_from, self._session.language)
        sides = [
            self.tr("Before: {before}\nAfter: {after}").format(
                before=before.of(each), after=after.of(each)
            )
            for each in Language
            if before.of(each) or after.of(each)
        ]
        return Question(
            self.tr("Approve the words of {letter}").format(letter=self.title(line)),
            self.tr("Approve"),
            lambda _: partial(wordings.approve, id_=revision.id, shown=revision),
            effect=self.tr("Letters dated {day} or later say it. What was issued stays.").format(
                day=day
            ),
            detail="\n\n".join(sides),
            weight=Weight.FINAL,
            said=self.tr("The words are approved."),
        )

    def _coming(self, coming: WordingRevision, by: str) -> tuple[str, str]:
        language = self._session.language
        day = dates.full(coming.wanted_from, language)
        if coming.approval is not None:
            begun = begins(coming)
            day = day if begun is None else dates.full(begun, language)
            return (
                self.tr("Approved: said from {day}").format(day=day),
                self.tr("Until then it can be taken back."),
            )
        if coming.proposed_by == self._session.desk.actor.id:
            return (
                self.tr("Your change waits for another supervisor"),
                self.tr("It is to be said from {day}.").format(day=day),
            )
        return (
            self.tr("{name} proposes this change").format(name=by),
            self.tr("It is to be said from {day}. Look at it on the letters first.").format(
                day=day
            ),
        )
