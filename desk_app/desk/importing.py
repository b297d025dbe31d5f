# SPDX-License-Identifier: MIT
"""The office's own ledger taken in: read, tried row by row, taken whole, taken back whole (K4)."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from desk_app.desk import import_others as others
from desk_app.desk.applications.intake import EARLIEST
from desk_app.desk.context import Changes, Desk, Kind
from desk_app.desk.errors import BadInput, Refused, StaleEdit
from desk_app.desk.keeping import placed
from desk_app.desk.ports import Books, Progress, say_how_far
from desk_app.desk.rows import WorkIndex
from desk_app.desk.text_limits import admit
from desk_app.records.base import ApplicationId, ClaimId, Fact, MailItemId
from desk_app.records.books.journal import Action, JournalMark, NewEntry
from desk_app.records.books.ledgers import LedgerKind
from desk_app.records.case.application import Application, Claim, Form
from desk_app.records.case.history import ApplicationFile
from desk_app.records.case.mail import MailItem, Matter
from desk_app.records.importing import (
    COLUMNS_OF,
    NEEDED_OF,
    ImportColumn,
    ImportEntry,
    ImportPlan,
    LedgerEntry,
    LedgerImport,
    RawSheet,
    RowDoubt,
    RowFate,
    RowNote,
    TriedRow,
)
from desk_app.rules import codes
from desk_app.rules.days import eras
from desk_app.rules.import_readers import doubled_by, is_closed, of_name, tried
from desk_app.rules.importing import (
    SURELY_HEADS,
    ReadBy,
    guessed_columns,
    head_of,
    heading_row,
    heads_named,
    kind_of,
    remembered_heads,
    settled,
    sheets_with_heading,
    with_rights_told,
)
from desk_app.rules.rulebook.terms import Duty, DutyFor

_REMEMBERED = "import_columns"
"""The desk's value in which it stands what the heads of ledgers meant before."""

_MOST_REMEMBERED = 200
_ROWS_AT_ONCE = 500
_OFTEN = 256


@dataclass(frozen=True, slots=True)
class ImportTrial:
    """What a whole sheet would come to: each row that is not empty, in the order of the sheet.

    ``before`` is the import of the very same file that stands already, None where there is none.
    """

    sheet: RawSheet
    plan: ImportPlan
    rows: tuple[TriedRow, ...]
    before: LedgerImport | None = None
    mark: JournalMark | None = None
    """Where the journal stood when the desk was looked through for doubles."""

    def count(self, fate: RowFate) -> int:
        """Return how many rows have a fate."""
        return sum(row.fate is fate for row in self.rows)

    @property
    def carried(self) -> int:
        """How many closed entries would be carried over."""
        return sum(map(is_closed, self.entries()))

    def entries(self) -> Iterator[ImportEntry]:
        """Yield what would be taken, in the order of the sheet."""
        for row in self.rows:
            if row.fate is RowFate.TAKEN and row.entry is not None:
                yield row.entry

    def questions(self) -> Mapping[RowDoubt, int]:
        """Return what a person is still asked, and of how many rows."""
        waiting = (row for row in self.rows if row.fate is RowFate.ASKED)
        return Counter(note.doubt for row in waiting for note in row.notes)


def read_file(
    desk: Desk, path: Path, sheet: str = "", progress: Progress | None = None
) -> RawSheet:
    """Return a sheet of a file of the office; nothing of it is kept.

    Where none is named and the first is a cover, the only one with a heading is read. Raises
    NotAllowed, BadInput for what cannot be read, NotFound for another sheet, Cancelled.
    """
    desk.must(Duty.APPROVE, named=DutyFor.IMPORT)
    ledgers = desk.ports.ledgers
    read = ledgers.read(path, sheet, progress)
    if (
        sheet
        or len(read.sheets) < _SEVERAL
        or heads_named(read.rows, ledgers.words) >= SURELY_HEADS
    ):
        return read
    headed = sheets_with_heading(ledgers.beginnings(path, progress), ledgers.words)
    if read.name in headed:
        return read
    if len(headed) == 1:
        return ledgers.read(path, headed[0], progress)
    return replace(read, headed=headed)


_SEVERAL = 2
_MOST_NAMED = 12
"""So many sheets are named where one of them has to be chosen."""


def which_sheet(sheet: RawSheet) -> BadInput | None:
    """Return what is asked of whoever named no sheet of a workbook that begins with a cover."""
    if sheet.headed is None:
        return None
    among = sheet.headed or sheet.sheets
    facts: dict[str, Fact] = {"sheet": sheet.name, "sheets": among[:_MOST_NAMED]}
    if len(among) > _MOST_NAMED:
        facts["more"] = len(among) - _MOST_NAMED
    code = "import_which_sheet" if sheet.headed else "import_no_heading"
    return BadInput(code, facts)


def proposed_plan(desk: Desk, sheet: RawSheet, kind: LedgerKind | None = None) -> ImportPlan:
    """Return how a sheet is read unless a person says otherwise: by its heads, and as before.

    Of what it is a ledger is told by its heads and its title where no ``kind`` is given.
    """
    words = desk.ports.ledgers.words
    kind = kind_of(sheet, words) if kind is None else kind
    heading = heading_row(sheet.rows, words.heads[kind])
    if heading is None:
        width = max(map(len, sheet.rows), default=0)
        return ImportPlan(0, (None,) * width, kind=kind)
    return plan_from(desk, sheet, heading, kind)


def plan_from(
    desk: Desk, sheet: RawSheet, heading: int, kind: LedgerKind = LedgerKind.APPLICATIONS
) -> ImportPlan:
    """Return how a sheet is read whose heading is the row of a number, from 1; 0: it has none."""
    with desk.ports.store.reading() as books:
        remembered = _remembered(books, kind)
    words = desk.ports.ledgers.words
    head = head_of(sheet.rows, heading, words.heads[kind])
    width = max(map(len, sheet.rows), default=0)
    columns = guessed_columns(head, words.heads[kind], remembered)
    if kind is LedgerKind.APPLICATIONS and not remembered:
        columns = with_rights_told(columns, sheet.rows, heading, words)
    return ImportPlan(heading, (*columns, *(None,) * (width - len(columns))), kind=kind)


def dry_run(
    desk: Desk, sheet: RawSheet, plan: ImportPlan, progress: Progress | None = None
) -> ImportTrial:
    """Return what becomes of every row, and why; nothing is kept.

    Raises NotAllowed, BadInput for a plan without the columns that are needed, Cancelled.
    """
    desk.must(Duty.APPROVE, named=DutyFor.IMPORT)
    _must_be_whole(sheet, plan)
    by = ReadBy(plan, desk.ports.ledgers.words, desk.today, EARLIEST)
    found: list[TriedRow] = []
    numbered = list(enumerate(sheet.rows, 1))[plan.heading :]
    for done, (number, row) in enumerate(numbered):
        _reach(progress, done, len(numbered))
        read = tried(number, row, by)
        if read is not None:
            found.append(read)
    with desk.ports.store.reading() as books:
        before, mark = books.imports.of_file(hash_of(sheet)), books.journal.mark()
        known = tuple(_known(books, plan.kind, found))
    rows = tuple(settled(row, plan.answers) for row in _with_doubles(found, known))
    return ImportTrial(sheet, plan, rows, before, mark)


def hash_of(sheet: RawSheet) -> str:
    """Return by what a sheet is told again: its file's hash, with its name where it is not first.

    A workbook with a sheet a year is taken in sheet by sheet.
    """
    if not sheet.sheets or sheet.name == sheet.sheets[0]:
        return sheet.sha256
    return hashlib.sha256(f"{sheet.sha256} {sheet.name}".encode()).hexdigest()


def first_rows(desk: Desk, sheet: RawSheet, plan: ImportPlan, count: int) -> ImportTrial:
    """Return so many rows below the heading as they would be read; nothing is kept.

    Raises NotAllowed, BadInput for a plan without the columns that are needed.
    """
    return dry_run(desk, replace(sheet, rows=sheet.rows[: plan.heading + count]), plan)


def answered(trial: ImportTrial, plan: ImportPlan) -> ImportTrial:
    """Return a trial with other answers of a person to the same questions."""
    rows = tuple(settled(row, plan.answers) for row in trial.rows)
    return replace(trial, plan=plan, rows=rows)


def take(desk: Desk, trial: ImportTrial, progress: Progress | None = None) -> tuple[Changes, int]:
    """Take what a trial says is taken, in one unit of work; return the import's id, too.

    Closed entries are carried over, each with a receipt number of the year of its arrival; open
    ones wait as mail for a person's look. Raises NotAllowed, Refused where questions are open,
    where nothing would be taken or where the file stands already; StaleEdit where what came to the
    desk since it was tried may be one of its rows; BadInput, Cancelled.
    """
    _must_may(desk, trial.plan.kind)
    if trial.count(RowFate.ASKED):
        raise Refused(("import_asks",), {"rows": trial.count(RowFate.ASKED)})
    entries = tuple(trial.entries())
    if not entries:
        raise Refused(("import_empty",))
    with desk.ports.store.writing(desk.actor.id, desk.ports.clock.now()) as books:
        if books.imports.of_file(hash_of(trial.sheet)) is not None:
            raise Refused(("import_again",))
        if books.journal.mark() != trial.mark:
            _must_ask_nothing_more(books, trial)
        record = books.imports.add(_record(desk, trial))
        if trial.plan.kind is LedgerKind.APPLICATIONS:
            applications = [each for each in entries if isinstance(each, LedgerEntry)]
            record = _take_all(desk, books, record, applications, progress)
        else:
            beside = [each for each in entries if not isinstance(each, LedgerEntry)]
            record = others.take(desk, books, record, beside)
        books.imports.save(record)
        _remember(desk, books, trial)
        books.journal.note(
            Action.LEDGER_IMPORTED,
            None,
            file=record.sha256,
            ledger=record.kind.value,
            carried=record.carried,
            still_open=record.waiting,
            refused=record.refused,
        )
        books.commit()
    return _changed(record), record.id


def _changed(record: LedgerImport) -> Changes:
    if record.kind is LedgerKind.APPLICATIONS:
        return Changes.of((Kind.APPLICATION, record.first_application), (Kind.MAIL_ITEM, 0))
    kind = Kind.INQUIRY if record.kind is LedgerKind.INQUIRIES else Kind.REGISTER
    return Changes.of((kind, record.first_entry))


def _must_may(desk: Desk, kind: LedgerKind) -> None:
    """Go on only for who may import, and keep the register that it is of; raises NotAllowed."""
    desk.must(Duty.APPROVE, named=DutyFor.IMPORT)
    if kind not in {LedgerKind.APPLICATIONS, LedgerKind.INQUIRIES}:
        desk.must(Duty.REGISTERS)


def take_back(desk: Desk, id_: int) -> Changes:
    """Take a whole import back while nothing followed on any of its rows; its numbers stay used.

    Raises NotAllowed, NotFound, Refused where it was taken back before or anything followed.
    """
    desk.must(Duty.APPROVE, named=DutyFor.IMPORT)
    now = desk.ports.clock.now()
    with desk.ports.store.writing(desk.actor.id, now) as books:
        record = books.imports.get(id_)
        if record.taken_back_at is not None:
            raise Refused(("import_taken_back",))
        _must_may(desk, record.kind)
        if not others.untouched(books, record):
            raise Refused(("import_followed",))
        books.imports.remove(record)
        books.imports.save(replace(record, taken_back_at=now, taken_back_by=desk.actor.id))
        books.journal.note(Action.IMPORT_TAKEN_BACK, None, file=record.sha256)
        books.commit()
    return _changed(record)


def imports(desk: Desk) -> tuple[LedgerImport, ...]:
    """Return the imports, the newest first: counts and days, nothing of any applicant."""
    with desk.ports.store.reading() as books:
        return books.imports.all()


# What a row was already: by its number, or by name and day.


Seen = tuple[str | int, str, tuple[object, ...]]
"""Where something stands already, its number before, and what tells that it is the same."""


def _known(books: Books, kind: LedgerKind, rows: Iterable[TriedRow]) -> Iterator[Seen]:
    """Yield what the desk has already of the kind that is tried."""
    if kind is not LedgerKind.APPLICATIONS:
        yield from others.known(books, kind)
        return
    entries = [row.entry for row in rows if isinstance(row.entry, LedgerEntry)]
    days = [each.received_on for each in entries]
    numbers = [each.number for each in entries if each.number]
    for each in books.imports.known(min(days), max(days), numbers) if days else ():
        person = () if each.received_on is None else of_name(each.name, each.received_on)
        yield each.receipt_number, each.own_number, person


class _Seen:
    """What was seen before, and where: by the office's number, and by folded name and day."""

    def __init__(self) -> None:
        self._numbers: dict[str, str | int] = {}
        self._people: dict[object, str | int] = {}

    def find(self, number: str, of_name: Sequence[object]) -> str | int | None:
        """Return where a number, or somebody on a day, was seen first."""
        if number in self._numbers:
            return self._numbers[number]
        return next((self._people[of] for of in of_name if of in self._people), None)

    def add(self, number: str, of_name: Sequence[object], where: str | int) -> None:
        """Note where a number and a name with its day stand."""
        if number:
            self._numbers.setdefault(number, where)
        for of in of_name:
            self._people.setdefault(of, where)


def _with_doubles(rows: Sequence[TriedRow], known: Iterable[Seen]) -> Iterator[TriedRow]:
    """Yield the rows, with a question to each that the desk or an earlier row may have already."""
    at_desk, here = _Seen(), _Seen()
    for where, own_number, same in known:
        at_desk.add(own_number, same, where)
        at_desk.add(str(where), (), where)
    for row in rows:
        if row.entry is None:
            yield row
            continue
        number, same = doubled_by(row.entry)
        told: list[RowNote] = []
        if (there := at_desk.find(number, same)) is not None:
            told.append(RowNote(RowDoubt.DOUBLE_AT_DESK, facts={"number": there}))
        if (there := here.find(number, same)) is not None:
            told.append(RowNote(RowDoubt.DOUBLE_IN_FILE, facts={"row": there}))
        here.add(number, same, row.row)
        yield replace(row, notes=(*row.notes, *told)) if told else row


# Taking in.


def _must_be_whole(sheet: RawSheet, plan: ImportPlan) -> None:
    """Raise BadInput where a plan does not say which columns hold day and name, or one twice."""
    said = [column for column in plan.columns if column is not None]
    if not 0 <= plan.heading <= len(sheet.rows):
        raise BadInput("import_heading", place="heading")
    if len(set(said)) != len(said):
        raise BadInput("import_column_twice", place="columns")
    missing = [each.value for each in NEEDED_OF[plan.kind] if each not in said]
    if missing:
        raise BadInput("import_columns_missing", {"columns": tuple(missing)}, place="columns")
    if not set(said) <= set(COLUMNS_OF[plan.kind]):
        raise BadInput("import_column_of_another", place="columns")


def _must_ask_nothing_more(books: Books, trial: ImportTrial) -> None:
    """Go on only where nothing came to the desk since that a row to be taken may double.

    Raises StaleEdit: whoever imports looks at the rows once more.
    """
    here = [replace(each, notes=()) for each in trial.rows]
    known = tuple(_known(books, trial.plan.kind, here))
    for row, now in zip(trial.rows, _with_doubles(here, known), strict=True):
        if row.fate is RowFate.TAKEN and _doubles_desk(now) and not _doubles_desk(row):
            raise StaleEdit


def _doubles_desk(row: TriedRow) -> bool:
    return any(note.doubt is RowDoubt.DOUBLE_AT_DESK for note in row.notes)


def _record(desk: Desk, trial: ImportTrial) -> LedgerImport:
    taken = trial.count(RowFate.TAKEN)
    return LedgerImport(
        id=0,
        at=desk.ports.clock.now(),
        by=desk.actor.id,
        sha256=hash_of(trial.sheet),
        carried=trial.carried,
        waiting=taken - trial.carried,
        refused=len(trial.rows) - taken,
        kind=trial.plan.kind,
    )


def _take_all(
    desk: Desk,
    books: Books,
    record: LedgerImport,
    entries: Sequence[LedgerEntry],
    progress: Progress | None,
) -> LedgerImport:
    """Take the entries, many at once; return the import with the ids they got."""
    first_mail, first_application = books.imports.next_ids()
    mail, application = first_mail, first_application
    for start in range(0, len(entries), _ROWS_AT_ONCE):
        waiting: list[MailItem] = []
        closed: list[tuple[ApplicationFile, WorkIndex]] = []
        for done, entry in enumerate(entries[start : start + _ROWS_AT_ONCE], start):
            _reach(progress, done, len(entries))
            item = _mail_of(desk, mail, entry)
            mail = MailItemId(mail + 1)
            if entry.completed_on is None:
                waiting.append(item)
                continue
            made = _carried_over(desk, books, record, item, entry)
            file = ApplicationFile(replace(made, id=application), mail=(item,))
            application = ApplicationId(application + 1)
            closed.append((file, placed(desk, file)))
        books.imports.add_whole(waiting, closed)
        _note_all(books, record, waiting, [file.application for file, _ in closed])
    return replace(
        record,
        first_application=first_application if record.carried else 0,
        last_application=application - 1 if record.carried else 0,
        first_mail=first_mail,
        last_mail=mail - 1,
    )


def _note_all(
    books: Books,
    record: LedgerImport,
    waiting: Iterable[MailItem],
    closed: Iterable[Application],
) -> None:
    entries = [
        NewEntry(
            Action.MAIL_LOGGED,
            "",
            {"mail": item.id, "matter": item.matter.value, "ledger_import": record.id},
        )
        for item in waiting
    ]
    entries += (
        NewEntry(
            Action.ENTRY_CARRIED_OVER,
            made.token,
            {
                "receipt_number": made.receipt_number,
                "own_number": made.own_number,
                "completed_on": made.completed_before,
                "ledger_import": record.id,
            },
        )
        for made in closed
    )
    books.journal.note_all(entries)


def _mail_of(desk: Desk, id_: MailItemId, entry: LedgerEntry) -> MailItem:
    """Return the mail item of an entry: done with where it is closed, to be logged where not."""
    closed = entry.completed_on is not None
    return admit(
        MailItem(
            id=id_,
            arrived_on=entry.received_on,
            kind=entry.kind,
            matter=Matter.NEW_APPLICATION,
            sender="" if closed else entry.principal.name,
            note="" if closed else _told(entry),
            handled=closed,
            logged_at=desk.ports.clock.now(),
            logged_by=desk.actor.id,
            version=1,
        ),
        "mail",
    )


def _told(entry: LedgerEntry) -> str:
    """Return what the ledger says of something open, for whoever logs it from its paper."""
    person = entry.principal
    said = (
        entry.number,
        person.kana,
        person.postal_code,
        person.address,
        person.phone,
        entry.scope,
        entry.service,
        entry.outcome,
    )
    return "\n".join(each for each in said if each.strip())


def _carried_over(
    desk: Desk, books: Books, record: LedgerImport, item: MailItem, entry: LedgerEntry
) -> Application:
    """Return a closed entry as an application that was answered before; it gets a number (K4)."""
    day = entry.received_on
    letter, year = eras.era_letter(day), eras.era_year(day)
    token = desk.ports.chance.token
    return admit(
        Application(
            id=ApplicationId(0),
            token=token(),
            mail_item=item.id,
            received_on=day,
            form=Form(""),
            principal=entry.principal,
            claims=tuple(Claim(ClaimId(token()), right) for right in entry.rights),
            proxy=entry.proxy,
            scope=entry.scope,
            service=entry.service,
            receipt_number=codes.receipt_number(
                letter, year, books.numbers.next_receipt(letter, year)
            ),
            rulebook_version=desk.rulebook.version,
            logged_at=desk.ports.clock.now(),
            logged_by=desk.actor.id,
            version=1,
            own_number=entry.number,
            completed_before=entry.completed_on,
            outcome_before=entry.outcome,
            imported=record.id,
        )
    )


def _reach(progress: Progress | None, done: int, total: int) -> None:
    """Say how far it is now and then; raises Cancelled where it shall not go on."""
    if not done % _OFTEN:
        say_how_far(progress, done, total)


# What the heads of a ledger meant the last time.


def _value_of(kind: LedgerKind) -> str:
    return _REMEMBERED if kind is LedgerKind.APPLICATIONS else f"{_REMEMBERED}_{kind.value}"


def _remembered(books: Books, kind: LedgerKind) -> Mapping[str, ImportColumn | None]:
    written = books.settings.value(_value_of(kind))
    if not written:
        return {}
    kept: dict[str, str] = json.loads(written)
    return {head: ImportColumn(code) if code else None for head, code in kept.items()}


def _remember(desk: Desk, books: Books, trial: ImportTrial) -> None:
    kind = trial.plan.kind
    head = head_of(trial.sheet.rows, trial.plan.heading, desk.ports.ledgers.words.heads[kind])
    found = {**_remembered(books, kind), **remembered_heads(head, trial.plan.columns)}
    newest = list(found.items())[-_MOST_REMEMBERED:]
    written = {each: "" if column is None else column.value for each, column in newest}
    books.settings.keep_value(_value_of(kind), json.dumps(written, ensure_ascii=False))
