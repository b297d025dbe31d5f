# SPDX-License-Identifier: MIT
"""The code that opens an invitation to an office, as people read and type it: eight groups."""

from __future__ import annotations

import unicodedata

from desk_app.desk.errors import BadInput
from desk_app.desk.keys.sheet_key import ALPHABET, check_character, read_group

GROUPS, GROUP_CHARACTERS = 8, 5
CODE_BYTES = 25
"""Eight groups of five characters of five bits each: nobody guesses it."""

_BITS = 5


def to_groups(secret: bytes) -> str:
    """Return the groups of a code, each with its check character."""
    number = int.from_bytes(secret, "big")
    places = range(CODE_BYTES * 8 - _BITS, -1, -_BITS)
    whole = "".join(ALPHABET[number >> place & (2**_BITS - 1)] for place in places)
    parts = (whole[at : at + GROUP_CHARACTERS] for at in range(0, len(whole), GROUP_CHARACTERS))
    return " ".join(part + check_character(at, part) for at, part in enumerate(parts))


def from_groups(text: str) -> bytes:
    """Return the code that was typed, as tolerantly as the key of a recovery sheet is read.

    Raises BadInput with the number of the ``group``, from 1, that has a wrong character; without
    it where the length alone is wrong.
    """
    joined = read_group(unicodedata.normalize("NFKC", text))
    step = GROUP_CHARACTERS + 1
    if len(joined) != GROUPS * step:
        raise BadInput("invitation_code_length", {"groups": GROUPS}, place="code")
    number = 0
    for at in range(GROUPS):
        part, check = joined[at * step : at * step + step - 1], joined[at * step + step - 1]
        if not set(part) <= set(ALPHABET) or check != check_character(at, part):
            raise BadInput("invitation_code_wrong", {"group": at + 1}, place="code")
        for character in part:
            number = number << _BITS | ALPHABET.index(character)
    return number.to_bytes(CODE_BYTES, "big")
