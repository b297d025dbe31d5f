# SPDX-License-Identifier: MIT
"""The fingerprint of a roster's root: compared by eye, and a slip of the pen is found."""

from __future__ import annotations

from hashlib import sha256

import pytest

from desk_app.desk.sheet_key import ALPHABET, GROUP_CHARACTERS, check_character, fingerprint_of

ROOTS = [sha256(bytes([number])).hexdigest() for number in range(50)]


@pytest.mark.parametrize("root", ["0" * 64, "f" * 64, *ROOTS])
def test_a_hundred_bits_stand_in_four_groups_with_their_checks(root: str) -> None:
    groups = fingerprint_of(root).split(" ")
    assert [len(each) for each in groups] == [GROUP_CHARACTERS + 1] * 4
    parts = [each[:-1] for each in groups]
    assert [check_character(at, part) for at, part in enumerate(parts)] == [g[-1] for g in groups]
    number = 0
    for character in "".join(parts):
        number = number << 5 | ALPHABET.index(character)
    assert f"{number:025x}" == root[:25]


def test_the_first_bits_alone_count_and_no_two_are_alike() -> None:
    assert fingerprint_of(ROOTS[0]) == fingerprint_of(ROOTS[0][:25] + "0" * 39)
    assert len({fingerprint_of(root) for root in ROOTS}) == len(ROOTS)


def test_what_is_no_hash_has_none() -> None:
    with pytest.raises(ValueError, match="hexadecimal"):
        fingerprint_of("no hash")
