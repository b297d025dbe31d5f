# SPDX-License-Identifier: MIT
"""Statements of the roster inserted, moved, repeated, signed anew, with words of another kind."""

from __future__ import annotations

import base64

from desk_app.desk.signing import names_to_sign
from desk_app.records.people import RosterAct
from desk_app.store.vault.key_file import member_of
from desk_app.store.vault.roster import SECOND_DOMAIN, STATEMENT_DOMAIN, member_to_json
from tests.robustness.attacks.hand import GHOST, PASSWORD, Body, Hand, Signer
from tests.robustness.attacks.office import SUPERVISOR, Wanted
from tests.robustness.sites import OFFICER


def _with(hand: Hand, statements: list[Body]) -> None:
    body = hand.body()
    body["roster"]["statements"] = hand.chained(statements)
    hand.put(body)


def _written(hand: Hand) -> list[Body]:
    found: list[Body] = hand.body()["roster"]["statements"]
    return found


def reordered(hand: Hand) -> Wanted:
    """Let two statements change places, and chain all again."""
    said = _written(hand)
    said[1], said[2] = said[2], said[1]
    _with(hand, said)
    return Wanted()


def repeated(hand: Hand) -> Wanted:
    """Say the last statement once more."""
    said = _written(hand)
    _with(hand, [*said, said[-1]])
    return Wanted()


def taken_out(hand: Hand) -> Wanted:
    """Take a statement out of the middle, and chain the rest again."""
    said = _written(hand)
    _with(hand, [*said[:2], *said[3:]])
    return Wanted()


def inserted(hand: Hand) -> Wanted:
    """Put a statement signed by the clerk into the middle, and chain the rest again."""
    said = _written(hand)
    made = hand.stated(RosterAct.PEPPER_CHANGED, {"pepper": ""}, hand.clerk)["roster"][
        "statements"
    ][-1]
    _with(hand, [*said[:3], made, *said[3:]])
    return Wanted()


def signed_anew_by_a_clerk(hand: Hand) -> Wanted:
    """Change what the last statement says, and sign it with the clerk's key."""
    body = hand.body()
    *before, last = body["roster"]["statements"]
    body["roster"]["statements"] = before
    content = {name: said for name, said in last["content"].items() if name != "journal"}
    by = Signer(last["by"], hand.own.signing_key)
    hand.put(hand.stated(RosterAct(last["act"]), content, by, body=body))
    return Wanted()


def author_exchanged(hand: Hand) -> Wanted:
    """Name another author under a statement."""
    said = _written(hand)
    said[-1]["by"] = hand.clerk.id
    _with(hand, said)
    return Wanted()


def moment_exchanged(hand: Hand) -> Wanted:
    """Let a statement be of another moment."""
    said = _written(hand)
    said[-1]["at"] = "2028-01-01T00:00:00+00:00"
    _with(hand, said)
    return Wanted()


def number_skipped(hand: Hand) -> Wanted:
    """Leave a number out."""
    body = hand.body()
    body["roster"]["statements"][-1]["number"] += 1
    hand.put(body)
    return Wanted()


def second_signature_taken_away(hand: Hand) -> Wanted:
    """Take the second signature from the founding."""
    said = _written(hand)
    said[0] |= {"second_by": "", "second_signature": ""}
    _with(hand, said)
    return Wanted()


def signed_twice_by_its_author(hand: Hand) -> Wanted:
    """Let a supervisor's enrolment have its author's signature for the second one, too."""
    slot, secrets = hand.new_slot()
    said = {"person": member_to_json(member_of(slot)), "pepper": ""}
    body = hand.with_slot(slot)
    hand.put(hand.stated(RosterAct.ENROLLED, said, hand.clerk, hand.clerk, body=body))
    return Wanted(doors=((GHOST.name, PASSWORD),), secrets=(secrets.identity.secret,))


def of_another_desk(hand: Hand) -> Wanted:
    """Append a statement that is signed for another desk's roster."""
    body = hand.body()
    other = {**body, "roster": {**body["roster"], "desk": "99" * 16}}
    made = hand.stated(RosterAct.PASSWORD_RENEWED, {"slot": "x"}, hand.clerk, body=other)
    body["roster"]["statements"].append(made["roster"]["statements"][-1])
    hand.put(body)
    return Wanted()


def second_word_for_the_first(hand: Hand) -> Wanted:
    """Sign as the author with the word of a second signature."""
    said = {"slot": hand.roster.people[2].slot}
    hand.put(hand.stated(RosterAct.PASSWORD_RENEWED, said, hand.clerk, domain=SECOND_DOMAIN))
    return Wanted()


def first_word_for_the_second(hand: Hand) -> Wanted:
    """Let somebody's signature as an author stand for a second one."""
    slot, secrets = hand.new_slot()
    said = {"person": member_to_json(member_of(slot)), "pepper": ""}
    body = hand.with_slot(slot)
    word = STATEMENT_DOMAIN
    by, second = hand.clerk, hand.removed
    hand.put(hand.stated(RosterAct.ENROLLED, said, by, second, body=body, second_domain=word))
    return Wanted(doors=((GHOST.name, PASSWORD),), secrets=(secrets.identity.secret,))


def without_any_word(hand: Hand) -> Wanted:
    """Sign a statement without the word in front."""
    said = {"slot": hand.roster.people[2].slot}
    hand.put(hand.stated(RosterAct.PASSWORD_RENEWED, said, hand.clerk, domain=b""))
    return Wanted()


def approval_for_a_statement(hand: Hand) -> Wanted:
    """Put the supervisor's signature under a disposal's names beneath a statement of his."""
    (entry,) = hand.entries()
    names_to_sign(entry["disposal"], entry["names"])
    by = Signer(hand.office.users[OFFICER.name], hand.own.signing_key)
    body = hand.stated(RosterAct.PEPPER_CHANGED, {"pepper": ""}, by)
    body["roster"]["statements"][-1]["signature"] = entry["signed"]["signature"]
    hand.put(body)
    return Wanted()


def signature_of_another_statement(hand: Hand) -> Wanted:
    """Put the signature of one of the officer's statements under another of his."""
    by = Signer(hand.office.users[OFFICER.name], hand.own.signing_key)
    body = hand.stated(RosterAct.PEPPER_CHANGED, {"pepper": ""}, by)
    *before, last = body["roster"]["statements"]
    last["signature"] = before[-1]["signature"]
    hand.put(body)
    return Wanted()


def signature_of_nothing(hand: Hand) -> Wanted:
    """Sign with a signature of zeros in the supervisor's name."""
    by = Signer(hand.office.users[SUPERVISOR.name], hand.own.signing_key)
    body = hand.stated(RosterAct.PASSWORD_RENEWED, {"slot": hand.roster.people[1].slot}, by)
    empty = base64.b64encode(bytes(64)).decode("ascii")
    body["roster"]["statements"][-1]["signature"] = empty
    hand.put(body)
    return Wanted()


def act_unknown(hand: Hand) -> Wanted:
    """Say an act that no program knows."""
    said = _written(hand)
    said[-1]["act"] = "officer_made"
    _with(hand, said)
    return Wanted()


TRIES = (
    reordered,
    repeated,
    taken_out,
    inserted,
    signed_anew_by_a_clerk,
    author_exchanged,
    moment_exchanged,
    number_skipped,
    second_signature_taken_away,
    signed_twice_by_its_author,
    of_another_desk,
    second_word_for_the_first,
    first_word_for_the_second,
    without_any_word,
    approval_for_a_statement,
    signature_of_another_statement,
    signature_of_nothing,
    act_unknown,
)
