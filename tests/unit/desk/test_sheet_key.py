# SPDX-License-Identifier: MIT
"""The key of a recovery sheet and the fingerprint of a root: typed or compared by people."""

from __future__ import annotations

import unicodedata
from hashlib import sha256
from random import Random

import pytest

from desk_app.desk.errors import BadInput
from desk_app.desk.keys.sheet_key import (
    ALPHABET,
    GROUP_CHARACTERS,
    GROUPS,
    PREFIX,
    check_character,
    fingerprint_of,
    from_groups,
    last_group,
    read_group,
    to_groups,
)

CHARACTERS = "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L"
CHANCE = Random("sheet")  # noqa: S311 no secret
SECRETS = [PREFIX + "".join(CHANCE.choices(CHARACTERS, k=58)) for _ in range(20)]
ONE = SECRETS[0]


def wide(text: str) -> str:
    return "".join(chr(ord(each) + 0xFEE0) if "!" <= each <= "~" else each for each in text)


@pytest.mark.parametrize("secret", SECRETS)
def test_a_key_comes_back_from_its_groups(secret: str) -> None:
    groups = to_groups(secret)
    assert [len(group) for group in groups] == [6] * (GROUPS - 1) + [4]
    assert from_groups(" ".join(groups)) == secret
    assert from_groups("".join(groups)) == secret
    assert PREFIX + "".join(group[:-1] for group in groups) == secret


@pytest.mark.parametrize(
    "typed",
    [
        ONE,
        ONE.lower(),
        f"  {ONE}\n",
        " ".join(to_groups(ONE)).lower(),
        "\n".join(to_groups(ONE)),
        "-".join(to_groups(ONE)),
        "\u2013".join(to_groups(ONE)),
        "\u3000".join(map(wide, to_groups(ONE))),
        wide("".join(to_groups(ONE)).lower()),
        " ".join(to_groups(ONE)).replace("0", "O").replace("8", "b").replace("L", "1"),
        " ".join(to_groups(ONE)).replace("0", "o").replace("L", "I"),
        "".join(f"{group[:3]} {group[3:]} " for group in to_groups(ONE)),
    ],
)
def test_case_width_spaces_and_look_alikes_do_not_matter(typed: str) -> None:
    assert from_groups(typed) == ONE


def test_every_single_wrong_character_is_found_in_its_group() -> None:
    groups = list(to_groups(ONE))
    tried = 0
    for number, group in enumerate(groups):
        for place, right in enumerate(group):
            for wrong in set(CHARACTERS) - {right}:
                typed = [*groups]
                typed[number] = group[:place] + wrong + group[place + 1 :]
                with pytest.raises(BadInput, match="sheet_key_wrong") as caught:
                    from_groups(" ".join(typed))
                assert caught.value.facts == {"group": number + 1}
                assert caught.value.place == "key"
                tried += 1
    assert tried == 70 * 31


def test_exchanged_characters_are_found_in_their_group() -> None:
    for secret in SECRETS:
        groups = list(to_groups(secret))
        for number, group in enumerate(groups):
            for place in range(len(group) - 1):
                swapped = group[:place] + group[place + 1] + group[place] + group[place + 2 :]
                if swapped == group:
                    continue
                typed = "".join([*groups[:number], swapped, *groups[number + 1 :]])
                with pytest.raises(BadInput) as caught:
                    from_groups(typed)
                assert caught.value.facts == {"group": number + 1}


def test_exchanged_groups_are_found() -> None:
    groups = list(to_groups(ONE))
    groups[2], groups[3] = groups[3], groups[2]
    with pytest.raises(BadInput) as caught:
        from_groups(" ".join(groups))
    assert caught.value.facts == {"group": 3}


@pytest.mark.parametrize("strange", ["?", "é", "鍵", "-x", "\x00"])
def test_a_strange_character_is_found(strange: str) -> None:
    groups = list(to_groups(ONE))
    groups[4] = groups[4][:2] + strange + groups[4][3:]
    with pytest.raises(BadInput, match="sheet_key"):
        from_groups("".join(groups))


@pytest.mark.parametrize("missing", range(GROUPS))
def test_a_group_that_lacks_a_character_or_is_missing_is_found(missing: int) -> None:
    groups = list(to_groups(ONE))
    short = [*groups]
    short[missing] = short[missing][:-1]
    with pytest.raises(BadInput) as caught:
        from_groups(" ".join(short))
    assert caught.value.facts == {"group": missing + 1}
    del groups[missing]
    with pytest.raises(BadInput, match="sheet_key"):
        from_groups(" ".join(groups))


@pytest.mark.parametrize("typed", ["", " ", "-", ONE[:-1], ONE + "Q", PREFIX])
def test_a_wrong_length_is_told(typed: str) -> None:
    with pytest.raises(BadInput, match="sheet_key_length"):
        from_groups(typed)


@pytest.mark.parametrize("secret", ["", "age1abc", ONE[:-1], ONE[:-1] + "B"])
def test_only_a_secret_has_groups(secret: str) -> None:
    with pytest.raises(BadInput, match="sheet_key_wrong"):
        to_groups(secret)


def test_the_last_group_is_read_as_tolerantly() -> None:
    printed = last_group(ONE)
    assert printed == to_groups(ONE)[-1]
    spread = " - ".join(wide(printed.lower()))
    assert read_group(spread) == printed
    assert unicodedata.normalize("NFKC", spread) != printed


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


@pytest.mark.parametrize("strange", ["?", "é", "鍵"])
def test_a_strange_character_in_the_square_code_is_found_and_no_group_is_named(
    strange: str,
) -> None:
    """What the code holds has no check characters: which group it would be nothing tells."""
    with pytest.raises(BadInput, match="sheet_key_wrong") as caught:
        from_groups(ONE[:20] + strange + ONE[21:])
    assert (caught.value.facts, caught.value.place) == ({}, "key")
