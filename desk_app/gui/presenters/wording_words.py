# SPDX-License-Identifier: MIT
"""What the page of the letters' words says: of a sentence, its change, its letters, its faults."""

from __future__ import annotations

import re
from collections import Counter
from functools import partial
from typing import TYPE_CHECKING
from unicodedata import east_asian_width

from PySide6.QtCore import QObject

from desk_app.desk import wordings
from desk_app.gui.presenters.question import Question, Weight
from desk_app.gui.presenters.wording import spoken
from desk_app.i18n import dates, messages
from desk_app.records.letters import LetterKind
from desk_app.records.people import Language
from desk_app.rules.wording.check import is_whole
from desk_app.rules.wording.force import begins
from desk_app.rules.wording.places import file_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from desk_app.desk.wordings import SentenceLine
    from desk_app.gui.presenters.wording import WordingState
    from desk_app.gui.workplace import Workplace
    from desk_app.records.letters import LetterFacts
    from desk_app.records.wording import WordingRevision
    from desk_app.rules.wording.faults import WordingFault

_NUMBERED = re.compile(r"_\d+$")
_MARKS = re.compile(r"</?[a-z]>")
_EXCERPT = 68
"""So much of a sentence stands in the list, in half-width signs."""

_MORE = "⋯"
"""Says that a sentence goes on: it is named by its beginning, not cut for want of room."""


class WordingWords(QObject):
    """Says it in the language of the screen."""

    def __init__(self, work: Workplace, parent: QObject) -> None:
        super().__init__(parent)
        self._work = work

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
        return line.sentence.under.of(self._work.language)

    def title(self, line: SentenceLine) -> str:
        """Return letter and item of a sentence."""
        file = file_of(line.sentence.place)
        if file == "common":
            return self.tr("In several letters")
        kinds = {kind.value: kind for kind in LetterKind}
        name = messages.label(kinds[file], self._work.language) if file in kinds else ""
        named = f"{self.letter(line)} {name}".strip()
        return " › ".join(part for part in (named, self.under(line)) if part)

    def excerpt(self, line: SentenceLine) -> str:
        """Return the beginning of a sentence, in the language of the screen where it has one."""
        words = spoken(line.now)
        own = words.of(self._work.language) or words.ja or words.en
        text = " ".join(_MARKS.sub("", own).split())
        room = _EXCERPT
        for at, sign in enumerate(text):
            room -= 2 if east_asian_width(sign) in "FWA" else 1
            if room < 0:
                return f"{text[:at].rstrip()}{_MORE}"
        return text

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
        return dates.near(on, self._work.today, self._work.language)

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
        return messages.fault(fault.code, self._work.language, {"what": fault.what})

    def variable(self, variable: str) -> str:
        """Return what a {variable} stands for."""
        name = _NUMBERED.sub("", variable.strip("{}"))
        return messages.variable(name, self._work.language)

    def letters(self, shown: Sequence[LetterFacts]) -> list[tuple[object, str]]:
        """Return the sample letters by their place, each with a name: its title is on the page."""
        total = Counter((facts.kind, facts.language) for facts in shown)
        seen: Counter[tuple[LetterKind, Language]] = Counter()
        found: list[tuple[object, str]] = []
        for at, facts in enumerate(shown):
            key = (facts.kind, facts.language)
            seen[key] += 1
            language = messages.label(facts.language, self._work.language)
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
        day = dates.full(revision.wanted_from, self._work.language)
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
        language = self._work.language
        day = dates.full(coming.wanted_from, language)
        if coming.approval is not None:
            begun = begins(coming)
            day = day if begun is None else dates.full(begun, language)
            return (
                self.tr("Approved: said from {day}").format(day=day),
                self.tr("Until then it can be taken back."),
            )
        if coming.proposed_by == self._work.desk.actor.id:
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
