# SPDX-License-Identifier: MIT
"""The dated values of the rulebook: found, written anew, put in force by two; a file read (K6)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Signal

from desk_app.desk.context import Changes, Kind
from desk_app.desk.errors import BadInput
from desk_app.desk.signed import rulebooks
from desk_app.gui.asking import (
    Asked,
    ChoiceAsked,
    DayAsked,
    LineAsked,
    LineShape,
    LongAsked,
    Question,
    TicksAsked,
    Weight,
)
from desk_app.gui.kit.display.facts import FactLine
from desk_app.gui.kit.fields.names import number_of
from desk_app.gui.passwords import both_acting, two_passwords, with_own_password
from desk_app.gui.printing.own_pages import NewFile, write_whole
from desk_app.gui.session.tasks import Book
from desk_app.i18n import dates, messages, values
from desk_app.records.field import NAME_LIMIT
from desk_app.rules.rulebook import reading
from desk_app.rules.rulebook.amending import (
    CLOSING,
    NEW,
    Entering,
    ValueChange,
    new_closing,
    value_of,
    value_on,
)
from desk_app.rules.rulebook.terms import Duty, Source

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from desk_app.desk.context import Desk
    from desk_app.desk.signed.rulebooks import BeforeAfter
    from desk_app.gui.session.session import Session
    from desk_app.records.desk.people import User
    from desk_app.rules.rulebook.amending import DatedValue, FieldShape, Given
    from desk_app.rules.rulebook.file import ClosingEntry, Spanning
    from desk_app.rules.rulebook.rulebook import Rulebook, Rules
    from desk_app.rules.versions import ValueDifference


SINCE, WHY, PUBLISHED = "since", "why", "published"
_OF_VALUE, _CLAUSE = "value.", "clause"
_SEVERAL = frozenset({Entering.CHOICES, Entering.LINES, Entering.NUMBERS})


def is_new(value: DatedValue) -> bool:
    """Say whether it is no value yet: closing days that are about to be added."""
    return value.table == CLOSING and not value.key


def _in_one(*parts: str) -> str:
    return " ".join(filter(None, parts))


@dataclass(frozen=True, slots=True)
class FileRead:
    """The rulebook of a file that was read in: what it changes, and who may sign second.

    Without a name it is the version that came with the program and waits: it is put in force where
    what it changes in the open applications is seen.
    """

    source: bytes
    name: str
    book: Rulebook
    changed: tuple[ValueDifference, ...]
    open_ones: tuple[BeforeAfter, ...]
    others: tuple[User, ...]


@dataclass(frozen=True, slots=True)
class DatedWords:
    """What a value says from a day on; ``tense`` says whether that is today, past or to come."""

    since: date
    says: str
    tense: str = ""
    holds: bool = False


@dataclass(frozen=True, slots=True)
class ValuesState:
    """What is listed, the value that is written anew, and the file that was read in."""

    lines: tuple[DatedValue, ...] = ()
    chosen: DatedValue | None = None
    file: FileRead | None = None


class ValueWords(QObject):
    """Says values and what is asked before they are put in force."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session

    @property
    def _rules(self) -> Rules:
        return self._session.desk.rulebook.on(self._session.today)

    def group(self, value: DatedValue) -> str:
        """Return in which part of the rulebook a value stands."""
        return values.group(value.table, self._session.language)

    def name(self, value: DatedValue) -> str:
        """Return what a value is called."""
        return values.name(value, self._session.language)

    def says(self, value: DatedValue) -> str:
        """Return what a value says today."""
        return values.says(value, self._session.language, self._rules)

    def facts(self, value: DatedValue) -> tuple[FactLine, ...]:
        """Return since when a value says what it says, what that rests on, and why it does."""
        language = self._session.language
        if is_new(value):
            return ()
        source = messages.label(value.source, language)
        called = messages.clause_name(value.clause, self._rules, language)
        lines = (
            (self.tr("Applies since"), dates.full(value.since, language)),
            (self.tr("Rests on"), _in_one(source, value.clause, called)),
            (self.tr("Reason"), value.why),
        )
        return tuple(FactLine("", name, text) for name, text in lines if text)

    def stated(self, value: DatedValue) -> str:
        """Return what the clause says that a value rests on; nothing for the clause itself."""
        if is_new(value) or value.table == _CLAUSE:
            return ""
        text = messages.clause_text(value.clause, self._rules, self._session.language)
        return text if text != self.says(value) else ""

    def noted(self, value: DatedValue) -> tuple[str, str]:
        """Return what is to be known of a value before it is changed, where there is anything."""
        language = self._session.language
        if is_new(value):
            return self.tr("Days on which this desk alone is closed"), ""
        if value.coming is None:
            return "", ""
        then = value_on(self._session.desk.rulebook, value, value.coming)
        coming = self.tr("From {day} on already: {says}").format(
            day=dates.full(value.coming, language),
            says=values.differing(then, value, language, self._rules),
        )
        return coming, ""

    def book(self, book: Rulebook) -> str:
        """Return title and version of a rulebook."""
        title = messages.titled(book, book.name, self._session.language)
        return f"{title} {book.version.partition('+')[0]}"

    def dated(self, value: DatedValue) -> tuple[DatedWords, ...]:
        """Return what a value says from which day on: what holds today first, then to come, past.

        A closing says one thing on its own days.
        """
        if value.table == CLOSING:
            return ()
        book, today, language = (
            self._session.desk.rulebook,
            self._session.today,
            self._session.language,
        )
        coming, past = list[DatedWords](), list[DatedWords]()
        now = list[DatedWords]()
        for entry in book.versions_of(value.table, value.key):
            then = value_of(book, value.table, value.key, entry)
            says = values.says(then, language, self._rules)
            if entry.since > today:
                coming.append(DatedWords(entry.since, says, self.tr("to come")))
            elif entry.since == value.since:
                now.append(DatedWords(entry.since, says, self.tr("holds today"), holds=True))
            else:
                past.append(DatedWords(entry.since, says, self.tr("until then")))
        return (*now, *coming, *reversed(past))

    def asked(self, value: DatedValue) -> tuple[Asked, ...]:
        """Return what is entered of a value: its own fields, from which day, published, why."""
        own = [each for shape in value.shapes for each in self._asked(value, shape)]
        closing = value.table == CLOSING
        since = DayAsked(SINCE, self.tr("Effective from"), self._session.today)
        published = DayAsked(PUBLISHED, self.tr("Published on"))
        why = LineAsked(WHY, self.tr("Reason"))
        return (
            *own,
            *(() if closing else (since,)),
            *((published,) if value.source is Source.POLICY else ()),
            *(() if closing else (why,)),
        )

    def _asked(self, value: DatedValue, shape: FieldShape) -> Sequence[Asked]:
        name, now, label = (
            _OF_VALUE + shape.name,
            value.value(shape.name),
            self._label(value, shape),
        )
        if isinstance(now, tuple) or shape.entering in _SEVERAL:
            return self._several(value, shape, label, now if isinstance(now, tuple) else ())
        match shape.entering:
            case Entering.FLAG:
                language = self._session.language
                both = tuple(
                    (yes, values.answer(shape, value.table, language, yes=yes))
                    for yes in (True, False)
                )
                return [ChoiceAsked(name, label, both, bool(now))]
            case Entering.NUMBER:
                counted = self._unit(value, shape)
                return [LineAsked(name, label, str(now), LineShape.NUMBER, unit=counted)]
            case Entering.DAY:
                return [DayAsked(name, label, now if isinstance(now, date) else None)]
            case Entering.CHOICE:
                none = (("", values.nothing(self._session.language)),) if shape.may_be_empty else ()
                return [ChoiceAsked(name, label, (*none, *self._words(shape)), now or "")]
            case _:
                kind = LongAsked if shape.limit > NAME_LIMIT else LineAsked
                return [kind(name, label, str(now or ""))]

    def _several(
        self, value: DatedValue, shape: FieldShape, label: str, now: tuple[str, ...]
    ) -> Sequence[Asked]:
        name = _OF_VALUE + shape.name
        if shape.entering is Entering.CHOICES:
            return [TicksAsked(name, label, self._words(shape), now)]
        if shape.entering is Entering.LINES:
            return [LongAsked(name, label, "\n".join(now))]
        known = dict(each.split() for each in now)
        return [
            LineAsked(
                f"{name}:{code}",
                self.tr("{right}, if different").format(right=word[:1].upper() + word[1:]),
                known.get(code, ""),
                unit=self._unit(value, shape),
                hint=self.tr("as above where empty"),
            )
            for code, word in self._words(shape)
        ]

    def _unit(self, value: DatedValue, shape: FieldShape) -> str:
        return values.unit(value.table, shape.name, self._session.language, self._rules)

    def _label(self, value: DatedValue, shape: FieldShape) -> str:
        language = self._session.language
        if shape.name == "value":
            return values.name(value, language)
        return values.field(shape, language)

    def _words(self, shape: FieldShape) -> tuple[tuple[str, str], ...]:
        language, rules = self._session.language, self._rules
        return tuple((code, values.choice(shape, code, language, rules)) for code in shape.choices)

    def put_in_force(
        self, value: DatedValue, change: ValueChange, book: Rulebook, others: Sequence[User]
    ) -> Question:
        """Ask two people whether a value shall say something else from a day on."""
        name, between = self.name(value), "\n"
        if change.gone:
            effect = self.tr(
                "On these days the desk is open again, for what is logged from now on."
            )
        else:
            day = dates.full(change.since, self._session.language, weekday=True)
            effect = between.join(
                [*self._turns(value, change), self.tr("From {day} on").format(day=day)]
            )
        return Question(
            (self.tr("Take away: {name}") if change.gone else self.tr("Change: {name}")).format(
                name=name
            ),
            self.tr("Both put it in force"),
            both_acting(self._session, partial(_change, change)),
            effect=effect,
            detail=self.tr(
                "What is logged already stays under the rulebook it was logged with. Two people"
                " sign version {version}; the journal says who, and which value."
            ).format(version=book.version.partition("+")[0]),
            asked=two_passwords(others),
            weight=Weight.FINAL,
            said=self.tr("Changed: {name}").format(name=name),
        )

    def _turns(self, value: DatedValue, change: ValueChange) -> list[str]:
        """Return what each field says until that day and shall say, of those that are changed."""
        language, rules, given = self._session.language, self._rules, dict(change.given)
        until = value_on(self._session.desk.rulebook, value, change.since)
        return [
            self.tr("{field}: {before} → {after}").format(
                field=self._label(value, shape),
                before=values.given(shape, value.table, until.value(shape.name), language, rules),
                after=values.given(shape, value.table, given[shape.name], language, rules),
            )
            for shape in value.shapes
            if shape.name in given
        ]

    def install(self, file: FileRead) -> Question:
        """Ask two people whether the rulebook of a file shall be in force."""
        return Question(
            self.tr("Put {file} in force").format(file=file.name),
            self.tr("Both put it in force"),
            both_acting(self._session, partial(_install, file)),
            effect=self.told(file),
            detail=self.tr(
                "What is logged from now on stands under it; what is logged already stays under its"
                " own until each is confirmed. Two people sign the file byte by byte."
            ),
            asked=two_passwords(file.others),
            weight=Weight.FINAL,
            said=self.tr("The rulebook of the file is in force."),
        )

    def save(self, place: Path, effect: str, detail: str) -> Question:
        """Ask whether the file of the rulebook in force shall be written to a place."""
        question = Question(
            self.tr("Save the rulebook"),
            self.tr("Save"),
            lambda _: partial(_save, place),
            effect=effect,
            detail=detail,
            said=self.tr("Saved: {file}").format(file=place.name),
        )
        return with_own_password(self._session, question)

    def told(self, file: FileRead) -> str:
        """Return what a file is and how much it changes."""
        turned = sum(bool(each.changes) for each in file.open_ones)
        parts = [
            self.book(file.book),
            self.tr("%n value(s) say something else", "", len(file.changed)),
        ]
        if file.name:
            parts.append(self.tr("%n open application(s) would change", "", turned))
        return " · ".join(parts)

    def of_difference(self, line: ValueDifference) -> str:
        """Return which value a difference is about."""
        entry = line.after or line.before
        return "" if entry is None else self.name(self._value(line, entry))

    def side(self, line: ValueDifference, *, after: bool) -> str:
        """Return what a value says before or after."""
        entry, other = (line.after, line.before) if after else (line.before, line.after)
        language = self._session.language
        if entry is None:
            return values.nothing(language)
        beside = None if other is None else self._value(line, other)
        return values.differing(self._value(line, entry), beside, language, self._rules)

    def _value(self, line: ValueDifference, entry: Spanning | ClosingEntry) -> DatedValue:
        return value_of(self._session.desk.rulebook, line.table, line.key, entry)


def change_of(
    value: DatedValue, answers: Mapping[str, object], today: date, *, gone: bool = False
) -> ValueChange:
    """Return what is meant by what stands in the fields of a value.

    A field that was left as it was is none of the change: by then it may say something else.
    """
    typed = {shape.name: _given(shape, answers) for shape in value.shapes}
    given = tuple(
        (shape.name, typed[shape.name])
        for shape in value.shapes
        if _meant(shape, typed[shape.name]) != _meant(shape, value.value(shape.name))
    )
    fields: Mapping[str, object] = {**typed, **answers}
    since = fields.get("first" if value.table == CLOSING else SINCE)
    published = answers.get(PUBLISHED)
    return ValueChange(
        value.table,
        value.key,
        given,
        since if isinstance(since, date) else today,
        str(fields.get(WHY) or ""),
        published if isinstance(published, date) else None,
        gone=gone,
    )


def _given(shape: FieldShape, answers: Mapping[str, object]) -> Given:
    """Return what stands in a field as the rulebook takes it."""
    name = _OF_VALUE + shape.name
    what = answers.get(name)
    match shape.entering:
        case Entering.FLAG:
            return bool(what)
        case Entering.NUMBERS:
            typed = ((code, str(answers.get(f"{name}:{code}") or "")) for code in shape.choices)
            return tuple(f"{code} {_digits(text)}" for code, text in typed if text.strip())
        case Entering.LINES:
            return tuple(line.strip() for line in str(what or "").splitlines() if line.strip())
        case Entering.TEXT:
            return str(what or "").strip() or None
        case _:
            return cast("Given", what or None) if what != 0 else 0


def _digits(text: str) -> str:
    number = number_of(text)
    return text.strip() if number is None else str(number)


def _meant(shape: FieldShape, what: Given) -> object:
    """Return what a field means, whatever the order of what is ticked."""
    if what in ("", ()):
        return None
    return set(what) if shape.choices and isinstance(what, tuple) else what


def field_of(place: str) -> str:
    """Return the name of the form's field for a field of the value."""
    return _OF_VALUE + place


def _change(change: ValueChange, first: Desk, second: Desk) -> Changes:
    return rulebooks.change_value(first, second, change)


def _install(file: FileRead, first: Desk, second: Desk) -> Changes:
    return rulebooks.install(first, second, file.source, file.name)


def _save(place: Path, desk: Desk) -> Changes:
    write_whole(place, rulebooks.export(desk))
    return Changes.of()


class ValuesBook(Book[ValuesState]):
    """Says `state_changed`; `asked` with a question; `refused` with what is wrong and where.

    ``expect`` is told of the version that a question puts in force.
    """

    asked = Signal(object)
    refused = Signal(object)

    def __init__(
        self, session: Session, expect: Callable[[Rulebook], None], parent: QObject
    ) -> None:
        super().__init__(ValuesState(), parent)
        self.words = ValueWords(session, self)
        self._session = session
        self._expect = expect
        self._allowed = session.may(Duty.RULEBOOK)
        self._every: tuple[DatedValue, ...] = ()
        self._sought = ""
        self._watched = False
        self._files = NewFile(session, self)
        session.hub.listen(self._changed)

    def watch(self, *, watched: bool) -> None:
        """Read the values while somebody looks."""
        self._watched = watched
        if watched:
            self.read_again()

    def read_again(self) -> None:
        """Read the values of the rulebook in force; what a version says otherwise that waits."""
        if self._allowed and self._watched:
            self._session.ask(self, "values", rulebooks.dated_values, self._take)
            pending = self._session.desk.pending
            if pending is not None:
                waiting = FileRead(pending.source, "", pending, (), (), ())

                def take(changed: tuple[ValueDifference, ...]) -> None:
                    self._take_file(replace(waiting, changed=changed))

                self._session.ask(
                    self, "waiting", lambda desk: rulebooks.difference(desk, pending), take
                )

    def search(self, text: str) -> None:
        """Show the values in whose name, group or words a text stands."""
        self._sought = text.strip().casefold()
        self._show(replace(self._state, lines=self._found()))

    def choose(self, table: str, key: str) -> None:
        """Take a value to be written anew."""
        chosen = next(
            (each for each in self._every if (each.table, each.key) == (table, key)), None
        )
        self._show(replace(self._state, chosen=chosen))

    def begin_closing(self) -> None:
        """Begin a closing that is not there yet; its source is that of the week."""
        week = next((each for each in self._every if each.table == "calendar.week"), None)
        source = Source.PRACTICE if week is None else week.source
        closing = replace(new_closing(self._session.today), source=source)
        self._show(replace(self._state, chosen=closing))

    def can_go(self) -> bool:
        """Say whether what is chosen is a closing that has not begun."""
        chosen = self._state.chosen
        if chosen is None or chosen.table != CLOSING or chosen.key == NEW:
            return False
        return chosen.since > self._session.today

    def try_change(self, answers: Mapping[str, object], *, gone: bool = False) -> None:
        """Have the desk look at what was written; then ask two people, or say what is wrong."""
        chosen = self._state.chosen
        if chosen is None:
            return
        change = change_of(chosen, answers, self._session.today, gone=gone)

        def look(desk: Desk) -> tuple[Rulebook, tuple[User, ...]]:
            return rulebooks.changed(desk, change), rulebooks.confirmers(desk)

        def put(found: tuple[Rulebook, tuple[User, ...]]) -> None:
            book, others = found
            self._expect(book)
            self.asked.emit(self.words.put_in_force(chosen, change, book, others))

        self._submit(look, put, self.refused.emit)

    def read_file(self, path: str) -> None:
        """Read a file in, and show what it changes; nothing is put in force yet."""
        place = Path(path)

        def look(desk: Desk) -> FileRead:
            try:
                source = reading.read(place)
            except reading.RulebookError as error:
                facts = {"file": error.file, "key": "", "fault": error.fault.value}
                raise BadInput("rulebook_file_bad", facts, place="file") from None
            book = rulebooks.read_file(desk, source, place.name)
            changed, open_ones = rulebooks.difference(desk, book), rulebooks.effect(desk, book)
            others = rulebooks.confirmers(desk)
            return FileRead(source, place.name, book, changed, open_ones, others)

        self._submit(look, self._take_file, self._session.trouble.emit)

    def leave_file(self) -> bool:
        """Put a file away that was read in; say whether any was."""
        had = self._state.file is not None and bool(self._state.file.name)
        if had:
            self._show(replace(self._state, file=None))
        return had

    def install(self) -> None:
        """Ask two people whether the file that was read in shall be in force."""
        file = self._state.file
        if file is not None:
            self._expect(file.book)
            self.asked.emit(self.words.install(file))

    def save(self, path: str, told: str) -> None:
        """Look at the place of a new file, and ask whether the rulebook is written there."""
        place = Path(path)

        def ask(effect: str, detail: str) -> None:
            self.asked.emit(self.words.save(place, effect, detail))

        self._files.look(place, told, ask)

    def name_of_file(self) -> str:
        """Return the name that the file of the rulebook in force is offered."""
        book = self._session.desk.rulebook
        return f"{book.name}-{book.version.partition('+')[0]}.toml"

    def _submit(
        self,
        look: Callable[[Desk], object],
        take: Callable[..., None],
        failed: Callable[[Exception], None],
    ) -> None:
        desk = self._session.desk
        self._session.runner.submit(self, lambda: look(desk), take, failed)

    def _take_file(self, file: FileRead) -> None:
        self._show(replace(self._state, file=file))

    def _take(self, found: tuple[DatedValue, ...]) -> None:
        self._every = found
        chosen = self._state.chosen
        if chosen is not None and (chosen.table, chosen.key) != (CLOSING, NEW):
            chosen = next((each for each in found if _same(each, chosen)), None)
        self._show(replace(self._state, lines=self._found(), chosen=chosen))

    def _found(self) -> tuple[DatedValue, ...]:
        if not self._sought:
            return self._every
        words = self.words
        return tuple(
            each
            for each in self._every
            if self._sought
            in f"{words.group(each)} {words.name(each)} {words.says(each)}".casefold()
        )

    def _changed(self, changes: Changes, _initiator: QObject | None) -> None:
        if changes.ids(Kind.RULEBOOK):
            self._show(replace(self._state, file=None, chosen=None))
            self.read_again()


def _same(one: DatedValue, other: DatedValue) -> bool:
    return (one.table, one.key) == (other.table, other.key)
