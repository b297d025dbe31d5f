# SPDX-License-Identifier: MIT
"""Texts that applicants choose to do harm, or that happen to: each carries a number of its own."""

from __future__ import annotations

from random import Random

HARM = (
    "=1+1",
    '=HYPERLINK("http://x","y")',
    "+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(A1:A9)",
    "<b>x</b>",
    "<u>",
    "</para>",
    "&amp;&lt;",
    '<img src="file:///etc/passwd"/>',
    '<a href="file:///etc/passwd">x</a>',
    "<r><t>x</t></r>",
    "{{ 7*7 }}",
    "{% include '/etc/passwd' %}",
    "{# x #}",
    "${7*7}",
    "%(x)s %s {0}",
    "'; DROP TABLE applications; --",
    '" OR ""="',
    "%_\\%",
    '"*" NEAR(a b) AND NOT (',
    "name:x* ^y",
    "../../etc/passwd",
    "C:\\con\\..\\x",
    "か\u3099",
    "e\u0301",
    "①㈱ⅳ",
    "ﾔﾏﾀﾞ",
    "髙﨑𠮷",
    "渡邉\U000e0100",
    "\u202eabc",
    "\u2066x\u2069",
    "a\u200bb",
    "\u200f",
    "\ufeff",
    "משה",
    "محمد",
    "😀",
    "\x00",
    "\x1b[31m",
    "\x07",
    "\r\n",
    "\t=1",
    "\u2028",
    "\ud800",
    "\ufffe",
    "\ue000",
    "あ" * 150,
    "x" * 300,
    "。" * 40,
    "",
)


def hostile(number: int, chance: Random) -> str:
    """Return a text with one or two harmful things in it; its number finds it again."""
    parts = [chance.choice(HARM) for _ in range(chance.choice((1, 1, 2)))]
    mark = f"試{number}番"
    parts.insert(chance.randint(0, len(parts)), mark)
    return "".join(parts)
