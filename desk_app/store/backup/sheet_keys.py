# SPDX-License-Identifier: MIT
"""The key of a recovery sheet as somebody types it, as what decrypts a backup."""

from __future__ import annotations

from desk_app.desk.errors import BadInput, DamageFound
from desk_app.desk.sheet_key import from_groups
from desk_app.store.vault.age import Identity, read_identity


def identity_of(typed: str) -> Identity:
    """Return the age identity of a sheet's key, in groups or as its secret text.

    Raises BadInput where it is no key of a sheet.
    """
    try:
        return read_identity(from_groups(typed))
    except DamageFound:
        raise BadInput("sheet_key_wrong", place="key") from None
