# SPDX-License-Identifier: MIT
"""The key of a recovery sheet and the fingerprint of a roster, as people read and type them."""

from __future__ import annotations

import re
import unicodedata

from desk_app.desk.errors import BadInput

PREFIX = "AGE-SECRET-KEY-1"
KEY_CHARACTERS = 58
GROUP_CHARACTERS = 5
GROUPS = 12

ALPHABET = "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L"
_VALUES = {character: value for value, character in enumerate(ALPHABET)}
# The alphabet has none of these, and each looks like one character of it and no other.
_READ_AS = str.maketrans("OB1I", "08LL")
_FIELD_BITS = 5
_FIELD_POLYNOMIAL = 0b100101
_BARE_PREFIX = PREFIX.replace("-", "")
_BETWEEN = r"[\s\-\u2010-\u2015\u2212]+"


def to_groups(secret: str) -> tuple[str, ...]:
    """Return the twelve groups of a secret, each with its check character.

    Raises BadInput for what is no secret of a sheet.
    """
    key = secret.upper().removeprefix(PREFIX)
    if len(key) != KEY_CHARACTERS or not set(key) <= set(ALPHABET):
        raise BadInput("sheet_key_wrong", place="key")
    parts = (key[at : at + GROUP_CHARACTERS] for at in range(0, KEY_CHARACTERS, GROUP_CHARACTERS))
    return tuple(part + check_character(number, part) for number, part in enumerate(parts))


def from_groups(text: str) -> str:
    """Return the secret that was typed, or read from the square code.

    Case, width, spaces and dashes do not matter, nor does an O for a zero, or an I or 1 for an L.
    Raises BadInput with the number of the ``group``, from 1, that has a wrong character; without
    it where the length alone is wrong.
    """
    pieces = re.split(_BETWEEN, unicodedata.normalize("NFKC", text).strip().upper())
    joined = "".join(pieces)
    if joined.startswith(_BARE_PREFIX):
        return _whole(joined.removeprefix(_BARE_PREFIX))
    groups = pieces if len(pieces) == GROUPS else _cut(joined)
    parts = [_part(number, group) for number, group in enumerate(groups)]
    return _whole("".join(parts))


def last_group(secret: str) -> str:
    """Return the group that is typed back once the sheet is printed."""
    return to_groups(secret)[-1]


def read_group(text: str) -> str:
    """Return one typed group as the sheet prints it, as tolerantly as a whole key is read."""
    return _read("".join(re.split(_BETWEEN, unicodedata.normalize("NFKC", text).upper())))


def _cut(joined: str) -> list[str]:
    step = GROUP_CHARACTERS + 1
    return [joined[at : at + step] for at in range(0, len(joined), step)]


def _read(typed: str) -> str:
    return typed.translate(_READ_AS)


def _part(number: int, group: str) -> str:
    """Return a typed group without its check character."""
    read = _read(group)
    part, check = read[:-1], read[-1:]
    if not part or not set(read) <= set(ALPHABET) or check != check_character(number, part):
        raise BadInput("sheet_key_wrong", {"group": number + 1}, place="key")
    return part


def _whole(key: str) -> str:
    read = _read(key)
    if len(read) != KEY_CHARACTERS:
        raise BadInput("sheet_key_length", {"groups": GROUPS}, place="key")
    if not set(read) <= set(ALPHABET):
        raise BadInput("sheet_key_wrong", place="key")
    return PREFIX + read


def check_character(number: int, part: str) -> str:
    """Return the sum over the field of 32 elements, each place with a weight of its own.

    So any one wrong character, any two exchanged, and groups exchanged are found for certain.
    """
    total = number
    for place, character in enumerate(part, start=1):
        total ^= _times(_VALUES[character], place + 1)
    return ALPHABET[total]


def _times(left: int, right: int) -> int:
    """Multiply two elements of the field of 32."""
    product = 0
    for bit in range(_FIELD_BITS):
        if right >> bit & 1:
            product ^= left << bit
    for bit in reversed(range(_FIELD_BITS, 2 * _FIELD_BITS - 1)):
        if product >> bit & 1:
            product ^= _FIELD_POLYNOMIAL << (bit - _FIELD_BITS)
    return product


# The fingerprint of a roster's root, short enough to be compared with paper by eye.


FINGERPRINT_GROUPS = 4
_BITS = 5
"""Of the hash in each character."""


def fingerprint_of(root: str) -> str:
    """Return the first 100 bits of a root, given in hexadecimal digits, in four groups of six.

    The last character of each group checks it, as in the key of a recovery sheet. Raises ValueError
    for what is no hash.
    """
    bits = FINGERPRINT_GROUPS * GROUP_CHARACTERS * _BITS
    number = int.from_bytes(bytes.fromhex(root), "big") >> (len(root) * 4 - bits)
    part = "".join(
        ALPHABET[number >> place & (2**_BITS - 1)] for place in range(bits - _BITS, -1, -_BITS)
    )
    parts = (part[at : at + GROUP_CHARACTERS] for at in range(0, len(part), GROUP_CHARACTERS))
    return " ".join(each + check_character(at, each) for at, each in enumerate(parts))
