# SPDX-License-Identifier: MIT
"""The code of an invitation: eight groups, each of which finds its own mistakes."""

from __future__ import annotations

from random import Random

import pytest

from desk_app.desk.errors import BadInput
from desk_app.desk.keys.invitation_code import CODE_BYTES, GROUPS, from_groups, to_groups
from desk_app.desk.keys.sheet_key import ALPHABET

CHANCE = Random(8)  # noqa: S311  trials to be repeated
CODES = [bytes(CODE_BYTES), bytes([255] * CODE_BYTES), *(CHANCE.randbytes(25) for _ in range(40))]


def test_what_is_printed_is_read_however_it_is_typed() -> None:
    for code in CODES:
        said = to_groups(code)
        assert [len(each) for each in said.split()] == [6] * GROUPS
        for typed in (said, said.lower(), said.replace(" ", ""), said.replace(" ", " - ")):
            assert from_groups(typed) == code


def test_each_wrong_character_is_told_with_its_group() -> None:
    for code in CODES[:6]:
        said = to_groups(code).split()
        for group in range(GROUPS):
            for at in range(6):
                other = ALPHABET[(ALPHABET.index(said[group][at]) + 1) % 32]
                wrong = [*said]
                wrong[group] = said[group][:at] + other + said[group][at + 1 :]
                with pytest.raises(BadInput, match="invitation_code_wrong") as met:
                    from_groups(" ".join(wrong))
                assert met.value.facts == {"group": group + 1}


@pytest.mark.parametrize("text", ["", "QQQQQQ", "Q" * 49, "あ" * 48])
def test_what_is_no_code_is_refused(text: str) -> None:
    with pytest.raises(BadInput):
        from_groups(text)
