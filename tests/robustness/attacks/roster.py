# SPDX-License-Identifier: MIT
"""The roster's statements forged: moved, signed anew, said by a clerk, begun anew, carried over."""

from __future__ import annotations

import base64
import hashlib
import shutil
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from desk_app.desk.keys.roster import KeysActs, Second
from desk_app.desk.ports import TakenAlong
from desk_app.desk.signed.approvals import APPROVALS_BEFORE
from desk_app.records.base import UserId
from desk_app.records.books.journal import Action
from desk_app.records.desk.people import ROSTER_VALUE, RosterAct
from desk_app.store.disk.small_files import canonical
from desk_app.store.disposal import disposal_list
from desk_app.store.vault.key_file import member_of
from desk_app.store.vault.roster import (
    SECOND_DOMAIN,
    STATEMENT_DOMAIN,
    Statement,
    commitment_of,
    member_to_json,
    statement_to_json,
)
from desk_app.store.vault.sheets import sheet_to_json
from desk_app.store.vault.slots import Slot, slot_to_json
from tests.robustness.attacks.office import (
    CLERK,
    GHOST,
    PASSWORD,
    SUPERVISOR,
    Body,
    Hand,
    Signer,
    Tries,
    Try,
    Wanted,
    beside,
    edits,
    enrols,
    head_of,
    opened,
    said_of,
)
from tests.workbench.desks import OFFICER

NOTHING_DISPOSED = {"disposals": {"count": 0, "head": ""}}

# Statements inserted, moved, repeated, signed anew, with words of another kind.


def _moved(change: Callable[[list[Body]], list[Body] | None]) -> Try:
    """Return a try that changes the statements, or puts others there, and chains all again."""

    def move(hand: Hand) -> None:
        with hand.editing(chained=True) as body:
            said = body["roster"]["statements"]
            body["roster"]["statements"] = change(said) or said

    return move


def _inserted(hand: Hand) -> None:
    made = hand.stated(RosterAct.PEPPER_CHANGED, {"pepper": ""}, hand.clerk)
    with hand.editing(chained=True) as body:
        body["roster"]["statements"].insert(3, made["roster"]["statements"][-1])


def _signed_anew_by_a_clerk(hand: Hand) -> None:
    body = hand.body()
    last = body["roster"]["statements"].pop()
    content = {name: said for name, said in last["content"].items() if name != "journal"}
    by = Signer(last["by"], hand.own.signing_key)
    hand.state(RosterAct(last["act"]), content, by, body=body)


def _author_exchanged(hand: Hand) -> None:
    with hand.editing(chained=True) as body:
        body["roster"]["statements"][-1]["by"] = hand.clerk.id


def _number_skipped(body: Body) -> None:
    body["roster"]["statements"][-1]["number"] += 1


def _of_another_desk(hand: Hand) -> None:
    with hand.editing() as body:
        other = {**body, "roster": {**body["roster"], "desk": "99" * 16}}
        made = hand.stated(RosterAct.PASSWORD_RENEWED, {"slot": "x"}, hand.clerk, body=other)
        body["roster"]["statements"].append(made["roster"]["statements"][-1])


def _own_slot(hand: Hand) -> dict[str, Any]:
    """Return what renews the own password with the slot that is there."""
    return {"slot": hand.roster.people[2].slot}


def _signed_with(
    signature: Callable[[Hand, list[Body]], object],
    by: str = OFFICER.name,
    act: RosterAct = RosterAct.PEPPER_CHANGED,
    said: Callable[[Hand], dict[str, Any]] = lambda _: {"pepper": ""},
) -> Try:
    """Return a try that states something in another's name under a signature from elsewhere."""

    def sign(hand: Hand) -> None:
        signer = Signer(hand.office.users[by], hand.own.signing_key)
        body = hand.stated(act, said(hand), signer)
        statements = body["roster"]["statements"]
        statements[-1]["signature"] = signature(hand, statements)
        hand.put(body)

    return sign


STATEMENTS: Tries = {
    "let two statements change places": _moved(lambda said: [said[0], said[2], said[1], *said[3:]]),
    "say the last statement once more": _moved(lambda said: [*said, said[-1]]),
    "take a statement out of the middle": _moved(lambda said: [*said[:2], *said[3:]]),
    "put a statement signed by the clerk into the middle": _inserted,
    "change what the last statement says, and sign it with the clerk's key": (
        _signed_anew_by_a_clerk
    ),
    "name another author under a statement": _author_exchanged,
    "let a statement be of another moment": _moved(
        lambda said: said[-1].update(at="2028-01-01T00:00:00+00:00")
    ),
    "leave a number out": edits(_number_skipped),
    "take the second signature from the founding": _moved(
        lambda said: said[0].update(second_by="", second_signature="")
    ),
    "let an author's signature stand for the second one, too": enrols(
        lambda hand, _: (hand.clerk, hand.clerk)
    ),
    "append a statement that is signed for another desk's roster": _of_another_desk,
    "sign as the author with the word of a second signature": lambda hand: hand.state(
        RosterAct.PASSWORD_RENEWED, _own_slot(hand), domain=SECOND_DOMAIN
    ),
    "let a signature as an author stand for a second one": enrols(
        lambda hand, _: (hand.clerk, hand.removed), second_domain=STATEMENT_DOMAIN
    ),
    "sign a statement without the word in front": lambda hand: hand.state(
        RosterAct.PASSWORD_RENEWED, _own_slot(hand), domain=b""
    ),
    "put a signature under a disposal's names beneath a statement": _signed_with(
        lambda hand, _: hand.entries()[0]["signed"]["signature"]
    ),
    "put the signature of one of the officer's statements under another": _signed_with(
        lambda _, statements: statements[-2]["signature"]
    ),
    "sign with a signature of zeros in the supervisor's name": _signed_with(
        lambda *_: base64.b64encode(bytes(64)).decode("ascii"),
        SUPERVISOR.name,
        RosterAct.PASSWORD_RENEWED,
        lambda hand: {"slot": hand.roster.people[1].slot},
    ),
    "say an act that no program knows": _moved(lambda said: said[-1].update(act="officer_made")),
}

# Statements that a clerk signs with his own key, for what others may say.


def _new_key(
    act: RosterAct,
    said: Callable[[Hand], Mapping[str, object]],
    *,
    acts: frozenset[RosterAct] = frozenset(),
) -> Try:
    """Return a try that changes the data key for a stranger, and says so in some act."""

    def change(hand: Hand) -> Wanted:
        body, key = hand.with_new_key(hand.body(), hand.stranger.recipient)
        hand.state(act, {**key, **said(hand)}, body=body)
        return replace(hand.for_stranger, acts=acts)

    return change


_ELSEWHERE = {"database": "", "sequence": 0, "head": "", **NOTHING_DISPOSED}


def _restored_with_oneself_alone(hand: Hand) -> Wanted:
    slot = hand.raised()
    body, said = hand.with_new_key(hand.with_slot(slot), hand.stranger.recipient)
    said |= {**_ELSEWHERE, "people": [member_to_json(member_of(slot))]}
    hand.state(RosterAct.RESTORED, said, body=body)
    return hand.for_stranger


def _removed_the_officer(hand: Hand) -> None:
    body, said = hand.with_new_key(hand.body())
    body["users"] = [each for each in body["users"] if each["name"] != OFFICER.name]
    said |= {"user": hand.office.users[OFFICER.name]}
    hand.state(RosterAct.REMOVED, said, body=body)


def _sheet_in_use(hand: Hand) -> str:
    return next(each.sheet.number for each in hand.roster.sheets if each.sheet.stands)


def _in_the_name_of_a_sheet(hand: Hand) -> None:
    by = Signer(UserId(f"sheet:{_sheet_in_use(hand)}"), hand.own.signing_key)
    hand.state(RosterAct.PEPPER_CHANGED, {"pepper": ""}, by)


def _named(entry: Callable[[Hand, list[str]], Body], before: Callable[[Hand], Body]) -> Try:
    """Return a try that puts an entry on the list of disposals, and states it as the clerk."""

    def name(hand: Hand) -> Wanted:
        body = before(hand)
        entries = [*hand.entries(), entry(hand, [hand.office.proposed_to_dispose])]
        hand.put_list(entries)
        head = ""
        for each in entries:
            head = hashlib.sha256(canonical({"previous": head, **each})).hexdigest()
        body, said = hand.with_new_key(body, hand.stranger.recipient)
        said |= {"disposal": "R10-2", "count": 2, "head": head}
        hand.state(RosterAct.DISPOSED, said, body=body)
        return hand.for_stranger

    return name


def _with_the_removed_one(hand: Hand, names: list[str]) -> Body:
    return hand.entry("R10-2", names, hand.clerk, hand.removed, place=1)


def _with_a_number_of_his_time(hand: Hand) -> Body:
    """Name entries in a password's statement, so that the removed one was still there for them."""
    renewed = {**_own_slot(hand), "disposals": {"count": 99}}
    return hand.stated(RosterAct.PASSWORD_RENEWED, renewed, hand.clerk)


def _list_taken_back(hand: Hand) -> Wanted:
    body, said = hand.with_new_key(hand.body(), hand.stranger.recipient)
    said |= {"disposal": "R10-1", "count": 1, "head": "cc" * 32}
    hand.state(RosterAct.DISPOSED, said, body=body)
    hand.put_list([])
    return hand.for_stranger


def _signed(hand: Hand, body: Body, **said: Any) -> None:  # noqa: ANN401  what a statement has
    """Append a statement of the clerk's password as it is put together here, and signed."""
    statement = Statement(by=hand.clerk.id, act=RosterAct.PASSWORD_RENEWED, **said)
    words = STATEMENT_DOMAIN + statement.signed_bytes(body["roster"]["desk"])
    signed = statement._replace(signature=hand.clerk.key.sign(words))
    body["roster"]["statements"].append(statement_to_json(signed))
    hand.put(body)


def _renewed_without_a_journal(hand: Hand) -> None:
    body = hand.body()
    *_, last = body["roster"]["statements"]
    at, number = "2028-12-01T03:00:00+00:00", last["number"] + 1
    _signed(hand, body, number=number, previous=head_of(last), at=at, content=_own_slot(hand))


def _renewed_at_the_end_of_time(hand: Hand) -> None:
    body = hand.stated(RosterAct.PASSWORD_RENEWED, _own_slot(hand), hand.clerk)
    last = body["roster"]["statements"].pop()
    said = {name: last[name] for name in ("number", "previous", "content")}
    _signed(hand, body, at="9999-12-31T23:59:59-23:59", **said)


_MORE: tuple[Mapping[str, object], ...] = (
    {"person": 5}, {"person": {}}, {"sheet": 5}, {"sheet": {}}, {"disposals": []},
    {"disposals": {"count": "many"}}, {"user": "u"}, {"x": "A" * 2_000_000},
)  # fmt: skip
"""What a password's statement does not say, and readers of statements look for."""


def _renewed_saying(more: Mapping[str, object]) -> Try:
    """Return a try that renews the own password and says more than that, which others read."""
    return lambda hand: hand.state(RosterAct.PASSWORD_RENEWED, {**_own_slot(hand), **more})


CLERKS_ACTS: Tries = {
    **{f"renew the password saying {more!s:.30}": _renewed_saying(more) for more in _MORE},
    "renew the own password at a moment that no other zone can show": _renewed_at_the_end_of_time,
    "name entries in a password's statement, of the removed one's time": _named(
        _with_the_removed_one, _with_a_number_of_his_time
    ),
    "renew the own password with a statement that names no entry of the journal": (
        _renewed_without_a_journal
    ),
    "renew the own password as if after an entry that the journal does not have": (
        lambda hand: hand.state(
            RosterAct.PASSWORD_RENEWED, _own_slot(hand), journal=(99_999, "ff" * 32)
        )
    ),
    "change the data key without naming a cause": _new_key(
        RosterAct.KEY_CHANGED, lambda _: {"cause": ""}
    ),
    "change the data key for a disposal that the roster does not name": _new_key(
        RosterAct.KEY_CHANGED, lambda _: {"cause": "R99-9"}
    ),
    "change the data key for a disposal that was carried out, as he may; he learns no other": (
        _new_key(
            RosterAct.KEY_CHANGED,
            lambda hand: {"cause": hand.entries()[-1]["disposal"]},
            acts=frozenset({RosterAct.KEY_CHANGED}),
        )
    ),
    "say that the desk was restored, with another data key": _new_key(
        RosterAct.RESTORED, lambda _: {**_ELSEWHERE, "people": []}
    ),
    "say that the desk was restored elsewhere, with oneself as its one officer": (
        _restored_with_oneself_alone
    ),
    "remove the officer": _removed_the_officer,
    "destroy the recovery sheet in use": lambda hand: hand.state(
        RosterAct.SHEET_DESTROYED, {"sheet": _sheet_in_use(hand), "on": "2028-12-01"}
    ),
    "sign as the recovery sheet with the own key": _in_the_name_of_a_sheet,
    "say that one more disposal stands on the list, where none does": _new_key(
        RosterAct.DISPOSED, lambda _: {"disposal": "R10-2", "count": 2, "head": "bb" * 32}
    ),
    "put an entry on the list that the clerk signs twice, and state it": _named(
        lambda hand, names: hand.entry("R10-2", names, hand.clerk, hand.clerk), Hand.body
    ),
    "state an entry that clerk and removed supervisor signed, backdated to his time": _named(
        _with_the_removed_one, Hand.body
    ),
    "say the disposals' number once more, lower than it was": _list_taken_back,
}

# Another roster: an own founding, a fork, a carrying over that never was.


def _own_people(hand: Hand) -> tuple[list[Slot], Signer, str, str]:
    """Return the clerk as an officer, a ghost and all others; the ghost's key, secret, wrap."""
    ghost, secrets = hand.new_slot()
    others = [each for each in hand.file.slots if each.user.name != CLERK.name]
    own = Signer(ghost.user.id, secrets.signing_key)
    return [hand.raised(), ghost, *others], own, secrets.identity.secret, ghost.recipient


def own_founding(
    hand: Hand, act: RosterAct = RosterAct.FOUNDED, **begun: object
) -> tuple[Body, str]:
    """Return a key file of an own roster, and a secret that opens it; what else it begins with."""
    slots, own, secret, recipient = _own_people(hand)
    body = hand.body()
    id_ = body["data_keys"][-1]["id"]
    said: Body = {
        "people": [member_to_json(member_of(each)) for each in slots],
        "data_key": {"id": id_, "commitment": commitment_of(hand.data_key)},
    }
    if act is RosterAct.CARRIED_OVER:
        said |= {"waiting": [], "signers": [], "sheets": [], "pepper": "", **NOTHING_DISPOSED}
    empty = {
        **body,
        "roster": {"desk": body["roster"]["desk"] if "roster" in body else "", "statements": []},
        "users": [slot_to_json(each) for each in slots],
        "generation": body["generation"] + 1,
        **begun,
    }
    empty = hand.with_wrap(empty, recipient)
    return hand.stated(act, said, hand.clerk, own, body=empty), secret


def _of_ghost(secret: str, *, begun_anew: bool = False) -> Wanted:
    return Wanted(doors=((GHOST.name, PASSWORD),), secrets=(secret,), begun_anew=begun_anew)


def _founded(act: RosterAct = RosterAct.FOUNDED, **begun: object) -> Try:
    """Return a try that puts an own roster in the place of the desk's."""

    def found(hand: Hand) -> Wanted:
        body, secret = own_founding(hand, act, **begun)
        hand.put(body)
        return _of_ghost(secret)

    return found


def founded_with_books_to_fit(hand: Hand) -> Wanted:
    """Found an own roster, and let books and anchor name it, with an entry that says so."""
    body, secret = own_founding(hand)
    (first,) = body["roster"]["statements"]
    head = head_of(first)
    with hand.rows() as raw:
        facts: dict[str, str | int] = {"roster": 1, "roster_head": head, "roster_root": head}
        entry = hand.note(raw, hand.clerk.id, Action.KEYS_RENEWED.value, **facts)
        hand.place_roster(raw, f"1 {head} {head} {entry}")
    hand.put(body)
    (hand.keys / disposal_list.NAME).unlink()
    return _of_ghost(secret, begun_anew=True)


def _founded_in_a_folder_of_its_own(hand: Hand) -> Wanted:
    body, secret = own_founding(hand)
    hand.put(body)
    shutil.move(hand.keys, hand.site.folder / "elsewhere")
    shutil.copytree(hand.office.site.keys, hand.keys)
    hand.edit_settings("../keys", "../elsewhere")
    return _of_ghost(secret)


def _founded_twice(hand: Hand) -> Wanted:
    ghost, secrets = hand.new_slot()
    said = {
        "people": [member_to_json(member_of(ghost))],
        "data_key": {"id": "aa" * 16, "commitment": commitment_of(hand.data_key)},
    }
    own = Signer(ghost.user.id, secrets.signing_key)
    hand.state(RosterAct.FOUNDED, said, own, body=hand.with_slot(ghost))
    return hand.for_ghost(secrets)


def _continued_from_an_earlier_place(hand: Hand) -> Wanted:
    body = hand.body()
    body["roster"]["statements"] = hand.body("worked")["roster"]["statements"]
    ghost, secrets = hand.new_slot()
    body = hand.with_slot(ghost, body)
    hand.state(RosterAct.ENROLLED, said_of(ghost), hand.removed, hand.clerk, body=body)
    return hand.for_ghost(secrets)


FORKED: Tries = {
    "found an own roster with everybody's slots, the clerk as its officer": _founded(),
    "found an own roster, and let books and anchor name it": founded_with_books_to_fit,
    "found an own roster under another desk's name": _founded(
        roster={"desk": "99" * 16, "statements": []}
    ),
    "begin the roster with a carrying over instead of the founding": _founded(
        RosterAct.CARRIED_OVER
    ),
    "let the settings name a key folder of an own founding": _founded_in_a_folder_of_its_own,
    "put a founding of one's own in the middle of the roster": _founded_twice,
    "go on from an earlier place with statements of the removed supervisor": (
        _continued_from_an_earlier_place
    ),
    "give the desk of the roster another name": edits(
        lambda body: body["roster"].update(desk="99" * 16)
    ),
    "take all statements out": edits(lambda body: body["roster"].update(statements=[])),
}

# Desks of before the roster, and those that were carried over to one.


def _before(hand: Hand) -> None:
    """Make the office's desk one of before the roster, as such a desk lies there."""
    body = hand.body()
    hand.put(
        {
            **hand.of_before(body),
            "sheets": [sheet_to_json(each) for each in hand.roster.sheets],
            "counts_tries": True,
        }
    )
    (hand.keys / disposal_list.NAME).unlink()
    with hand.thawed() as raw:
        # Such a journal begins without any roster.
        raw.execute("UPDATE journal SET digests = '{}' WHERE action = 'desk_founded'")
        hand.chain_again(raw)
        raw.execute("DELETE FROM settings WHERE name = ?", (ROSTER_VALUE,))
        # The migration of such a desk notes up to where its approvals bear one signature.
        raw.execute(
            "INSERT OR REPLACE INTO settings (name, value) SELECT ?, count(*) FROM journal",
            (APPROVALS_BEFORE,),
        )
        hand.anchor_to(raw, "")


def _carried_over(hand: Hand) -> None:
    """Let officer and supervisor carry such a desk over, as they would."""
    _before(hand)
    desk = opened(hand.site, OFFICER)
    other = beside(desk, hand.site, SUPERVISOR)
    known = desk.ports.keys.standing()
    with KeysActs(desk).one(Second(other.actor, other.ports.seal)) as act:
        people = frozenset(each.id for each in known.users)
        taken = TakenAlong(people, frozenset(), known.signers, sheet_secret=hand.office.sheet)
        desk.ports.keys.carry_over(taken, act.by)
        act.note(Action.CARRIED_OVER)
    KeysActs(desk).change_data_key()
    desk.ports.store.close()


def _begun_at_a_desk_of_before(act: RosterAct) -> Try:
    """Return a try that plants an own roster at a desk that has none yet."""

    def begin(hand: Hand) -> Wanted:
        _before(hand)
        desk = hand.body()["desk"]
        body, secret = own_founding(hand, act, roster={"desk": desk, "statements": []})
        said = ("generation", "users", "data_keys", "roster")
        hand.put({"format": 3, "waiting": [], **{name: body[name] for name in said}})
        return _of_ghost(secret, begun_anew=True)

    return begin


def _entry_as_of_the_carrying_over(hand: Hand) -> Wanted:
    _carried_over(hand)
    name = hand.office.proposed_to_dispose
    hand.put_list([{"disposal": "", "names": [name], "proposed": None, "signed": None}])
    return Wanted(begun_anew=True)


def _waiting_slot_planted(hand: Hand) -> Wanted:
    _carried_over(hand)
    slot, secrets = hand.new_slot()
    hand.put({**hand.body(), "waiting": [slot_to_json(slot)]})
    return replace(hand.for_ghost(secrets), begun_anew=True)


def _carried_over_once_more(hand: Hand) -> Wanted:
    _carried_over(hand)
    body = hand.body()
    first = body["roster"]["statements"][0]
    content = {name: said for name, said in first["content"].items() if name != "journal"}
    hand.state(RosterAct.CARRIED_OVER, content, hand.clerk, hand.second_clerk, body=body)
    return Wanted(begun_anew=True)


CARRIED_OVER: Tries = {
    "plant an own founding at a desk that has no roster yet": _begun_at_a_desk_of_before(
        RosterAct.FOUNDED
    ),
    "carry a desk of before over oneself, with oneself as its officer": (
        _begun_at_a_desk_of_before(RosterAct.CARRIED_OVER)
    ),
    "plant an entry that bears no signatures at a desk that was carried over": (
        _entry_as_of_the_carrying_over
    ),
    "plant a slot that waits, at a desk that was carried over": _waiting_slot_planted,
    "say the carrying over once more, with oneself as an officer": _carried_over_once_more,
}
