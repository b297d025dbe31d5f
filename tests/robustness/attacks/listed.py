# SPDX-License-Identifier: MIT
"""The disposal list: a line put in, an entry forged, the list deleted, emptied, cut, reordered."""

from __future__ import annotations

import hashlib
import json

from desk_app.desk.signing import names_to_sign
from desk_app.store.disposal import disposal_list
from tests.robustness.attacks.hand import Hand, Signer
from tests.robustness.attacks.office import SUPERVISOR, Wanted
from tests.robustness.sites import OFFICER


def name_put_into_an_entry(hand: Hand) -> Wanted:
    """Put an application into an entry that two people signed."""
    (entry,) = hand.entries()
    entry["names"] = sorted([*entry["names"], hand.office.proposed_to_dispose])
    hand.put_list([entry])
    return Wanted()


def name_exchanged(hand: Hand) -> Wanted:
    """Put another application in the place of the one that was disposed of."""
    (entry,) = hand.entries()
    entry["names"] = [hand.office.proposed_to_dispose]
    hand.put_list([entry])
    return Wanted()


def entry_of_nobody(hand: Hand) -> Wanted:
    """Add an entry without any signature."""
    name = hand.office.proposed_to_dispose
    entry = {"disposal": "R10-2", "names": [name], "proposed": None, "signed": None}
    hand.put_list([*hand.entries(), entry])
    return Wanted()


def entry_as_of_a_carrying_over(hand: Hand) -> Wanted:
    """Add an entry as a carrying over writes one, which bears no signatures."""
    name = hand.office.proposed_to_dispose
    hand.put_list(
        [*hand.entries(), {"disposal": "", "names": [name], "proposed": None, "signed": None}]
    )
    return Wanted()


def entry_signed_twice_by_the_clerk(hand: Hand) -> Wanted:
    """Add an entry that the clerk signs for both."""
    name = hand.office.proposed_to_dispose
    entry = hand.entry("R10-2", [name], hand.clerk, hand.clerk)
    hand.put_list([*hand.entries(), entry])
    return Wanted()


def entry_in_two_names(hand: Hand) -> Wanted:
    """Add an entry that the clerk signs in the officer's name as well."""
    name = hand.office.proposed_to_dispose
    officer = Signer(hand.office.users[OFFICER.name], hand.own.signing_key)
    hand.put_list([*hand.entries(), hand.entry("R10-2", [name], hand.clerk, officer)])
    return Wanted()


def entry_with_the_removed_one(hand: Hand) -> Wanted:
    """Add an entry that clerk and removed supervisor sign, at a place of his time."""
    name = hand.office.proposed_to_dispose
    hand.put_list([*hand.entries(), hand.entry("R10-2", [name], hand.clerk, hand.removed, place=1)])
    return Wanted()


def entry_with_the_removed_one_of_now(hand: Hand) -> Wanted:
    """Add an entry that clerk and removed supervisor sign, at the roster's place of now."""
    name = hand.office.proposed_to_dispose
    hand.put_list([*hand.entries(), hand.entry("R10-2", [name], hand.clerk, hand.removed)])
    return Wanted()


def repeated(hand: Hand) -> Wanted:
    """Repeat an entry."""
    (entry,) = hand.entries()
    hand.put_list([entry, entry])
    return Wanted()


def replayed_under_another_number(hand: Hand) -> Wanted:
    """Repeat an entry under another number."""
    (entry,) = hand.entries()
    hand.put_list([entry, {**entry, "disposal": "R10-2"}])
    return Wanted()


def signature_of_a_statement(hand: Hand) -> Wanted:
    """Take a signature under a statement for the second one under the names."""
    name = hand.office.proposed_to_dispose
    entry = hand.entry("R10-2", [name], hand.clerk, hand.clerk)
    last = hand.body()["roster"]["statements"][-1]
    entry["signed"] |= {"by": last["by"], "signature": last["signature"]}
    names_to_sign("R10-2", [name])
    hand.put_list([*hand.entries(), entry])
    return Wanted()


def signers_exchanged(hand: Hand) -> Wanted:
    """Let proposer and second person change places."""
    (entry,) = hand.entries()
    entry["proposed"], entry["signed"] = entry["signed"], entry["proposed"]
    hand.put_list([entry])
    return Wanted()


def signers_name_exchanged(hand: Hand) -> Wanted:
    """Name the supervisor where the officer signed."""
    (entry,) = hand.entries()
    entry["signed"]["by"] = hand.office.users[SUPERVISOR.name]
    hand.put_list([entry])
    return Wanted()


def deleted(hand: Hand) -> Wanted:
    """Delete the list."""
    (hand.keys / disposal_list.NAME).unlink()
    return Wanted()


def emptied(hand: Hand) -> Wanted:
    """Empty the list, with the right checksum."""
    hand.put_list([])
    return Wanted()


def cut_to_nothing(hand: Hand) -> Wanted:
    """Leave a list of no bytes."""
    (hand.keys / disposal_list.NAME).write_bytes(b"")
    return Wanted()


def list_of_before_planted(hand: Hand) -> Wanted:
    """Plant a list of before the roster, whose names nobody signed."""
    names = [hand.office.proposed_to_dispose]
    text = json.dumps(names, separators=(",", ":"))
    said = {"disposed": names, "checksum": hashlib.sha256(text.encode("ascii")).hexdigest()}
    (hand.keys / disposal_list.BEFORE).write_text(json.dumps(said), encoding="ascii")
    return Wanted()


TRIES = (
    name_put_into_an_entry,
    name_exchanged,
    entry_of_nobody,
    entry_as_of_a_carrying_over,
    entry_signed_twice_by_the_clerk,
    entry_in_two_names,
    entry_with_the_removed_one,
    entry_with_the_removed_one_of_now,
    repeated,
    replayed_under_another_number,
    signature_of_a_statement,
    signers_exchanged,
    signers_name_exchanged,
    deleted,
    emptied,
    cut_to_nothing,
    list_of_before_planted,
)
