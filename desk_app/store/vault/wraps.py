# SPDX-License-Identifier: MIT
"""The data key wrapped by age: one small file that every user and the sheet in use can open."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from desk_app.desk.errors import DamageFound
from desk_app.records.safekeeping import sheet_in_use
from desk_app.store.vault import age
from desk_app.store.vault.key_file import KeyFile, WrappedKey
from desk_app.store.vault.slots import KEY_BYTES

if TYPE_CHECKING:
    from collections.abc import Mapping


def opened_keys(file: KeyFile, identity: age.Identity) -> Mapping[str, bytes]:
    """Return the data keys by their names, the newest last; raises DamageFound."""
    if not file.data_keys:
        raise DamageFound("keys_damaged")
    return {key.id: _opened(key, identity) for key in file.data_keys}


def wrapped_for_all(file: KeyFile, data_keys: Mapping[str, bytes]) -> KeyFile:
    """Return the next generation of a key file, its data keys wrapped for whoever is in it."""
    recipients = [slot.recipient for slot in file.slots]
    sheet = sheet_in_use(listed.sheet for listed in file.sheets)
    if sheet is not None:
        recipients.append(sheet.recipient)
    wrapped = tuple(
        WrappedKey(key.id, age.wrap(data_keys[key.id], recipients)) for key in file.data_keys
    )
    return replace(file, generation=file.generation + 1, data_keys=wrapped)


def _opened(key: WrappedKey, identity: age.Identity) -> bytes:
    data_key = age.unwrap(key.wrapped, identity)
    if len(data_key) != KEY_BYTES:
        raise DamageFound("keys_damaged")
    return data_key
