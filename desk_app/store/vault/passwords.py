# SPDX-License-Identifier: MIT
"""What a password must be: long, and nothing an intruder tries first (security.md §4).

How many guesses one would last is estimated by `zxcvbn` (words, names, keys beside one another,
dates, what is written in signs that look alike). Beside it stand rows and words of Japanese desks,
which it does not know.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from desk_app.desk.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

LEAST_CHARACTERS = 12
_ROWS = (
    "01234567890123456789",
    "abcdefghijklmnopqrstuvwxyz",
    "qwertyuiopasdfghjklzxcvbnm",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p",
    "いろはにほへとちりぬるをわかよたれそつねならむ",
    "あいうえおかきくけこさしすせそたちつてと",
)
_COMMON = (
    "password",
    "passw0rd",
    "p@ssword",
    "p@ssw0rd",
    "letmein",
    "welcome",
    "administrator",
    "admin",
    "iloveyou",
    "sunshine",
    "football",
    "baseball",
    "princess",
    "superman",
    "trustno1",
    "changeme",
    "sakura",
    "doraemon",
    "pokemon",
    "arigato",
    "nihongo",
    "パスワード",
    "ぱすわーど",
)
_LEAST_DIFFERENT = 5
_LEGAL_FORMS = (
    "株式会社",
    "有限会社",
    "合同会社",
    "corporation",
    "company",
    "co.,ltd.",
    "ltd.",
    "inc.",
)


_LEAST_GUESSES = 10**10
"""The highest class of `zxcvbn`: with the cost of a try, many years of guessing on one core."""

_MOST_CHARACTERS_LOOKED_AT = 72
"""More take it too long, and are long enough."""


def check_password(password: str, names: Iterable[str] = ()) -> None:
    """Refuse a password that is short, common, or made of a name (company, desk, the user's own).

    Raises BadInput with ``password_short``, ``password_common`` or ``password_name``.
    """
    if len(password) < LEAST_CHARACTERS:
        raise BadInput("password_short", {"least": LEAST_CHARACTERS}, place="password")
    folded = _fold(password)
    if len(set(folded)) < _LEAST_DIFFERENT or _runs_along(folded) or _is_common(folded):
        raise BadInput("password_common", place="password")
    cores = [_core(name) for name in names]
    if any(_is_mostly(folded, core) for core in cores):
        raise BadInput("password_name", place="password")
    if _guesses(password, cores) < _LEAST_GUESSES:
        raise BadInput("password_common", place="password")


def _guesses(password: str, names: Sequence[str]) -> int:
    """Return about how many guesses a password lasts against somebody who knows these names."""
    # Its lists take a quarter of a second to load: nobody who only signs in waits for them.
    from zxcvbn import zxcvbn  # noqa: PLC0415

    looked_at = unicodedata.normalize("NFKC", password)[:_MOST_CHARACTERS_LOOKED_AT]
    return int(zxcvbn(looked_at, user_inputs=[name for name in names if name])["guesses"])


def _fold(text: str) -> str:
    """Return a key for comparing; the password itself is never changed."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def _core(name: str) -> str:
    """Return what people call a company by: its name without the legal form."""
    core = _fold(name)
    for form in _LEGAL_FORMS:
        core = core.removeprefix(form).removesuffix(form)
    return core


def _runs_along(folded: str) -> bool:
    rows = (*_ROWS, *(row[::-1] for row in _ROWS))
    return any(folded in row * 2 for row in rows)


def _is_common(folded: str) -> bool:
    return any(_is_mostly(folded, word) for word in _COMMON)


def _is_mostly(folded: str, word: str) -> bool:
    """Return whether little more than the word, once or several times, is left of a password."""
    least = 3
    if len(word) < least or word not in folded:
        return False
    rest = folded.replace(word, "")
    return len(rest) < LEAST_CHARACTERS - least and not _is_phrase(rest)


def _is_phrase(rest: str) -> bool:
    """Return whether what is left is itself varied: letters, not the usual digits and signs."""
    return len({sign for sign in rest if sign.isalpha()}) >= _LEAST_DIFFERENT
