# SPDX-License-Identifier: MIT
"""GOAL-13: what a role may not do, and approvals that nobody gave."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from random import Random
from typing import Any
from unittest.mock import patch

from desk_app.desk import approvals, corresponding, deciding
from desk_app.desk.context import Desk
from desk_app.desk.errors import KnownError, NotAllowed
from desk_app.desk.keeping import keep
from desk_app.desk.signing import content_to_sign
from desk_app.records.decisions import Approval, Decision
from desk_app.records.ids import ApplicationId
from desk_app.records.journal import Action
from desk_app.records.people import Role
from desk_app.store.connecting import reading_connection
from tests.robustness.forks import apart
from tests.robustness.harness import Context, Control, Goal, Outcome, Work
from tests.robustness.sites import CLERK, Site, founded
from tests.robustness.two_people import TwoPeople
from tests.unit.desk.role_table import ROWS, Row

APPROVALS, APPLICATIONS = 1_000, 8
ROLES = (*Role, None)
"""Each role alone, and a user who has none."""
_REFUSALS = "SELECT count(*) FROM journal WHERE action = ?"


def try_overreach(context: Context) -> Outcome:
    """Go through every cell, then give approvals that are none; then with the checks gone."""
    site, bare = founded(context.within("desk")), founded(context.within("control"))
    cells = apart(_cells, site)
    noted = apart(_refusals_noted, site)
    wanted = context.share(APPROVALS, 40)
    forged = apart(_forgeries, site, context.chance("approvals"), wanted)
    every = len(ROWS) * len(ROLES)
    few = apart(_in_the_button_only, bare, context.chance("control"))
    return Outcome(
        reached=(
            f"{cells.right} of {every} cells right, {noted} of {cells.refused} refusals in the "
            f"journal; {forged.accepted} of {forged.tried} approvals accepted "
            f"({forged.sorts()}), {forged.unsound} left unsound"
        ),
        held=cells.right == every
        and noted == cells.refused
        and forged.accepted == forged.unsound == 0,
        work=(
            Work("cells", every, len(ROWS) * len(ROLES)),
            Work("refusals", cells.refused, every // 3),
            Work("false approvals", forged.tried, wanted),
            Work("stopped by the signature", forged.stopped["approval_altered"], wanted // 2),
        ),
        control=Control(
            "checked in the button only",
            f"{few.let_in} cells let in, {few.accepted} approvals accepted",
            failed=few.let_in > 0 and few.accepted > 0,
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
    desk, found = site.open(CLERK), Cells()
    for row in ROWS:
        for role in ROLES:
            _meet(desk, row, role, found)
    desk.ports.store.close()
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
    with closing(reading_connection(site.database, site.unlock().data_key)) as raw:
        (count,) = raw.execute(_REFUSALS, (Action.VERB_REFUSED.value,)).fetchone()
        return int(count)


# Approvals that nobody gave.


@dataclass(slots=True)
class Forged:
    """What became of false approvals."""

    tried: int
    accepted: int
    unsound: int
    stopped: Counter[str]
    kinds: Counter[str]

    def sorts(self) -> str:
        """Return how many there were of each kind."""
        return ", ".join(f"{count} {kind}" for kind, count in sorted(self.kinds.items()))


def _forgeries(site: Site, chance: Random, wanted: int) -> Forged:
    people = TwoPeople.at(site)
    own = people.proposed("自署 一郎", by=people.officer)
    ids = [people.decided(f"承認 花子{number}") for number in range(APPLICATIONS)]
    forged = Forged(wanted, 0, 0, Counter(), Counter())
    for _ in range(wanted):
        kind = chance.choice(("self", *FORGERIES))
        if kind == "self":
            said = _by_proposer(people, own)
        else:
            said = _forge(people, chance, kind, chance.sample(ids, 2))
        forged.kinds[kind] += 1
        forged.stopped[said] += 1
        forged.accepted += not said
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
    with desk.ports.store.writing(desk.actor.id, desk.ports.clock.now()) as books:
        books.journal.note(Action.APPLICATION_CORRECTED, id_)
        keep(desk, books, replace(books.files.get(id_), decisions=(changed,)))
        books.commit()


Forgery = Callable[[TwoPeople, Random, ApplicationId, ApplicationId], Decision]


def _signed_by_proposer(
    people: TwoPeople, chance: Random, id_: ApplicationId, _other: ApplicationId
) -> Decision:
    """Sign with the key of who proposed, in the own name or in that of the approver."""
    file, decision = people.file(id_), people.decision(id_)
    signature = people.clerk.ports.seal.sign(content_to_sign(file.application, decision))
    by = chance.choice((people.clerk, people.officer)).actor.id
    return replace(decision, approval=replace(_approval(decision), by=by, signature=signature))


def _replayed(
    people: TwoPeople, chance: Random, id_: ApplicationId, other: ApplicationId
) -> Decision:
    """Take the approval of another application, with all that was decided there or without."""
    decision, source = people.decision(id_), people.decision(other)
    if chance.random() < 0.5:
        return replace(decision, approval=source.approval)
    return replace(source, id=decision.id, claim=decision.claim)


def _altered(
    people: TwoPeople, chance: Random, id_: ApplicationId, _other: ApplicationId
) -> Decision:
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
    "replayed": _replayed,
    "altered": _altered,
}


# The negative control: only the screen looks.


@dataclass(frozen=True, slots=True)
class Few:
    """What came through where nobody but the screen looks."""

    let_in: int
    accepted: int


def _in_the_button_only(site: Site, chance: Random) -> Few:
    people, found = TwoPeople.at(site), Cells()
    ids = [people.decided(f"承認 花子{number}") for number in range(2 * len(FORGERIES))]
    with _checks_off():
        for row in (row for row in ROWS if row.duty is not None):
            _meet(people.clerk, row, None, found)
        pairs = zip(FORGERIES, ids[::2], ids[1::2], strict=True)
        said = [_forge(people, chance, kind, [one, other]) for kind, one, other in pairs]
    people.close()
    return Few(found.let_in, said.count(""))


@contextmanager
def _checks_off() -> Iterator[None]:
    with (
        patch.object(Desk, "must", lambda _desk, _duty: None),
        patch("desk_app.desk.approvals.is_sound", lambda *_: True),
    ):
        yield


GOAL = Goal(
    "GOAL-13",
    f"every role × verb cell; {APPROVALS:,} false approvals: 0 accepted",
    try_overreach,
)
