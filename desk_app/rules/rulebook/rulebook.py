# SPDX-License-Identifier: MIT
"""The dated rules: loaded from one file, read only by asking for a day; who may do what."""

from __future__ import annotations

import bisect
import hashlib
from collections.abc import Container, Iterable, Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path

from desk_app.records.case.application import ProxyKind, Right
from desk_app.records.case.mail import Condition, Piece
from desk_app.records.desk.people import Role
from desk_app.rules.days.calendar import NATIONAL_HOLIDAYS, Calendar, Week
from desk_app.rules.finding_codes import Cited
from desk_app.rules.rulebook.checks import problems
from desk_app.rules.rulebook.file import (
    Clause,
    ClosingEntry,
    ConditionTerm,
    DocumentTerm,
    FormTerm,
    Ground,
    MaskTerm,
    OtherLaw,
    PieceTerm,
    ProxyTerm,
    Reason,
    RulebookFile,
    Spanning,
)
from desk_app.rules.rulebook.reading import (
    AS_KEPT,
    Fault,
    Places,
    Problem,
    RulebookError,
    dotted,
    in_order,
    read,
    shaped,
    tables_of,
    taken_apart,
)
from desk_app.rules.rulebook.terms import AT_MOST, Days, Duty, Fee, Practice, Switches
from desk_app.rules.rulebook.terms_on import Terms, TermsOn, boundaries, tables

NO_DAYS: frozenset[date] = frozenset()
_DAY = timedelta(days=1)


class Rulebook:
    """One version of the rules; values are read through ``on(day)`` alone.

    ``version`` is the declared version and a hash of the file's content; ``source`` the file's own
    bytes, so that the version an application was frozen with can be kept and read again.
    """

    def __init__(
        self,
        file: RulebookFile,
        source: bytes,
        holidays: Container[date] = NATIONAL_HOLIDAYS,
        closing_days: frozenset[date] = NO_DAYS,
    ) -> None:
        self._tables = tables(file)
        self._boundaries = boundaries(self._tables)
        self._terms: dict[int, Terms] = {}
        self._weeks: dict[int, Week] = {}
        self._takings: dict[int, tuple[date, ...]] = {}
        self.source = source
        self.name = file.rulebook.name
        self.title_ja = file.rulebook.title_ja
        self.title_en = file.rulebook.title_en
        self.begins = file.rulebook.begins
        self.closings = file.calendar.closing
        self.version = f"{file.rulebook.version}+{hashlib.sha256(source).hexdigest()[:16]}"
        self.calendar = Calendar(self._week_on, holidays, closing_days | _closing_days(file))

    @property
    def clauses(self) -> tuple[Clause, ...]:
        """Return the clauses in their newest form, in the order of the file."""
        return tuple(self._at(len(self._boundaries)).clauses.values())

    @property
    def turns(self) -> tuple[date, ...]:
        """Return every day on which some value begins or ceases to hold, in order."""
        return self._boundaries

    def on(self, day: date) -> Rules:
        """Return the rules in force on a day; on a day before the first one, the first rules."""
        return Rules(self, day, self._at(self._segment(day)))

    def _segment(self, day: date) -> int:
        """Return between which two boundaries a day lies; every day between them reads the same."""
        return bisect.bisect_right(self._boundaries, max(day, self.begins))

    def _at(self, segment: int) -> Terms:
        if segment not in self._terms:
            self._terms[segment] = TermsOn(self._tables, self._boundaries[segment - 1]).terms()
        return self._terms[segment]

    def entries(self, day: date) -> Iterator[tuple[str, str, Spanning]]:
        """Yield every entry in force on a day: table, key within it, and what the file says."""
        then = max(day, self.begins)
        for table, values in self._tables.items():
            for key, value in values.items():
                entry = value.on(then)
                if entry is not None:
                    yield table, key, entry

    def versions_of(self, table: str, key: str) -> tuple[Spanning, ...]:
        """Return the versions of one value in order of their first day; none where it has none."""
        value = self._tables.get(table, {}).get(key)
        return () if value is None else value.versions

    def read_the_same(self, one: date, other: date) -> bool:
        """Return whether two days have the same terms, and the same kinds of document are taken."""
        segment = self._segment(one)
        if segment != self._segment(other):
            return False
        turns = self._taking_turns(segment)
        return bisect.bisect_right(turns, one) == bisect.bisect_right(turns, other)

    def _taking_turns(self, segment: int) -> tuple[date, ...]:
        """Return the first days on which a kind of document is taken, or is taken no more."""
        if segment not in self._takings:
            documents = self._at(segment).documents.values()
            begins = {each.accepted_from for each in documents if each.accepted_from}
            ends = {each.accepted_until + _DAY for each in documents if each.accepted_until}
            self._takings[segment] = tuple(sorted(begins | ends))
        return self._takings[segment]

    def _week_on(self, day: date) -> Week:
        segment = self._segment(day)
        if segment not in self._weeks:
            self._weeks[segment] = TermsOn(self._tables, self._boundaries[segment - 1]).week()
        return self._weeks[segment]


def _closing_days(file: RulebookFile) -> frozenset[date]:
    return frozenset(
        closing.first + timedelta(days=offset)
        for closing in file.calendar.closing
        for offset in range((closing.last - closing.first).days + 1)
    )


class Rules:
    """The rules as they stand on one day."""

    __slots__ = ("_book", "_day", "_terms")

    def __init__(self, book: Rulebook, day: date, terms: Terms) -> None:
        self._book = book
        self._day = day
        self._terms = terms

    def at(self, day: date) -> Rules:
        """Return the rules of the same rulebook on another day."""
        return self if day == self._day else self._book.on(day)

    def read_the_same_on(self, day: date) -> bool:
        """Return whether another day has these terms, and the same kinds of document are taken."""
        return self._book.read_the_same(self._day, day)

    @property
    def day(self) -> date:
        """Return the day these rules are read on."""
        return self._day

    @property
    def version(self) -> str:
        """Return the rulebook's version."""
        return self._book.version

    @property
    def calendar(self) -> Calendar:
        """Return the desk's calendar, which knows every day."""
        return self._book.calendar

    def entries(self) -> Iterator[tuple[str, str, Spanning]]:
        """Yield every entry in force: table, key within it, and what the file says."""
        return self._book.entries(self._day)

    @property
    def closings(self) -> tuple[ClosingEntry, ...]:
        """Return the desk's own closing days, past ones and those to come."""
        return self._book.closings

    @property
    def fee(self) -> Fee:
        """Return the fee."""
        return self._terms.fee

    @property
    def days(self) -> Days:
        """Return the periods."""
        return self._terms.days

    @property
    def switches(self) -> Switches:
        """Return the practice decisions that are switches or names."""
        return self._terms.switches

    @property
    def clauses(self) -> tuple[Clause, ...]:
        """Return all clauses in force."""
        return tuple(self._terms.clauses.values())

    def clause(self, clause_id: str) -> Clause:
        """Return a clause in force; raises KeyError where there is none of that id."""
        return self._terms.clauses[clause_id]

    def clause_of(self, point: Cited) -> str:
        """Return the id of the clause in force that is of a point; blank where none is."""
        return self._terms.points.get(point.value, "")

    def cited(self, clause: str) -> str:
        """Return the id of a clause that is named by its id, or by a point it is of."""
        return self._terms.points.get(clause, clause)

    @property
    def practices(self) -> tuple[Practice, ...]:
        """Return the decisions where the policy is silent, with the values that carry them out."""
        return self._terms.practices

    @property
    def pieces(self) -> tuple[PieceTerm, ...]:
        """Return how each kind of piece is taken."""
        return tuple(self._terms.pieces.values())

    def piece(self, piece: Piece) -> PieceTerm:
        """Return how a kind of piece is taken."""
        return self._terms.pieces[piece]

    def knows_face(self, yen: int) -> bool:
        """Return whether a stamp of a face value may have been issued; where none is told, any."""
        return not self._terms.faces or yen in self._terms.faces

    @property
    def conditions(self) -> tuple[ConditionTerm, ...]:
        """Return how each condition of a piece is taken."""
        return tuple(self._terms.conditions.values())

    def condition(self, condition: Condition) -> ConditionTerm:
        """Return how a condition of a piece is taken."""
        return self._terms.conditions[condition]

    @property
    def documents(self) -> tuple[DocumentTerm, ...]:
        """Return the catalogue of documents, those of the past and the future included."""
        return tuple(self._terms.documents.values())

    def document(self, code: str) -> DocumentTerm | None:
        """Return a kind of document; None where the catalogue has none of that code."""
        return self._terms.documents.get(code)

    def fresh_months(self, term: DocumentTerm) -> int:
        """Return for how many months a kind of document is fresh; 0 where that is not asked."""
        return (term.fresh_months or self.days.freshness_months) if term.fresh else 0

    def mask(self, code: str) -> MaskTerm:
        """Return an item to be blacked out; raises KeyError for an unknown one."""
        return self._terms.masks[code]

    @property
    def masks(self) -> tuple[MaskTerm, ...]:
        """Return every item that is to be blacked out on some document."""
        return tuple(self._terms.masks.values())

    @property
    def proxies(self) -> tuple[ProxyTerm, ...]:
        """Return the kinds of proxy that are taken."""
        return tuple(self._terms.proxies.values())

    def proxy(self, kind: ProxyKind) -> ProxyTerm | None:
        """Return what a kind of proxy must show; None where the kind is not taken."""
        return self._terms.proxies.get(kind)

    @property
    def forms(self) -> tuple[FormTerm, ...]:
        """Return the application forms."""
        return tuple(self._terms.forms.values())

    def form(self, code: str) -> FormTerm | None:
        """Return a form; None where there is none of that code."""
        return self._terms.forms.get(code)

    @property
    def grounds(self) -> tuple[Ground, ...]:
        """Return the whole catalogue of grounds, those that are off included."""
        return tuple(self._terms.grounds.values())

    def grounds_for(self, right: Right) -> tuple[Ground, ...]:
        """Return the grounds that are lawful for a right and on."""
        return tuple(g for g in self.grounds if right in g.rights and g.enabled)

    def ground(self, code: str) -> Ground | None:
        """Return a ground, on or off; None where there is none of that code."""
        return self._terms.grounds.get(code)

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """Return the reasons for cessation as on the form."""
        return tuple(self._terms.reasons.values())

    def reason(self, code: str) -> Reason | None:
        """Return a reason for cessation; None where there is none of that code."""
        return self._terms.reasons.get(code)

    @property
    def laws(self) -> tuple[OtherLaw, ...]:
        """Return the other laws that may be named (practice 19)."""
        return tuple(self._terms.laws.values())

    def law(self, code: str) -> OtherLaw | None:
        """Return another law; None where the catalogue has none of that code."""
        return self._terms.laws.get(code)

    def duty(self, duty: Duty) -> frozenset[Role]:
        """Return the roles that have a duty: never more than ``AT_MOST``, whatever a file says."""
        return self._terms.duties[duty] & AT_MOST[duty]


def load(
    path: Path,
    *,
    holidays: Container[date] = NATIONAL_HOLIDAYS,
    closing_days: frozenset[date] = NO_DAYS,
) -> Rulebook:
    """Read a rulebook file.

    ``holidays`` are the national holidays, ``closing_days`` closing days of the desk beside those
    in the file. Raises RulebookError with every problem's key, line and fault.
    """
    return loads(read(path), path.name, holidays=holidays, closing_days=closing_days)


def loads(
    source: bytes,
    file: str,
    *,
    holidays: Container[date] = NATIONAL_HOLIDAYS,
    closing_days: frozenset[date] = NO_DAYS,
    program: Rulebook | None = None,
) -> Rulebook:
    """Read a rulebook from the bytes of a file, as kept with an application (``file`` names it).

    A version kept from before clauses said their points, or before the program had a duty, takes
    them from ``program``, the rulebook that came with the program now. A kept one that gives a duty
    to more than may have it opens its desk still, and gives it to nobody of them; one with a number
    or a closing that was taken before they had bounds opens it too, and is read as it was kept.
    """
    data, places = taken_apart(source, file)
    if program is None:
        return Rulebook(checked(data, file, places), source, holidays, closing_days)
    newer = _new_duties(data.get("duty"), program)
    data["duty"] = _with(data.get("duty"), newer)
    data["practice"] = _with(data.get("practice"), _cited(newer, data.get("practice"), program))
    data["clause"] = _with_points(data.get("clause"), program)
    whole = checked(data, file, places, but=_OF_BEFORE, told=AS_KEPT)
    return Rulebook(whole, source, holidays, closing_days)


_OF_BEFORE = frozenset({Fault.DUTY_TOO_WIDE, Fault.NEVER_OPEN})
"""What an earlier program took, and a desk may have kept."""


def _with_points(kept: object, program: Rulebook) -> object:
    """Return the clauses of a kept version; one that says no points has those of the program's."""
    entries = [each for each in kept if isinstance(each, dict)] if isinstance(kept, list) else []
    if any("points" in each for each in entries):
        return kept
    points = {each.id: [point.value for point in each.points] for each in program.clauses}
    if not isinstance(kept, list):
        return kept
    return [
        {**each, "points": points.get(str(each.get("id")), [])} if isinstance(each, dict) else each
        for each in kept
    ]


def _new_duties(kept: object, program: Rulebook) -> list[dict[str, object]]:
    """Return the duties of the program's that a kept version does not name."""
    named = _values_of(kept, "duty")
    return [each for each in _entries(program, "duty") if each["duty"] not in named]


def _cited(
    duties: list[dict[str, object]], kept: object, program: Rulebook
) -> list[dict[str, object]]:
    """Return the program's practices that its duties cite and a kept version does not have."""
    wanted = _values_of(duties, "practice") - _values_of(kept, "number")
    return [each for each in _entries(program, "practice") if each["number"] in wanted]


def _entries(program: Rulebook, name: str) -> list[dict[str, object]]:
    text = program.source.decode("utf-8").replace("\r\n", "\n")
    found: list[dict[str, object]] = tables_of(text).get(name, [])
    return found


def _values_of(entries: object, name: str) -> set[object]:
    listed = entries if isinstance(entries, list) else []
    return {each.get(name) for each in listed if isinstance(each, dict)}


def _with(kept: object, more: list[dict[str, object]]) -> object:
    """Return a kept list with more entries; what is no list stays as it is, and is told."""
    if kept is None and more:
        return more
    return [*kept, *more] if isinstance(kept, list) else kept


def checked(
    data: Mapping[str, object],
    file: str,
    places: Places,
    *,
    but: Container[Fault] = (),
    told: Mapping[str, bool] | None = None,
) -> RulebookFile:
    """Return the tables of a rulebook after every check but those for some faults.

    Raises RulebookError with every problem found, in the order of the file.
    """
    whole = shaped(RulebookFile, data, file, places, told)
    fell = [each for each in problems(whole) if each.fault not in but]
    if fell:
        found = [
            Problem(dotted(fall.path), places.line(fall.path), fall.fault, fall.detail)
            for fall in fell
        ]
        raise RulebookError(file, in_order(found))
    return whole


# Who may do what: roles against duties.


def may(roles: Iterable[Role], duty: Duty, rules: Rules) -> bool:
    """Return whether one of the roles has the duty on that day."""
    return not rules.duty(duty).isdisjoint(roles)
