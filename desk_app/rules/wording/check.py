# SPDX-License-Identifier: MIT
"""Whether a changed sentence can stand in its letters, and what it is then as a template."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from desk_app.records.base import Word
from desk_app.records.case.letters import LETTERS, Sentence, Words
from desk_app.records.desk.people import Language
from desk_app.rules.wording.notation import (
    CONDITIONS,
    Nesting,
    Path,
    TemplatePart,
    TemplatePartKind,
    file_of,
    parts,
    said,
)


class FaultCode(Word):
    """What is wrong with a sentence as it was typed."""

    EMPTY = "wording_empty"
    ONE_LANGUAGE = "wording_one_language"
    VARIABLE_MISSING = "wording_variable_missing"
    VARIABLE_UNKNOWN = "wording_variable_unknown"
    VARIABLE_ELSEWHERE = "wording_variable_elsewhere"
    CONDITION_CHANGED = "wording_condition_changed"
    MARK_CHANGED = "wording_mark_changed"
    SIGN_NOT_TAKEN = "wording_sign_not_taken"
    BREAK_NOT_TAKEN = "wording_break_not_taken"
    DECISIVE_GONE = "wording_decisive_gone"
    NEVER_SAID = "wording_never_said"


@dataclass(frozen=True, slots=True)
class WordingFault:
    """One fault: in which language, from where to where in what was typed, and about what.

    Something that is missing has no extent: it is told at the end.
    """

    code: FaultCode
    language: Language
    start: int
    end: int
    what: str = ""


# The sentences that decide: by their place, what of them must stay.


WHOLE = frozenset(
    {
        "common:sentences.LAW",
        "common:sentences.DECIDED",
        "common:sentences.CONFIRMED",
        "common:sentences.UNPROVEN",
        "common:sentences.PAPERS",
        "common:sentences.NOEXIST",
        "common:sentences.FEEKEPT",
        "deficiencies:rows.not_matched.found",
        "unproven:item.1.text",
        "L2:item.2.due_note",
        "L3:item.0.text",
        "L4:item.1.text",
        "L5:item.1.text",
        "L6:item.1.text",
        "L7:item.1.text",
        "L8:item.1.text",
        "L9:item.1.text",
        "L10:item.1.text",
        "L10:item.3.text",
        "L10:item.5.text",
    }
)

_EVEN_IF = Words("手数料をお支払いいただいた場合でも、", "Even if the fee is paid, if")
_NOT_BACK = Words(
    "この場合、手数料はお返しいたしません。", "In that case, the fee will not be returned."
)
_DIFFICULT = Words(
    "電磁的記録による開示をご希望でしたが、{difficulty}ため、その方法による開示が困難です。",
    "You asked for an electronic record. Because {difficulty}, disclosure by this method is"
    " difficult.",
)

PHRASES: Mapping[str, tuple[Words, ...]] = {
    "unproven:item.2.pair.0.text": (
        Words(
            "個人情報の保護に関する法律第37条第1項", "under Article 37, paragraph (1) of the Act"
        ),
    ),
    "unproven:item.2.pair.2.text": (
        Words(
            "お送りいただいた書類では、この確認ができませんでしたので、ご請求には応じることができません。",
            "We could not do so with the documents sent to us.",
        ),
    ),
    "L1:closing.0": (
        Words(
            "本書は、受付の事実のみをお知らせするものです。",
            "This letter only confirms receipt.",
        ),
    ),
    "L2:item.3.step.0.text": (
        Words(
            "のお支払いがない場合は、{c}がなかったものとして取り扱わせていただきます。",
            "is not paid, we will respond as if no request for {c} was made.",
        ),
    ),
    "L2:item.3.step.1.text": (
        _EVEN_IF,
        Words("ご本人であること", "cannot be identified"),
        Words(
            "を確認できない場合は、ご請求に応じない旨の決定をいたします。",
            "we will decide not to comply with the request.",
        ),
        _NOT_BACK,
    ),
    "L2:item.3.step.2.text": (
        _EVEN_IF,
        Words(
            "代理人の方であることを確認できない場合は、ご請求に応じない旨の決定をいたします。",
            "the proxy cannot be confirmed, we will decide not to comply with the request.",
        ),
        _NOT_BACK,
    ),
    "L4:item.3.text": (_DIFFICULT,),
    "L6:item.4.text": (Words("はお返しいたしかねます。", "is not returned"),),
    "L10:item.9.text": (_DIFFICULT,),
    "L11:opening.0": (
        Words(
            "サービスごとの窓口で承っておりますので、下記のとおりご案内申し上げます。",
            "Such matters are handled by the contact of each service, as below.",
        ),
    ),
    "L12:opening.0": (
        Words(
            "下記のものを、本状に同封のうえお返しいたします。",
            "We return the following items enclosed with your request",
        ),
    ),
    "L13:opening.0": (
        Words("取下げのお申し出", "withdrawing the request below"),
        Words("を受け付け、下記のとおり取り扱いました", "have acted accordingly."),
    ),
    "L14:opening.0": (
        Words("同じ書面をあらためてお送りいたします", "We send the same letter again"),
    ),
    "L15:opening.0": (
        Words("書面により回答いたします", "we will reply in writing by the day below."),
    ),
}


# What no letter may say, as patterns by language and file.


SHARED = frozenset({"common", "deficiencies", "unproven"})
"""Files whose sentences stand in letters of several kinds."""

SILENT = frozenset(kind.value for kind, each in LETTERS.items() if each.silent) | SHARED
"""Files of letters that tell nothing of data: not that they exist, nor what is registered."""

_UNCHARGED = frozenset({"L8", "L9", "L10"})
_CHANGING = frozenset({"L7", "L8", "L9"})


class Breach(NamedTuple):
    """Where a text says what it must not."""

    start: int
    end: int
    said: str


@dataclass(frozen=True, slots=True)
class _Never:
    """A pattern for each language; ``files`` names those it is for, none: all but ``but``."""

    ja: str
    en: str
    files: frozenset[str] = frozenset()
    but: frozenset[str] = frozenset()

    def is_for(self, file: str) -> bool:
        return file in self.files if self.files else file not in self.but

    def of(self, language: Language) -> str:
        return self.ja if language is Language.JA else self.en


_BOTH = r"[(（]株[)）]|㈱|御中"
_NEVER = (
    _Never(_BOTH, _BOTH + r"|[‘’“”\"]|\bM(?:r|rs|s)\.?\s"),
    _Never(r"(?:明治|大正|昭和|平成|令和)[1１一]年", r"\b(?:Reiwa|Heisei) 1\b"),
    _Never(r"(?:30|３０|三十)日(?:以内|間|まで)", r"\b(?:30|thirty)[ -]days?\b"),
    _Never(
        r"審査請求|不服の?申(?:し?立|し出)|異議の?申(?:し?立|し出)|行政訴訟",
        r"\bappeal(?:s|ed)?\b|\b(?:administrative|formal) (?:review|objection)\b",
    ),
    _Never(
        r"ご購入|お買い上げ|ご利用(?:いただき|くださり|ありがとう)|ご愛顧",
        r"\bthank you for (?:using|buying|purchasing|your (?:purchase|order|business))\b",
    ),
    _Never(r"本籍", r"\bdomicile\b"),
    _Never(r"なかったものと", r"\bas if no request\b", but=frozenset({"L2", "L3"})),
    _Never(
        r"手数料[^。]{0,20}お返し(?:いた)?しません",
        r"\bfee\b[^.]{0,30}\bnot (?:be )?returned\b",
        files=_UNCHARGED,
    ),
    _Never(
        r"第33条第2項第[123]号",
        r"\bArticle 33, paragraph \(2\), item\b",
        files=_CHANGING,
    ),
    _Never(
        r"(?:保有|登録)(?:して(?:い|お)|され(?:てい|ま))|データ[はが]、?(?:存在|あり|ござい)"
        r"|データ[^。]{0,8}見当たり|(?:ご)?登録(?:の|された|上の)?(?:ご住所|住所|氏名|お名前)"
        r"|お客(?:様|さま)|会員",
        r"\b(?:we|the Company) (?:do(?:es)? not )?(?:holds?|keeps?|ha(?:ve|s)) (?:any |no |your )?"
        r"(?:such )?(?:personal )?(?:data|information|records?)\b"
        r"|\bregistered (?:address|name)\b|\b(?:data|records?|information) (?:do(?:es)? not )?"
        r"(?:exists?|(?:is|are|was|were) (?:not )?(?:held|found|registered))\b"
        r"|\bcustomers?\b|\bmembers?(?:hip)?\b",
        files=SILENT,
    ),
)


def breaches(file: str, language: Language, before: str, said: str) -> Iterator[Breach]:
    """Yield what a sentence of a file says and must not, and what its own words before did not."""
    for never in _NEVER:
        if not never.is_for(file):
            continue
        pattern = re.compile(never.of(language), re.IGNORECASE)
        known = {found[0] for found in pattern.finditer(before)}
        for found in pattern.finditer(said):
            if found[0] not in known:
                yield Breach(found.start(), found.end(), found[0])


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
        marks = iter([part for part in own if part.kind is TemplatePartKind.MARK])
        named = {part.said: part for part in own if part.kind is TemplatePartKind.VALUE}
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

    def _condition(self, token: re.Match[str], own: TemplatePart | None, nesting: Nesting) -> None:
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

    def _mark(self, token: re.Match[str], own: TemplatePart | None) -> None:
        before = self.text[: token.start()]
        torn = token[0] == _NOTE_MARK and before.rpartition("\n")[2] != ""
        torn |= token[0].startswith("</") and "\n" in before[before.rfind("<") :]
        if own is None or own.source != token[0] or torn:
            self._fault(FaultCode.MARK_CHANGED, token.start(), token.end(), token[0])
        self.pieces.append(token[0])

    def _value(self, token: re.Match[str], named: Mapping[str, TemplatePart], path: Path) -> None:
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
            (part.path, part.said)
            for part in parts(self.before)
            if part.kind is TemplatePartKind.VALUE
        )
        for path, name in wanted:
            if (path, name) not in self.values:
                self._fault(FaultCode.VARIABLE_MISSING, what=name)

    def _check_decisive(self) -> None:
        if is_whole(self.sentence.place) and self.text != said(self.before):
            self._fault(FaultCode.DECISIVE_GONE, what=said(self.before))
        own: dict[Path, str] = defaultdict(str)
        for part in parts(self.before):
            if part.kind is TemplatePartKind.OPEN:
                own[part.path[:-1]] += _ALONE
            elif part.kind in {TemplatePartKind.TEXT, TemplatePartKind.VALUE}:
                own[part.path] += part.said
        for phrase in (words.of(self.language) for words in PHRASES.get(self.sentence.place, ())):
            if not all(phrase in self.texts[path] for path in own if phrase in own[path]):
                self._fault(FaultCode.DECISIVE_GONE, what=phrase)


def _homes(template: str, name: str) -> Iterator[Path]:
    """Yield where a variable stands in the program's own sentence: there it has a value."""
    for part in parts(template):
        if part.said == name:
            yield part.path
