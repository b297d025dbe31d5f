# SPDX-License-Identifier: MIT
"""The published forms as files, and the values of the rules in force that they say."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from html import unescape
from typing import TYPE_CHECKING, Literal, Protocol, TypeVar

from pydantic import Field

from desk_app.letters.errors import BadWording, MissingValue
from desk_app.letters.wording.values import cited, word
from desk_app.letters.wording.wording import WordingPart, read
from desk_app.records.case.application import ProxyKind, Right
from desk_app.records.desk.people import Language
from desk_app.rules.days.eras import MONTHS_EN, format_ja
from desk_app.rules.findings.authority import FAMILY_REGISTER, LETTER_OF_PROXY, ways
from desk_app.rules.rulebook.terms import FeePer, IdentityUse, Keeping, Proves, Source, Standing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from desk_app.letters.letter.composing import Values
    from desk_app.letters.wording.wording import Voice
    from desk_app.records.desk.profile import DeskProfile
    from desk_app.rules.rulebook.file import DocumentTerm, FormTerm, ProxyTerm, Reason
    from desk_app.rules.rulebook.rulebook import Rules


_PARTS = "parts.toml"
Shared = TypeVar("Shared")


class BothLanguages(WordingPart):
    """The same in both languages."""

    ja: str
    en: str


Words = BothLanguages | str
"""Words in both languages, or such as both have in common."""


class FormCell(WordingPart):
    """One cell of a row: small print, lines with boxes and blanks, words, or room to write.

    From top to bottom ``hint``, ``lines``, ``text``, ``note``: the first and the last are small.

    ``field`` names the field of the room left below; a ``long`` one breaks its lines. ``width`` is
    in millimetres, else the cells share what is left by ``share``. ``told`` is what a screen reader
    calls the field, or in a cell without one what it says before the boxes and blanks of its lines,
    where label and small print are not enough. A ``label`` cell is grey; what follows it in its row
    is told by it. The cell stands ``when`` its condition holds.
    """

    share: float = 1.0
    width: float = 0.0
    label: Words = ""
    hint: Words = ""
    lines: tuple[Words, ...] = ()
    text: Words = ""
    note: Words = ""
    field: str = ""
    long: bool = False
    told: Words = ""
    when: str = ""
    seal: Words = ""
    row: tuple[GridRow, ...] = ()


class GridRow(WordingPart):
    """One row: its label, its cells; ``grow`` is its part of the height a page has left over.

    ``repeat`` prints it so often; {n} in names is then the number.
    """

    label: Words = ""
    sub: Words = ""
    height: float = 0.0
    grow: float = 0.0
    repeat: int = 1
    when: str = ""
    frame: bool = True
    cell: tuple[FormCell, ...]


class FormSection(WordingPart):
    """A numbered section, or one of the edition's shared parts by its name.

    One that ``begins_page`` stands at the top of the next page of its form.
    """

    use: str = ""
    begins_page: bool = False
    label: Words = ""
    note: Words = ""
    row: tuple[GridRow, ...] = ()


class ProcedureStep(WordingPart):
    """One box of the course of a procedure."""

    label: Words
    note: Words = ""


class GuidePart(WordingPart):
    """A part of the instructions, or one of the edition's shared parts by its name.

    A table holds ``lines`` that are always there, then the ``rows`` of that name said by ``cells``;
    ``items`` names rows of numbered sentences said by ``item``.
    """

    use: str = ""
    when: str = ""
    label: Words = ""
    course: tuple[ProcedureStep, ...] = ()
    text: tuple[Words, ...] = ()
    head: tuple[Words, ...] = ()
    shares: tuple[float, ...] = ()
    lines: tuple[tuple[Words, ...], ...] = ()
    rows: str = ""
    cells: tuple[Words, ...] = ()
    items: str = ""
    item: Words = ""
    frame: tuple[Words, ...] = ()
    notes: tuple[Words, ...] = ()


class Guide(WordingPart):
    """The instructions that go with a form."""

    title: Words
    subtitle: Words = ""
    part: tuple[GuidePart, ...]


class FormFile(WordingPart):
    """One form: its code in each language, title, sections, notes, instructions.

    ``style`` is that of an application form, or of a letter that the principal signs.
    """

    code: BothLanguages
    style: Literal["application", "letter"] = "application"
    title: Words
    subtitle: Words = ""
    opening: Words = ""
    section: tuple[FormSection, ...]
    notes: tuple[Words, ...] = ()
    office: str = ""
    guide: Guide | None = None


class PartsFile(WordingPart):
    """What several forms of an edition share: sections, instructions, words for codes."""

    words: dict[str, BothLanguages]
    section: dict[str, FormSection]
    guide: dict[str, GuidePart]
    rights: dict[str, BothLanguages]
    kinds: dict[str, BothLanguages]
    means: dict[str, BothLanguages]
    pieces: dict[str, BothLanguages]
    mail: dict[str, BothLanguages]
    powers: dict[str, BothLanguages] = Field(default_factory=dict)


class Edition:
    """The forms of one version, each by the name of its file: A-1, B-1."""

    def __init__(self, folder: Path) -> None:
        """Read everything; raises BadWording with file and place."""
        self.version = folder.name
        self.parts = read(folder / _PARTS, PartsFile)
        self.forms = {
            path.stem: read(path, FormFile)
            for path in sorted(folder.glob("*.toml"))
            if path.name != _PARTS
        }

    def section(self, section: FormSection) -> FormSection:
        """Return a section, or the shared one it names."""
        return self._shared(self.parts.section, section.use) if section.use else section

    def guide_part(self, part: GuidePart) -> GuidePart:
        """Return a part of the instructions, or the shared one it names."""
        return self._shared(self.parts.guide, part.use) if part.use else part

    def office(self, name: str) -> FormSection:
        """Return the section that the desk fills in."""
        return self._shared(self.parts.section, name)

    def _shared(self, parts: dict[str, Shared], name: str) -> Shared:
        if name not in parts:
            raise BadWording(f"{self.version}/{_PARTS}: {name}")
        return parts[name]


def spoken(words: Words, language: Language) -> str:
    """Return words in a language."""
    if isinstance(words, str):
        return words
    return words.ja if language is Language.JA else words.en


def editions(folder: Path) -> tuple[str, ...]:
    """Return the versions whose forms lie in a folder, oldest first."""
    return tuple(sorted(path.name for path in folder.iterdir() if (path / _PARTS).is_file()))


@lru_cache(maxsize=8)
def edition(folder: Path, version: str) -> Edition:
    """Return the forms of a version, read once; raises BadWording where there are none."""
    if version not in editions(folder):
        raise BadWording(f"forms/{version}")
    return Edition(folder / version)


# Saying the words of a form in one language with the values of rulebook and profile.


@dataclass(frozen=True, slots=True)
class FormVoice:
    """The words of one form; what they say is markup, what the values say is not."""

    voice: Voice
    language: Language
    values: Values

    def say(self, words: Words, more: Mapping[str, object] | None = None) -> str:
        """Return what words say as markup; a value that is not there stops the form by its name."""
        values = self.values if more is None else {**self.values, **more}
        return self.voice.say(spoken(words, self.language), values)

    def plain(self, words: Words) -> str:
        """Return what words say without markup, on one line."""
        between = "" if self.language is Language.JA else " "
        return unescape(self.say(words)).replace("\n", between)

    def holds(self, condition: str) -> bool:
        """Tell whether a condition holds."""
        return self.voice.holds(condition, self.values)

    def rows(self, name: str) -> Sequence[Values]:
        """Return the rows of that name; none stop the form by it."""
        rows = self.values.get(name)
        if not isinstance(rows, tuple):
            raise MissingValue(name)
        return rows


# What a form says of the rules in force: fee, papers, periods, grounds, the desk's address.


_NAMED = re.compile("(.*?) ?[（(]((?:法第|Articles? ).*)[）)]")
"""A title that ends with the article it speaks of."""

_MONTH = re.compile("([0-9]{4})-([0-9]{2})")
_STAMP, _TRANSFER = "stamp", "transfer"
_FEW = 5
"""So many items to be blacked out are named one by one."""

_DISCLOSING = frozenset({Right.DISCLOSURE, Right.PROVISION_RECORDS})
"""What can be asked for on paper or as an electronic record."""


class Titled(Protocol):
    """A term with a title in each language."""

    @property
    def title_ja(self) -> str: ...  # noqa: D102 - as its name says

    @property
    def title_en(self) -> str: ...  # noqa: D102 - as its name says


def version_words(version: str, language: Language) -> str:
    """Return a form's version as people say it: 令和8年11月版, November 2026; else as it is."""
    named = _MONTH.fullmatch(version)
    if named is None:
        return version
    year, month = (int(part) for part in named.groups())
    if language is Language.EN:
        return f"{MONTHS_EN[month - 1]} {year}"
    return f"{format_ja(date(year, month, 1)).removesuffix('1日')}版"


def version_day(version: str) -> date | None:
    """Return the first day of the month that names a form's version, where one does."""
    named = _MONTH.fullmatch(version)
    return date(int(named[1]), int(named[2]), 1) if named else None


@dataclass(frozen=True, slots=True)
class FormValues:
    """Reads the rules of one day in one language."""

    rules: Rules
    language: Language
    parts: PartsFile

    def all(self, term: FormTerm | None, profile: DeskProfile) -> Values:
        """Return every value that the words of a form may use."""
        rules = self.rules
        rights = [right for right in self._order() if term is None or right in term.rights]
        return {
            **self._office(profile),
            "all_fees": self._fees(rules.fee.chargeable),
            "per_right": rules.fee.per is FeePer.RIGHT,
            "months": rules.days.freshness_months,
            "years": rules.days.retention_years,
            "majority": rules.days.majority,
            "without_photo": rules.switches.identity_without_photo,
            "proxy_identity": rules.switches.proxy_identity_required,
            "fee_kept": rules.switches.fee_kept_when_refused,
            "target": rules.days.target,
            "target_business": "target" in rules.days.business,
            "discloses": not _DISCLOSING.isdisjoint(rights),
            "electronic": "electronic" in rules.switches.answers,
            "papers_back": rules.switches.returns_documents,
            "mail": self._named(self.parts.mail, rules.switches.reply_mail, "mail"),
            "rights": tuple(self._right(right) for right in rights),
            "chargeable": self._listed(rules.fee.chargeable),
            "charged": self._either(self._listed(rules.fee.chargeable)),
            **self._masks(),
            "free": self._listed(set(Right) - rules.fee.chargeable),
            "means": self._means(),
            "refused": self._refused(),
            "pays": any(right in rules.fee.chargeable for right in rights),
            "free_here": self._listed(set(rights) - rules.fee.chargeable),
            **self._payment(),
            **self._mandate(),
            "months_practice": rules.days.basis["freshness_months"].source is Source.PRACTICE,
            "other_months": self._other_months(self._proxy_papers()),
            "other_months_of_all": self._other_months(each.code for each in self._taken()),
            "fresh_copies": any(map(self._is_fresh_copy, self._proxy_papers())),
            "proxies": tuple(map(self._proxy, rules.proxies)),
            "proxy_papers": tuple(self._paper(code) for code in self._proxy_papers()),
            "claimants": tuple(self._claimants()),
            "with_photo": tuple(self._documents(IdentityUse.ALONE)),
            "non_photo": tuple(self._documents(IdentityUse.ONE_OF_TWO)),
            "second_only": tuple(self._documents(IdentityUse.SECOND_ONLY)),
            "no_address": self._titles(each for each in self._taken() if _shows_none(each)),
            "not_taken": self._titles(self._not_taken()),
            "grounds": self._grounds(rights),
            "policy_grounds": tuple(each for each in self._grounds(rights) if each["policy"]),
            "reasons": tuple(map(self._reason, rules.reasons)),
        }

    def _reason(self, term: Reason) -> Values:
        """Return a reason for cessation and the article it names, else the one it rests on."""
        named = _NAMED.fullmatch(self._title(term))
        title, article = named.groups() if named else (self._title(term), None)
        return {
            "code": term.code,
            "title": title,
            "article": article or cited(term.article, self.language),
        }

    def _office(self, profile: DeskProfile) -> Values:
        japanese = self.language is Language.JA
        return {
            "company": profile.company_ja if japanese else profile.company_en,
            "desk": profile.desk_ja if japanese else profile.desk_en,
            "company_ja": profile.company_ja,
            "desk_ja": profile.desk_ja,
            "postal_code": profile.postal_code,
            "address": (
                "　".join(profile.address_ja) if japanese else ", ".join(profile.address_en)
            ),
            "address_ja": "　".join(profile.address_ja),
            "marking": profile.marking_ja if japanese else profile.marking_en,
            "marking_ja": profile.marking_ja,
            "procedure": profile.procedure_ja if japanese else profile.procedure_en,
            "procedure_page": profile.procedure_page,
            "form_page": profile.form_page,
        }

    def _title(self, term: Titled) -> str:
        return term.title_ja if self.language is Language.JA else term.title_en

    def _titles(self, terms: Iterable[DocumentTerm]) -> tuple[str, ...]:
        return tuple(self._title(term) for term in terms)

    def _named(self, words: dict[str, BothLanguages], code: str, kind: str) -> str:
        return word({each: spoken(said, self.language) for each, said in words.items()}, code, kind)

    def _right(self, right: Right) -> Values:
        return {
            "code": right.value,
            "title": self._named(self.parts.rights, right.value, "rights"),
            "kind": self._kind(right),
        }

    def _kind(self, right: Right) -> str:
        """Return what is asked for in one word, where the edition has one."""
        words = self.parts.kinds.get(right.value, self.parts.rights[right.value])
        return spoken(words, self.language)

    def _listed(self, rights: Iterable[Right]) -> tuple[str, ...]:
        """Return the titles of rights in the order in which the edition names them."""
        wanted = set(rights)
        return tuple(
            self._named(self.parts.rights, right.value, "rights")
            for right in self._order()
            if right in wanted
        )

    def _either(self, names: tuple[str, ...]) -> str:
        """Return names of which one is enough: A、BまたはC; A, B or C."""
        japanese = self.language is Language.JA
        comma, last = ("、", "または") if japanese else (", ", " or ")
        return last.join(filter(None, (comma.join(names[:-1]), *names[-1:])))

    def _masks(self) -> Values:
        """Return what is to be blacked out on the documents taken, and whether it is too much."""
        codes = dict.fromkeys(code for term in self._taken() for code in term.mask)
        titles = tuple(self._title(self.rules.mask(code)) for code in codes)
        return {"masks": titles, "many_masks": len(titles) > _FEW}

    def _order(self) -> tuple[Right, ...]:
        return tuple(map(Right, self.parts.rights))

    def _fees(self, rights: Iterable[Right]) -> tuple[Values, ...]:
        """Return the sums that rights cost, each once with the rights that cost it."""
        charged, sums = set(rights), dict[int, list[Right]]()
        for right in self._order():
            if right in charged:
                sums.setdefault(self.rules.fee.of(right), []).append(right)
        return tuple(
            {"amount": amount, "rights": self._either(self._listed(costing))}
            for amount, costing in sums.items()
        )

    def _payment(self) -> Values:
        """Return by what the fee is paid: in stamps alone, in pieces, by transfer."""
        means = set(self._means_taken())
        enclosed = tuple(each for each in self._means_taken() if each != _TRANSFER)
        return {
            "stamps": means <= {_STAMP},
            "valid": tuple(
                {"piece": self._mean(each.means), "months": each.valid_months}
                for each in self.rules.pieces
                if each.valid_months and each.standing is Standing.COUNTED
            ),
            "stamps_taken": _STAMP in means,
            "transfer": _TRANSFER in means,
            "pieces": means != {_TRANSFER},
            "enclosed_means": tuple(map(self._mean, enclosed)),
        }

    def _mandate(self) -> Values:
        """Return what a letter of proxy bears, and which papers of the principal come with it."""
        consigned = self.rules.proxy(ProxyKind.CONSIGNED)
        ways = () if consigned is None else self._ways(consigned)
        codes = dict.fromkeys(code for way in ways for code in way if code != LETTER_OF_PROXY)
        return {
            "seal": consigned is None or not consigned.without_seal,
            "mandate_papers": tuple(self._paper(code) for code in codes),
            "mandate_months": self._months_of_mandate(),
        }

    def _months_of_mandate(self) -> int:
        term = self.rules.document(LETTER_OF_PROXY)
        return self.rules.days.freshness_months if term is None else self.rules.fresh_months(term)

    def _other_months(self, codes: Iterable[str]) -> tuple[Values, ...]:
        """Return the papers that are fresh for a time of their own, and for how many months."""
        terms = (self.rules.document(code) for code in codes)
        return tuple(
            {"title": self._title(term), "months": term.fresh_months}
            for term in terms
            if term is not None and term.fresh and term.fresh_months
        )

    def _is_fresh_copy(self, code: str) -> bool:
        term = self.rules.document(code)
        return term is not None and term.fresh and not term.original

    def _means_taken(self) -> tuple[str, ...]:
        """Return the codes of the means by which the fee is paid."""
        taken = [each.means for each in self.rules.pieces if each.standing is Standing.COUNTED]
        return tuple(dict.fromkeys(taken))

    def _means(self) -> tuple[str, ...]:
        """Return the names of the means by which the fee is paid."""
        return tuple(map(self._mean, self._means_taken()))

    def _mean(self, code: str) -> str:
        return self._named(self.parts.means, code, "means")

    def _refused(self) -> tuple[str, ...]:
        """Return the names of what is often sent and never taken as a fee."""
        refused = [
            each.piece.value for each in self.rules.pieces if each.standing is Standing.REFUSED
        ]
        return tuple(
            spoken(self.parts.pieces[code], self.language)
            for code in refused
            if code in self.parts.pieces
        )

    def _taken(self) -> Iterator[DocumentTerm]:
        """Yield the documents that are taken when they arrive on this day."""
        for term in self.rules.documents:
            if self._in_time(term):
                yield term

    def _in_time(self, term: DocumentTerm) -> bool:
        day = self.rules.day
        return (term.accepted_from or day) <= day <= (term.accepted_until or day)

    def _not_taken(self) -> Iterator[DocumentTerm]:
        """Yield what is often sent and shows no identity: dead papers, and such as never did."""
        day = self.rules.day
        for term in self.rules.documents:
            dead = term.accepted_until is not None and term.accepted_until < day
            if dead or (term.identity is IdentityUse.NEVER and term.instead):
                yield term

    def _documents(self, use: IdentityUse) -> Iterator[Values]:
        """Yield the documents of a use, those with the same to be blacked out in one row."""
        rows: dict[tuple[bool, tuple[str, ...], bool, bool], list[str]] = {}
        for term in self._taken():
            if term.identity is use:
                front = term.keeping is Keeping.FRONT_ONLY
                masks = tuple(
                    self._title(self.rules.mask(code))
                    for code in term.mask
                    if not (front and code == "individual_number")
                )
                fresh = term.fresh
                key = (front, masks, term.original, fresh)
                rows.setdefault(key, []).append(self._title(term))
        for (front, masks, original, fresh), titles in rows.items():
            yield {
                "titles": tuple(titles),
                "masks": masks,
                "front_only": front,
                "original": original,
                "fresh": fresh,
            }

    def _claimants(self) -> Iterator[Values]:
        """Yield what proxies send beside the form, kinds that send the same in one row."""
        rows: dict[tuple[tuple[str, ...], ...], list[Values]] = {}
        for term in self.rules.proxies:
            ways = self._ways(term)
            powers = (
                spoken(self.parts.powers[term.kind.value], self.language) if term.powers else ""
            )
            title = self._title(term)
            rows.setdefault(ways, []).append({"title": title, "powers": powers})
        for ways, kinds in rows.items():
            yield {
                "titles": tuple(str(kind["title"]) for kind in kinds),
                "powers": tuple(kind for kind in kinds if kind["powers"]),
                "ways": tuple(tuple(self._paper(code) for code in way) for way in ways),
            }

    def _proxy(self, term: ProxyTerm) -> Values:
        ways = tuple(tuple(map(self._paper, way)) for way in self._ways(term))
        return {"code": term.kind.value, "title": self._title(term), "ways": ways}

    def _proxy_papers(self) -> Iterable[str]:
        """Return the codes of every paper by which some proxy shows his authority."""
        return dict.fromkeys(
            code for term in self.rules.proxies for way in self._ways(term) for code in way
        )

    def _ways(self, term: ProxyTerm) -> tuple[tuple[str, ...], ...]:
        """Return the sets of papers that show a proxy's authority on this day, of who lives here.

        What takes their place abroad is asked for by a notice.
        """
        here = ways(term, self.rules, abroad=False)
        return tuple(way for way in here if self._open(way))

    def _open(self, way: tuple[str, ...]) -> bool:
        terms = (self.rules.document(code) for code in way)
        return all(term is not None and self._in_time(term) for term in terms)

    def _paper(self, code: str) -> Values:
        term = self.rules.document(code)
        if term is None:
            raise KeyError(code)
        return {
            "code": code,
            "title": self._title(term),
            "original": term.original,
            "months": self.rules.fresh_months(term),
            "dependant": code in self._naming_dependants(),
        }

    def _naming_dependants(self) -> frozenset[str]:
        """Return the papers that show a parent as insured, the principal as dependant (PR-3a)."""
        parent = self.rules.proxy(ProxyKind.PARENT)
        ways = () if parent is None else parent.papers
        return frozenset(way[0] for way in ways if way != (FAMILY_REGISTER,))

    def _grounds(self, rights: Iterable[Right]) -> tuple[Values, ...]:
        """Return the grounds for refusing the rights of a form, in the order of the catalogue."""
        lawful = {each.code for right in rights for each in self.rules.grounds_for(right)}
        return tuple(
            {
                "code": each.code,
                "title": self._title(each),
                "policy": each.source is not Source.LAW,
                "unproven": each.unproven,
            }
            for each in self.rules.grounds
            if each.code in lawful
        )


def _shows_none(term: DocumentTerm) -> bool:
    return term.identity is IdentityUse.ALONE and term.address is Proves.NO
