# SPDX-License-Identifier: MIT
"""The data key wrapped by age: one small file that every user and the sheet in use can open."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from desk_app.desk.errors import DamageFound
from desk_app.store.vault import age
from desk_app.store.vault.key_file import KeyFile, WrappedKey
from desk_app.store.vault.roster import commitment_of, listed_in_use
from desk_app.store.vault.slots import KEY_BYTES

if TYPE_CHECKING:
    from collections.abc import Mapping


def opened_keys(file: KeyFile, identity: age.Identity) -> Mapping[str, bytes]:
    """Return the data keys by their names, the newest last.

    Raises DamageFound, also for a wrap that opens to another key than the roster committed to:
    anybody can wrap a key of his own for public recipients.
    """
    if not file.data_keys:
        raise DamageFound("keys_damaged")
    opened = {key.id: _opened(key, identity) for key in file.data_keys}
    if file.roster is not None:
        committed = {each.id: each.commitment for each in file.roster.data_keys}
        for id_, data_key in opened.items():
            if committed.get(id_) != commitment_of(data_key):
                raise DamageFound("keys_altered", {"what": "data_key"})
    return opened


def wrapped_for_all(file: KeyFile, data_keys: Mapping[str, bytes]) -> KeyFile:
    """Return the next generation of a key file, its data keys wrapped for whoever the roster names.

    Raises Refused at a desk of before: what nobody signed is not wrapped for.
    """
    roster = file.must_have_roster()
    recipients = [member.recipient for member in roster.people]
    listed = listed_in_use(roster.sheets)
    if listed is not None:
        recipients.append(listed.sheet.recipient)
    wrapped = tuple(
        WrappedKey(key.id, age.wrap(data_keys[key.id], recipients)) for key in file.data_keys
    )
    return replace(file, generation=file.generation + 1, data_keys=wrapped)


def _opened(key: WrappedKey, identity: age.Identity) -> bytes:
    data_key = age.unwrap(key.wrapped, identity)
    if len(data_key) != KEY_BYTES:
        raise DamageFound("keys_damaged")
    return data_key
