# SPDX-License-Identifier: MIT
"""What the window of an envelope shows of the sheet in it, and which windows cannot be used."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.records.printers import EnvelopeWindow
from desk_app.rules.paper import (
    PLAY_DOWN,
    PLAY_RIGHT,
    WindowFault,
    safe_box,
    seen_box,
    window_faults,
)


def test_the_usual_window_shows_what_the_reference_says() -> None:
    assert safe_box(EnvelopeWindow()) == (220, 120, 870, 360)
    assert seen_box(EnvelopeWindow()) == (0, 0, 1120, 570)
    assert window_faults(EnvelopeWindow()) == ()


@given(
    x=st.integers(0, 2100),
    y=st.integers(0, 990),
    window=st.builds(EnvelopeWindow, st.integers(0, 400), st.integers(0, 300)),
)
def test_the_boxes_are_what_all_places_of_the_sheet_have_and_what_some_has(
    x: int, y: int, window: EnvelopeWindow
) -> None:
    rights = [window.left <= x + moved <= window.left + window.width for moved in (0, PLAY_RIGHT)]
    downs = [window.top <= y + moved <= window.top + window.height for moved in (0, PLAY_DOWN)]
    safe, seen = safe_box(window), seen_box(window)
    always = all(rights) and all(downs)
    assert (safe.left <= x <= safe.right and safe.top <= y <= safe.bottom) is always
    if any(rights) and any(downs):
        assert seen.left <= x <= seen.right
        assert seen.top <= y <= seen.bottom


@pytest.mark.parametrize(
    ("window", "fault"),
    [
        (EnvelopeWindow(width=899), WindowFault.TOO_NARROW),
        (EnvelopeWindow(height=449), WindowFault.TOO_LOW),
        (EnvelopeWindow(left=231), WindowFault.SHOWS_MORE),
        (EnvelopeWindow(top=176), WindowFault.SHOWS_MORE),
        (EnvelopeWindow(left=-1), WindowFault.OUTSIDE),
        (EnvelopeWindow(top=-1), WindowFault.OUTSIDE),
    ],
)
def test_a_window_that_hides_the_address_or_shows_more_is_told(
    window: EnvelopeWindow, fault: WindowFault
) -> None:
    assert window_faults(window) == (fault,)
