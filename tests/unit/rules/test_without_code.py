# SPDX-License-Identifier: MIT
"""An address in Japan without its postal code is noticed, one abroad is not."""

from __future__ import annotations

import pytest

from desk_app.rules.addresses.addresses import lacks_code

IN_JAPAN = (
    "東京都港区元麻布3-1-5",
    "杉並区成田東3-12-7",
    "長崎市旭町8-20",
    "3-1-5 Motoazabu #402, Minato-ku",
    "8-20 Asahimachi, Nagasaki Shi, Japan",
)
NOT_SO = (
    "",
    "京都",
    "1600 Pennsylvania Avenue NW, Washington, DC 20500, USA",
    "10 Ken-Dodd Street, London SW1A 2AA",
    "台北市信義區信義路五段7號",
    "〒106-0046 東京都港区元麻布3-1-5",
    "3-1-5 Motoazabu, Minato-ku, Tokyo 1060046",
)


@pytest.mark.parametrize("address", IN_JAPAN)
def test_a_place_in_japan_asks_for_its_code(address: str) -> None:
    assert lacks_code(" ", address)
    assert not lacks_code("106-0046", address)


@pytest.mark.parametrize("address", NOT_SO)
def test_no_code_is_asked_for(address: str) -> None:
    assert not lacks_code("", address)
