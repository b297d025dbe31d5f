# SPDX-License-Identifier: MIT
"""What the desk's own pages show: each with its duty, none with whose papers the desk holds."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from desk_app.desk.context import Desk
from desk_app.desk.disposal import destroying
from desk_app.desk.keys.backups import last_backup
from desk_app.desk.keys.roster import fingerprint, named_lines
from desk_app.desk.keys.sheet_key import to_groups
from desk_app.records.books.journal import Action, JournalMark
from desk_app.records.desk.people import Language, RosterAct
from desk_app.records.desk.profile import DeskProfile
from desk_app.records.desk.safekeeping import Drill
from desk_app.records.desk.sheets import SheetKey
from desk_app.records.pages import DayLine, DayPage, DisposalPage, DrillPage, KeysLine, RecoveryPage
from desk_app.rules.days.clock import day_of
from desk_app.rules.rulebook.terms import Duty


def recovery_page(desk: Desk, made: SheetKey, language: Language) -> RecoveryPage:
    """Return what a new recovery sheet shows; it goes to the printer and is kept nowhere."""
    desk.must(Duty.KEYS)
    profile, mark = _profile_and_head(desk)
    return RecoveryPage(
        language=language,
        profile=profile,
        sheet=made.sheet,
        mark=mark,
        groups=to_groups(made.secret),
        secret=made.secret,
        fingerprint=fingerprint(desk.ports),
    )


def day_page(
    desk: Desk, on: date, language: Language, called: Callable[[Action | RosterAct], str]
) -> DayPage:
    """Return what the journal's sheet of a day shows; ``called`` names an action in words.

    The acts on the keys are named one by one: who was enrolled, by whom, with whom (§4a).
    """
    desk.must(Duty.READ_JOURNAL)
    day = desk.ports.store.journal.day(on)
    profile, head = _profile_and_head(desk)
    return DayPage(
        language=language,
        profile=profile,
        on=on,
        made_on=desk.today,
        lines=tuple(DayLine(each.actor, called(each.action), each.count) for each in day.counts),
        head=head,
        before=day.before,
        first=day.first,
        last=day.last,
        backup=last_backup(desk),
        acts=tuple(
            KeysLine(each.number, called(each.act), each.by, each.second, each.about)
            for each in named_lines(desk.ports)
            if day_of(each.at) == on
        ),
        fingerprint=fingerprint(desk.ports),
    )


def disposal_page(desk: Desk, id_: int, language: Language) -> DisposalPage:
    """Return what the report of a disposal shows (R3).

    Raises Refused until data and papers are gone and all was checked.
    """
    report = destroying.report(desk, id_)
    return DisposalPage(
        language=language,
        profile=report.profile,
        made_on=desk.today,
        record=report.record,
        names={each.id: each.name for each in report.people},
        deleted_by=report.deleted_by,
        checked_by=report.checked_by,
    )


def drill_page(desk: Desk, drill: Drill, language: Language) -> DrillPage:
    """Return what the record of a drill shows."""
    desk.must(Duty.RESTORE)
    profile, mark = _profile_and_head(desk)
    return DrillPage(language, profile, drill, mark)


def _profile_and_head(desk: Desk) -> tuple[DeskProfile, JournalMark]:
    with desk.ports.store.reading() as books:
        return books.settings.profile(), books.journal.mark()
