# SPDX-License-Identifier: MIT
"""The fingerprint of a roster's root, short enough to be compared with paper by eye.

It stands on every recovery sheet and day sheet: whoever forges a whole roster has another one.
"""

from __future__ import annotations

from desk_app.desk.sheet_key import ALPHABET, GROUP_CHARACTERS, check_character

GROUPS = 4
_BITS = 5
"""Of the hash in each character."""


def fingerprint_of(root: str) -> str:
    """Return the first 100 bits of a root, given in hexadecimal digits, in four groups of six.

    The last character of each group checks it, as in the key of a recovery sheet. Raises ValueError
    for what is no hash.
    """
    bits = GROUPS * GROUP_CHARACTERS * _BITS
    number = int.from_bytes(bytes.fromhex(root), "big") >> (len(root) * 4 - bits)
    part = "".join(
        ALPHABET[number >> place & (2**_BITS - 1)] for place in range(bits - _BITS, -1, -_BITS)
    )
    parts = (part[at : at + GROUP_CHARACTERS] for at in range(0, len(part), GROUP_CHARACTERS))
    return " ".join(each + check_character(at, each) for at, each in enumerate(parts))
