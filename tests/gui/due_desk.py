# SPDX-License-Identifier: MIT
"""A real desk two years on: answered applications that are due for disposal, a sheet, a folder."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from desk_app.desk import timekeeping
from desk_app.desk.context import Desk
from desk_app.desk.keeping import keep
from desk_app.desk.keys import backups
from desk_app.desk.keys import people as keys
from desk_app.desk.keys.sheet_key import last_group
from desk_app.gui.session.entrance import NewPerson
from desk_app.records.application import Right
from desk_app.records.base import ApplicationId, DecisionId, LetterId, PostingId
from desk_app.records.history import ApplicationFile
from desk_app.records.journal import Action
from desk_app.records.letters import LetterKind
from desk_app.records.people import Role
from desk_app.store.vault import keyring
from tests.builders import ARRIVED, complete, with_decision, with_letter
from tests.fakes.making import facts
from tests.fakes.world import FixedClock
from tests.gui.case_desk import CLERK, PASSWORD, CaseDesk, found

OFFICER = NewPerson("石川 恵子", frozenset({Role.OFFICER}), PASSWORD)
AUDITOR = NewPerson("林 静", frozenset({Role.AUDITOR}), PASSWORD)
NAMES = ("龗川 目印一", "龗川 目印二", "龗川 目印三")
DUE = date(2028, 11, 27)


def due_desk(folder: Path, *people: NewPerson, believed: bool = True, due: bool = True) -> CaseDesk:
    """Found a desk with three applications that are ``due``; the first of the people signs in.

    Where the day is not to be ``believed`` nobody confirmed that two years went by.
    """
    staff = people or (CLERK, OFFICER)
    case = found(folder, *staff)
    case.do(_answered, staff[0])
    if not due:
        return case
    FixedClock.move_to(case.clock, DUE)
    (folder / "copies").mkdir(parents=True)
    case.do(lambda desk: made_safe(desk, folder / "copies"), OFFICER)
    if believed:
        case.do(lambda desk: _believed(desk, case, staff), staff[0])
    return case


def _answered(desk: Desk) -> None:
    for number, name in enumerate(NAMES, 1):
        _answer(desk, name, number)


def _answer(desk: Desk, name: str, number: int) -> ApplicationId:
    with desk.ports.store.writing(desk.actor.id, desk.ports.clock.now()) as books:
        built = _built(name, number)
        item = books.mail.add(replace(built.mail[0], payments=()))
        made = replace(
            built.application,
            mail_item=item.id,
            token=desk.ports.chance.token(),
            rulebook_version=desk.rulebook.version,
        )
        id_ = books.files.add(made).id
        books.journal.note(Action.APPLICATION_LOGGED, id_, name=name)
        books.letters.keep(LetterId(f"l{number}"), facts(), f"%PDF {name}".encode())
        kept = books.files.get(id_)
        history = {
            part: getattr(built, part) for part in ("inquiries", "decisions", "letters", "postings")
        }
        papers = tuple(replace(each, mail_item=item.id) for each in built.enclosures)
        keep(desk, books, replace(kept, enclosures=papers, **history))
        books.commit()
    return id_


def _built(name: str, number: int) -> ApplicationFile:
    file = with_decision(complete(Right.CORRECTION), Right.CORRECTION)
    claims = [claim.id for claim in file.application.claims]
    file = with_letter(file, LetterKind.CORRECTION, claims, ARRIVED)
    (letter,), (posting,), (decision,) = file.letters, file.postings, file.decisions
    sent = PostingId(f"p{number}")
    letter = replace(letter, id=LetterId(f"l{number}"), posting=sent)
    principal = replace(file.application.principal, name=name)
    number_ = f"R8-{number:04}"
    return replace(
        file,
        application=replace(file.application, principal=principal, receipt_number=number_),
        letters=(letter,),
        postings=(replace(posting, id=sent, letters=(letter.id,)),),
        decisions=(replace(decision, id=DecisionId(f"d{number}")),),
    )


def made_safe(desk: Desk, copies: Path) -> None:
    made = keys.new_sheet(desk)
    keys.confirm_sheet(desk, made.sheet.number, last_group(made.secret), ("金庫",))
    backups.choose_folder(desk, copies)
    backups.make_backup(desk)


def _believed(desk: Desk, case: CaseDesk, staff: tuple[NewPerson, ...]) -> None:
    other = next(each for each in staff[1:] if Role.AUDITOR not in each.roles)
    user = next(each for each in desk.ports.keys.users() if each.name == other.name)
    second = keyring.unlock(case.keys, user.id, other.password, case.around.machine)
    timekeeping.confirm_clock(desk, desk.acting(second.user, second.seal))
