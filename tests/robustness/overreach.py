# SPDX-License-Identifier: MIT
"""GOAL-13: what a role may not do, approvals that nobody gave, and those given to something else.

False approvals are put into the rows, as somebody with the key of the data could; what changes
after a true one is changed there too. Each time the letter is issued or, where it was issued
before, printed and posted: nothing may be accepted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import product
from random import Random
from typing import Any
from unittest.mock import patch

from desk_app.desk.applications import deciding
from desk_app.desk.context import Desk
from desk_app.desk.errors import KnownError, NotAllowed, Refused
from desk_app.desk.keeping import keep
from desk_app.desk.letters import corresponding
from desk_app.desk.post import posting
from desk_app.desk.signed import approvals
from desk_app.desk.signed.signing import content_to_sign
from desk_app.records.base import ApplicationId, LetterId
from desk_app.records.books.journal import Action
from desk_app.records.case.decisions import Approval, Decision
from desk_app.records.case.history import ApplicationFile
from desk_app.records.case.mail import MailKind
from desk_app.records.desk.people import Role
from desk_app.rules.situation.approved import ApprovedStanding
from desk_app.rules.work_codes import Refusal
from desk_app.store.vault import passwords as tries
from tests.unit.desk.role_table import ROWS, Row
from tests.workbench.desks import (
    Site,
    TwoPeople,
    founded,
    sign_approval,
    sign_proposal,
    writing,
)
from tests.workbench.processes import apart
from tests.workbench.report import Context, Control, Goal, Outcome, Work

APPROVALS, APPLICATIONS = 1_000, 8
ROLES = (*Role, None)
"""Each role alone, and a user who has none."""
_REFUSALS = "SELECT count(*) FROM journal WHERE action = ?"


def try_overreach(context: Context) -> Outcome:
    """Go through every cell, then give approvals that are none; then with the checks gone."""
    site, bare = founded(context.within("desk")), founded(context.within("control"))
    cells = apart(_cells, site)
    noted = apart(_refusals_noted, site)
    wanted = context.share(APPROVALS, 2 * len(KINDS))
    forged = apart(_forgeries, site, context.chance("approvals"), wanted)
    every = len(ROWS) * len(ROLES)
    few = apart(_in_the_button_only, bare, context.chance("control"), context.share(len(CHANGES)))
    return Outcome(
        reached=(
            f"{cells.right} of {every} cells right, {noted} of {cells.refused} refusals in the "
            f"journal; {forged.accepted} of {forged.tried} approvals accepted "
            f"({forged.sorts()}), {forged.issued} issued, {forged.posted} printed or posted, "
            f"{forged.unsound} left unsound"
        ),
        held=cells.right == every
        and noted == cells.refused
        and forged.accepted == forged.issued == forged.posted == forged.unsound == 0,
        work=(
            Work("cells", every, len(ROWS) * len(ROLES)),
            Work("refusals", cells.refused, every // 3),
            Work("false approvals", forged.tried, wanted),
            Work("stopped by the signatures", forged.stopped["approval_altered"], wanted // 3),
            Work("back to approval", forged.stopped["to_be_approved_again"], wanted // 5),
            Work("kinds of them", len(forged.kinds), len(KINDS)),
        ),
        control=Control(
            "checked in the button only",
            f"{few.let_in} cells let in, {few.accepted} approvals accepted, "
            f"{few.redirected} letters redirected",
            failed=few.let_in > 0 and few.accepted > 0 and few.redirected > 0,
        ),
    )


# Every role at every verb.


@dataclass(slots=True)
class Cells:
    """How many cells came out as the table says, how many of them refused, who got in wrongly."""

    right: int = 0
    refused: int = 0
    let_in: int = 0


def _cells(site: Site) -> Cells:
    found = Cells()
    with site.opened() as desk:
        for row, role in product(ROWS, ROLES):
            _meet(desk, row, role, found)
    # Some cells show a wrong password, and whoever comes next would wait for them.
    tries.begin(site.keys)
    return found


def _meet(desk: Desk, row: Row, role: Role | None, found: Cells) -> None:
    may = row.is_for(role)
    user = replace(desk.actor, roles=frozenset({role} if role is not None else ()))
    refused = False
    try:
        row.call(replace(desk, actor=user))
    except NotAllowed:
        refused = True
    except KnownError:
        pass
    found.right += refused is not may
    found.refused += refused
    found.let_in += not refused and not may


def _refusals_noted(site: Site) -> int:
    ((count,),) = site.ask(_REFUSALS, Action.VERB_REFUSED.value)
    return int(count)


# Approvals that nobody gave.


@dataclass(slots=True)
class Forged:
    """What became of false approvals."""

    tried: int
    accepted: int = 0
    issued: int = 0
    posted: int = 0
    unsound: int = 0
    stopped: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)

    def sorts(self) -> str:
        """Return how many there were of each kind."""
        return ", ".join(f"{count} {kind}" for kind, count in sorted(self.kinds.items()))


def _forgeries(site: Site, chance: Random, wanted: int) -> Forged:
    people = TwoPeople.at(site)
    own = people.proposed("自署 一郎", by=people.officer)
    ids = [people.decided(f"承認 花子{number}") for number in range(APPLICATIONS)]
    told = [people.decided(f"発行 次郎{number}") for number in range(APPLICATIONS // 2)]
    for id_ in told:
        corresponding.issue_letter(people.clerk, people.answer(id_))
    forged = Forged(wanted)
    for number in range(wanted):
        kind = KINDS[number % len(KINDS)]
        forged.kinds[kind] += 1
        if kind in CHANGES:
            said = [*_change(people, chance, kind, ids), *_change(people, chance, kind, told)]
            forged.issued += not said[0]
            forged.posted += said[1:].count("")
            forged.stopped[said[0]] += 1
            continue
        if kind == SELF:
            stopped = _by_proposer(people, own)
        else:
            stopped = _forge(people, chance, kind, chance.sample(ids, 2))
        forged.stopped[stopped] += 1
        forged.accepted += not stopped
    with people.clerk.ports.store.reading() as books:
        forged.unsound = len(approvals.unsound(books, people.clerk.ports.seal))
    people.close()
    return forged


def _by_proposer(people: TwoPeople, id_: ApplicationId) -> str:
    """Let who proposed approve; return the code of what stopped it, empty for nothing."""
    try:
        deciding.approve(people.officer, id_, people.decision(id_).id)
    except KnownError as error:
        return error.code
    return ""


def _forge(people: TwoPeople, chance: Random, kind: str, ids: list[ApplicationId]) -> str:
    """Put a false approval into the rows and issue its letter; return what stopped that."""
    id_, other = ids
    before = people.decision(id_)
    _edit(people, id_, FORGERIES[kind](people, chance, id_, other))
    try:
        corresponding.issue_letter(people.clerk, people.answer(id_))
    except KnownError as error:
        said = error.code
    else:
        return ""
    _edit(people, id_, before)
    return said


def _edit(people: TwoPeople, id_: ApplicationId, changed: Decision) -> None:
    """Put a decision in the place of another past the verbs, as somebody with the key could."""
    desk = people.clerk
    with writing(desk) as books:
        books.journal.note(Action.APPLICATION_CORRECTED, id_)
        keep(desk, books, replace(books.files.get(id_), decisions=(changed,)))


Forgery = Callable[[TwoPeople, Random, ApplicationId, ApplicationId], Decision]


def _signed(people: TwoPeople, id_: ApplicationId, names: tuple[Desk, Desk], key: Desk) -> Decision:
    """Return a decision with one person's signatures in two names, entered in the journal so."""
    proposer, approver = names
    file, before = people.file(id_), people.decision(id_)
    decision = replace(before, proposed_by=proposer.actor.id, approval=None)
    covered = _approval(before).covered
    for name, sign in ((proposer, sign_proposal), (approver, sign_approval)):
        hand = replace(name, ports=replace(name.ports, seal=key.ports.seal))
        with writing(hand) as books:
            decision = sign(hand, books, file, decision, covered)
    return decision


def _signed_by_proposer(
    people: TwoPeople, chance: Random, id_: ApplicationId, _other: ApplicationId
) -> Decision:
    """Sign with the key of who proposed, in the own name or in that of the approver."""
    approver = chance.choice((people.clerk, people.officer))
    return _signed(people, id_, (people.clerk, approver), people.clerk)


def _alone_as_two(
    people: TwoPeople, chance: Random, id_: ApplicationId, _other: ApplicationId
) -> Decision:
    """Sign alone, with another's name as proposer."""
    own, other = chance.choice(((people.clerk, people.officer), (people.officer, people.clerk)))
    return _signed(people, id_, (other, own), own)


def _without_proposer(
    people: TwoPeople, chance: Random, id_: ApplicationId, _other: ApplicationId
) -> Decision:
    """Take the form of before proposers signed, with another's name as proposer."""
    own, other = chance.choice(((people.clerk, people.officer), (people.officer, people.clerk)))
    before = people.decision(id_)
    decision = replace(before, proposed_by=other.actor.id, proposal=None, approval=None)
    content = content_to_sign(people.file(id_).application, decision)
    given = _approval(before)
    alone = Approval(own.actor.id, given.at, given.on, content.hex(), own.ports.seal.sign(content))
    with writing(own) as books:
        books.journal.note(
            Action.DECISION_APPROVED, id_, decision=decision.id, content=content.hex()
        )
    return replace(decision, approval=alone)


def _replayed(
    people: TwoPeople, chance: Random, id_: ApplicationId, other: ApplicationId
) -> Decision:
    """Take the approval of another application, with all that was decided there or without."""
    decision, source = people.decision(id_), people.decision(other)
    if chance.random() < 0.5:
        return replace(decision, approval=source.approval)
    return replace(source, id=decision.id, claim=decision.claim)


def _altered(people: TwoPeople, chance: Random, id_: ApplicationId, _: ApplicationId) -> Decision:
    """Change one value of what was approved, or of the approval."""
    decision = people.decision(id_)
    approval = _approval(decision)
    name = chance.choice(("facts", "explanation", "note", "proposed_by", "signature", "digest"))
    if name == "signature":
        signature = bytearray(approval.signature)
        signature[chance.randrange(len(signature))] ^= 1 << chance.randrange(8)
        return replace(decision, approval=replace(approval, signature=bytes(signature)))
    if name == "digest":
        digest = f"{chance.getrandbits(256):064x}"
        return replace(decision, approval=replace(approval, content_sha256=digest))
    if name == "proposed_by":
        return replace(decision, proposed_by=people.officer.actor.id)
    text: str = getattr(decision, name)
    at = chance.randrange(len(text) + 1)
    changed: dict[str, Any] = {name: text[:at] + chance.choice("0a一 ") + text[at:]}
    return replace(decision, **changed)


def _approval(decision: Decision) -> Approval:
    assert decision.approval is not None
    return decision.approval


FORGERIES: dict[str, Forgery] = {
    "signed by the proposer": _signed_by_proposer,
    "one person as two": _alone_as_two,
    "without the proposer": _without_proposer,
    "replayed": _replayed,
    "altered": _altered,
}


# What changes after an approval.


Redirect = Callable[[ApplicationFile, Random], ApplicationFile]


def _change(people: TwoPeople, chance: Random, kind: str, ids: list[ApplicationId]) -> list[str]:
    """Change something in the rows after an approval, and try to let the letter out.

    Returns what stopped each step, empty for nothing: its issue, or its print and its post.
    """
    id_ = chance.choice(ids)
    before = people.file(id_)
    _write(people, CHANGES[kind](before, chance))
    letters = [each.id for each in before.letters]
    if letters:
        steps = [
            lambda: corresponding.record_printed(people.clerk, id_, (letters[-1],)),
            lambda: posting.post(people.clerk, _envelope(people, id_, letters[-1])),
        ]
    else:
        steps = [lambda: corresponding.issue_letter(people.clerk, people.answer(id_))]
    said = [_stopped(step) for step in steps]
    if not any(each == "" for each in said):
        _write(people, before)
    return said


def _stopped(step: Callable[[], object]) -> str:
    try:
        step()
    except Refused as refused:
        again = Refusal.APPROVE_AGAIN.value
        return again if again in refused.reasons else refused.reasons[0]
    except KnownError as error:
        return error.code
    return ""


def _write(people: TwoPeople, wanted: ApplicationFile) -> None:
    """Put an application and its mail in the place of what is kept, past the verbs."""
    desk, id_ = people.clerk, wanted.application.id
    with writing(desk) as books:
        now = books.files.get(id_)
        books.journal.note(Action.APPLICATION_CORRECTED, id_)
        for item, other in zip(now.mail, wanted.mail, strict=True):
            books.mail.save(replace(other, version=item.version))
        application = replace(wanted.application, version=now.application.version)
        mail = books.files.get(id_).mail
        keep(desk, books, replace(wanted, application=application, mail=mail))


def _envelope(people: TwoPeople, id_: ApplicationId, letter: LetterId) -> posting.PostingDraft:
    return posting.PostingDraft(id_, (letter,), MailKind.SIMPLE_REGISTERED, people.clerk.today)


def _principal(name: str) -> Redirect:
    def change(file: ApplicationFile, chance: Random) -> ApplicationFile:
        principal = file.application.principal
        text: str = getattr(principal, name)
        at = chance.randrange(len(text) + 1)
        other = text[:at] + chance.choice("0９一髙") + text[at:]
        changed: dict[str, Any] = {name: other}
        return replace(
            file,
            application=replace(file.application, principal=replace(principal, **changed)),
        )

    return change


def _in_the_name_of_another(file: ApplicationFile, chance: Random) -> ApplicationFile:
    """Change identity: the papers bear another name."""
    papers = tuple(replace(each, name=f"別人 {chance.random()}") for each in file.enclosures)
    return replace(file, enclosures=papers)


def _without_stamps(file: ApplicationFile, chance: Random) -> ApplicationFile:
    """Change the fee: a stamp line is gone."""
    item, *rest = file.mail
    lines = list(item.payments)
    lines.pop(chance.randrange(len(lines)))
    return replace(file, mail=(replace(item, payments=tuple(lines)), *rest))


CHANGES: dict[str, Redirect] = {
    "name changed": _principal("name"),
    "address changed": _principal("address"),
    "postal code changed": _principal("postal_code"),
    "identity changed": _in_the_name_of_another,
    "fee changed": _without_stamps,
}


SELF = "self"
KINDS = (SELF, *FORGERIES, *CHANGES)

# The negative control: only the screen looks.


@dataclass(frozen=True, slots=True)
class Few:
    """What came through where nobody but the screen looks."""

    let_in: int
    accepted: int
    redirected: int


def _in_the_button_only(site: Site, chance: Random, kinds: int) -> Few:
    """Meet the cells of verbs with a duty, and so many kinds of forgeries and of changes."""
    people, found = TwoPeople.at(site), Cells()
    forgeries, changes = list(FORGERIES)[:kinds], list(CHANGES)[:kinds]
    ids = [people.decided(f"承認 花子{number}") for number in range(2 * len(forgeries))]
    more = [people.decided(f"発行 次郎{number}") for number in range(len(changes))]
    with _checks_off():
        for row in (row for row in ROWS if row.duty is not None):
            _meet(people.clerk, row, None, found)
        pairs = zip(forgeries, ids[::2], ids[1::2], strict=True)
        said = [_forge(people, chance, kind, [one, other]) for kind, one, other in pairs]
        sent = [
            _change(people, chance, kind, [id_])[0] for kind, id_ in zip(changes, more, strict=True)
        ]
    people.close()
    return Few(found.let_in, said.count(""), sent.count(""))


@contextmanager
def _checks_off() -> Iterator[None]:
    with (
        patch.object(Desk, "must", lambda *_, **__: None),
        patch("desk_app.desk.signed.approvals.is_sound", lambda *_: True),
        patch(
            "desk_app.rules.situation.approved.as_it_stands", lambda file, _: ApprovedStanding(file)
        ),
        patch("desk_app.rules.workflow.workflow._outcome_unmet", lambda *_: iter(())),
    ):
        yield


GOAL = Goal(
    "GOAL-13",
    f"every role × verb cell; {APPROVALS:,} approvals false or outlived: 0 accepted",
    try_overreach,
    takes=40,
)
