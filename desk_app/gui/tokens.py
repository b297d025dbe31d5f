# SPDX-License-Identifier: MIT
"""The named colours of the window in light and dark."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tokens:
    """One set of colours; text has at least 4.5:1, borders and focus at least 3:1."""

    window: str
    base: str
    alternate: str
    side: str
    line: str
    strong_line: str
    text: str
    text2: str
    text3: str
    accent: str
    on_accent: str
    selection: str
    selection_text: str
    ok: str
    ok_tint: str
    bad: str
    bad_tint: str
    ask: str
    ask_tint: str
    info_tint: str
    neutral: str

    def named(self, name: str) -> str:
        """Return the colour of a name; an unknown name is our own mistake."""
        colour: str = getattr(self, name)
        return colour


LIGHT = Tokens(
    window="#F2F4F6",
    base="#FFFFFF",
    alternate="#F8F9FB",
    side="#E8ECF0",
    line="#D3D9DF",
    strong_line="#7C8894",
    text="#1B2127",
    text2="#4B5661",
    text3="#5F6A75",
    accent="#1F5B96",
    on_accent="#FFFFFF",
    selection="#D9E7F5",
    selection_text="#10243A",
    ok="#1D6A3B",
    ok_tint="#E7F3EB",
    bad="#A5281D",
    bad_tint="#FBEBE9",
    ask="#7A4D00",
    ask_tint="#FFF3D9",
    info_tint="#E8F0F8",
    neutral="#E9EDF1",
)

DARK = Tokens(
    window="#1F2428",
    base="#16191C",
    alternate="#1B1F23",
    side="#191D20",
    line="#383F46",
    strong_line="#7A8590",
    text="#E7EAED",
    text2="#B3BCC5",
    text3="#96A0AA",
    accent="#82B7EA",
    on_accent="#0E1F30",
    selection="#24435F",
    selection_text="#F1F7FD",
    ok="#80CE98",
    ok_tint="#1B3224",
    bad="#F5A197",
    bad_tint="#41221F",
    ask="#EBC066",
    ask_tint="#392E13",
    info_tint="#1C3145",
    neutral="#2B3137",
)

PAPER_GROUND = "#8A939C"
