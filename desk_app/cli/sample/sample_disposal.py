# SPDX-License-Identifier: MIT
"""What the sample desk disposed of before its first day, from the sheet to the paper (H2)."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from desk_app.cli.sample.sample_work import SummaryEntry
from desk_app.desk import reading, timekeeping
from desk_app.desk.context import Kind
from desk_app.desk.disposal import destroying, disposing
from desk_app.desk.disposal.destroying import PaperDraft
from desk_app.desk.disposal.disposing import Chosen
from desk_app.desk.keys import backups
from desk_app.desk.keys import people as keys_people
from desk_app.desk.keys.sheet_key import last_group
from desk_app.desk.signed.approvals import Witness
from desk_app.records.books.figures import Figure

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from desk_app.cli.sample.sample_file import SampleClock, SampleDesk, SampleDisposal
    from desk_app.cli.sample.sample_work import SampleCase, SamplePeople
    from desk_app.desk.context import Desk
    from desk_app.records.case.disposal import DisposalRecord


def dispose_of(
    people: SamplePeople,
    sample: SampleDesk,
    clock: SampleClock,
    cases: list[SampleCase],
    copies: Path,
) -> None:
    """Dispose of what the sample says, through the verbs.

    On its day a sheet is made and taken into use, the clerk proposes and the officer signs. On the
    first day of the sample it is carried out, and the two destroy the papers. ``copies`` is where
    the backup goes that stands before the disposal is believed.
    """
    told, clerk, officer = sample.disposal, people.clerk, people.supervisor
    if told is None:
        return
    clock.move_to(told.proposed_on)
    believe_clock(people)
    copies.mkdir()
    backups.choose_folder(officer, copies)
    made = keys_people.new_sheet(officer)
    group = last_group(made.secret)
    keys_people.confirm_sheet(officer, made.sheet.number, group, told.sheet_places)
    names = [str(row) for row in told.rows]
    chosen = tuple(Chosen(each.id, told.sheets) for each in cases if each.name in names)
    (id_,) = disposing.propose(clerk, chosen).ids(Kind.DISPOSAL)
    disposal = int(id_)
    disposing.sign(officer, disposal)
    clock.move_to(sample.first_day)
    believe_clock(people)
    destroying.carry_out(officer, disposal)
    sheets = told.sheets * len(chosen)
    by, witness = clerk.actor.id, officer.actor.id
    destroying.record_paper(officer, PaperDraft(disposal, told.method, by, witness, sheets))


def believe_clock(people: SamplePeople) -> None:
    """Have two of the sample's people answer for the day where the desk rested before it."""
    if timekeeping.doubt(people.clerk) is not None:
        timekeeping.confirm_clock(people.supervisor, people.clerk)


def disposal_entries(desk: Desk, told: SampleDisposal | None) -> Iterator[SummaryEntry]:
    """Read the disposal back, and yield how it stands beside how it should."""
    if told is None:
        return
    for number, record in enumerate(disposing.disposals(desk), start=1):
        yield SummaryEntry(
            id=f"D{number}",
            what=told.what,
            expected=told.expected.model_dump(mode="json") | {"signed": True, "kept": []},
            actual=_actual(desk, record),
            letters=(),
            what_ja=told.what_ja,
        )


def _actual(desk: Desk, record: DisposalRecord) -> dict[str, object]:
    numbers = [item.receipt_number for item in record.items]
    with reading.cases(desk) as books:
        names = {each.id: each.name for each in books.people.all()}
        kept = [each for each in numbers if books.files.by_number(each) is not None]
        signed = disposing.is_signed(desk.ports.seal, Witness(books), record)
    approval, paper, check = record.approval, record.paper, record.check
    counted = Counter[Figure]()
    for each in check.counted if check else ():
        counted[each.figure] += each.count
    return {
        "state": record.state.value,
        "numbers": numbers,
        "proposed_by": names.get(record.proposed_by, ""),
        "signed_by": names.get(approval.by, "") if approval else "",
        "paper": f"{paper.method.value}:{paper.sheets}" if paper else "",
        "counted": counted[Figure.RECEIVED],
        "signed": signed,
        "kept": kept,
    }
