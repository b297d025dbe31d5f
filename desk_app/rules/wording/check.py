# SPDX-License-Identifier: MIT
"""Whether a changed sentence can stand in its letters, and what it is then as a template."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from desk_app.records.people import Language
from desk_app.records.wording import Sentence, Words
from desk_app.rules.wording.decisive import PHRASES, WHOLE
from desk_app.rules.wording.faults import FaultCode, WordingFault
from desk_app.rules.wording.never import breaches
from desk_app.rules.wording.notation import CONDITIONS, Nesting, Part, PartKind, Path, parts, said
from desk_app.rules.wording.places import file_of

_TYPED = re.compile(r"\{[^{}\n]*\}|[\[\]|]|</?[a-z]>|[{}<>&]")
_SIGNS = {kind.value: kind for kind in CONDITIONS}
_ALONE = "\x00"
"""Stands where a condition stood: what lies on its two sides is no phrase."""

_NOTE_MARK = "<s>"
_INVISIBLE = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"})


class Checked(NamedTuple):
    """A changed sentence as templates, and every reason why it cannot stand."""

    words: Words
    faults: tuple[WordingFault, ...]


def is_whole(place: str) -> bool:
    """Return whether a sentence decides as a whole, so that nothing of it can be changed."""
    return place in WHOLE


def check(sentence: Sentence, typed: Words) -> Checked:
    """Hold what was typed in both languages against the program's own sentence."""
    templates, faults = [], []
    for language in Language:
        found = _Typed(sentence, language, typed.of(language))
        found.check()
        templates.append(found.template)
        faults += found.faults
    return Checked(Words(*templates), tuple(faults))


@dataclass(slots=True)
class _Typed:
    """What was typed in one language, taken apart once from its beginning to its end.

    It is ``lost`` from the first bracket or bar that is another than the program's own.
    """

    sentence: Sentence
    language: Language
    text: str
    faults: list[WordingFault] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    texts: dict[Path, str] = field(default_factory=lambda: defaultdict(str))
    values: set[tuple[Path, str]] = field(default_factory=set)
    lost: bool = False

    @property
    def template(self) -> str:
        """The text with the templates of the program's own sentence put back."""
        return "".join(self.pieces)

    @property
    def before(self) -> str:
        """The program's own sentence."""
        return self.sentence.words.of(self.language)

    def check(self) -> None:
        """Find every fault; the order is that of the text, what is missing comes last."""
        if not self.before or not self.text.strip():
            if self.before:
                self._fault(FaultCode.EMPTY)
            elif self.text.strip():
                self._fault(FaultCode.ONE_LANGUAGE, 0, len(self.text))
            return
        self._read()
        self._check_signs()
        self._check_missing()
        self._check_decisive()
        for breach in breaches(
            file_of(self.sentence.place), self.language, said(self.before), self.text
        ):
            self._fault(FaultCode.NEVER_SAID, *breach)

    def _fault(
        self, code: FaultCode, start: int | None = None, end: int = 0, what: str = ""
    ) -> None:
        last = len(self.text)
        at = (last, last) if start is None else (start, end)
        self.faults.append(WordingFault(code, self.language, *at, what))

    def _read(self) -> None:
        """Put each bracket, mark and name back as the program's own sentence has it."""
        own = parts(self.before)
        conditions = iter([part for part in own if part.kind in CONDITIONS])
        marks = iter([part for part in own if part.kind is PartKind.MARK])
        named = {part.said: part for part in own if part.kind is PartKind.VALUE}
        nesting, at = Nesting(), 0
        for token in _TYPED.finditer(self.text):
            self._add(self.text[at : token.start()], nesting.path)
            at = token.end()
            if token[0] in _SIGNS:
                self._condition(token, next(conditions, None), nesting)
            elif token[0].startswith("<") and len(token[0]) > 1:
                self._mark(token, next(marks, None))
            elif token[0].startswith("{") and len(token[0]) > 1:
                self._value(token, named, nesting.path)
            else:
                self._fault(FaultCode.SIGN_NOT_TAKEN, token.start(), token.end(), token[0])
        self._add(self.text[at:], nesting.path)
        if next(conditions, None) is not None and not self.lost:
            self._fault(FaultCode.CONDITION_CHANGED)
        if next(marks, None) is not None:
            self._fault(FaultCode.MARK_CHANGED)

    def _add(self, text: str, path: Path) -> None:
        self.pieces.append(text)
        self.texts[path] += text

    def _condition(self, token: re.Match[str], own: Part | None, nesting: Nesting) -> None:
        kind = _SIGNS[token[0]]
        if self.lost:
            return
        if own is None or own.kind is not kind:
            self.lost = True
            self._fault(FaultCode.CONDITION_CHANGED, token.start(), token.end(), token[0])
            return
        self.texts[nesting.path] += _ALONE
        nesting.step(kind)
        self.pieces.append(own.source)

    def _mark(self, token: re.Match[str], own: Part | None) -> None:
        before = self.text[: token.start()]
        torn = token[0] == _NOTE_MARK and before.rpartition("\n")[2] != ""
        torn |= token[0].startswith("</") and "\n" in before[before.rfind("<") :]
        if own is None or own.source != token[0] or torn:
            self._fault(FaultCode.MARK_CHANGED, token.start(), token.end(), token[0])
        self.pieces.append(token[0])

    def _value(self, token: re.Match[str], named: Mapping[str, Part], path: Path) -> None:
        part = named.get(token[0])
        if part is None:
            self._fault(FaultCode.VARIABLE_UNKNOWN, token.start(), token.end(), token[0])
            return
        self.pieces.append(part.source)
        self.texts[path] += token[0]
        self.values.add((path, token[0]))
        if not any(path[: len(home)] == home for home in _homes(self.before, token[0])):
            self._fault(FaultCode.VARIABLE_ELSEWHERE, token.start(), token.end(), token[0])

    def _check_signs(self) -> None:
        if "\n" in self.text and "\n" not in self.before:
            at = self.text.index("\n")
            self._fault(FaultCode.BREAK_NOT_TAKEN, at, at + 1)
        for at, sign in enumerate(self.text):
            if sign != "\n" and unicodedata.category(sign) in _INVISIBLE:
                self._fault(FaultCode.SIGN_NOT_TAKEN, at, at + 1, f"U+{ord(sign):04X}")

    def _check_missing(self) -> None:
        wanted = dict.fromkeys(
            (part.path, part.said) for part in parts(self.before) if part.kind is PartKind.VALUE
        )
        for path, name in wanted:
            if (path, name) not in self.values:
                self._fault(FaultCode.VARIABLE_MISSING, what=name)

    def _check_decisive(self) -> None:
        if is_whole(self.sentence.place) and self.text != said(self.before):
            self._fault(FaultCode.DECISIVE_GONE, what=said(self.before))
        own: dict[Path, str] = defaultdict(str)
        for part in parts(self.before):
            if part.kind is PartKind.OPEN:
                own[part.path[:-1]] += _ALONE
            elif part.kind in {PartKind.TEXT, PartKind.VALUE}:
                own[part.path] += part.said
        for phrase in (words.of(self.language) for words in PHRASES.get(self.sentence.place, ())):
            if not all(phrase in self.texts[path] for path in own if phrase in own[path]):
                self._fault(FaultCode.DECISIVE_GONE, what=phrase)


def _homes(template: str, name: str) -> Iterator[Path]:
    """Yield where a variable stands in the program's own sentence: there it has a value."""
    for part in parts(template):
        if part.said == name:
            yield part.path
