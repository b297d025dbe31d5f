# SPDX-License-Identifier: MIT
"""Where a line of Japanese may end well: after a phrase, not inside a word.

Qt ends a line after any sign. Nothing is put into the text for it: names and addresses stay the
characters they are, and what is copied or read aloud is what was written.
"""

from __future__ import annotations

import re

_KANJI = "\u3005-\u3007\u30f5\u30f6\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_HIRA, _KATA = "\u3041-\u309f", "\u30a1-\u30f4\u30fc"
_OPEN, _CLOSE = "（(「『【“‘〈《［｛", "）)」』】”’〉》］｝、。，．！？!?,;:：…"
_PARTICLES = "はがをにのともへでやな"
_PLACES = "市区町村郡"

_AFTER_A_MARK = r"(?<=[ \u3000\n\u2028、。，．！？・／→;])(?<!: )(?=[^\s%(close)s・／])"
_AFTER_A_BRACKET = r"(?<=[）)」』】])(?=[^\s%(close)s%(hira)s・／])"
_BEFORE_A_BRACKET = r"(?<=[^\s%(open)s])(?=[%(open)s](?!.[%(close)s]))"
_AFTER_WO = r"(?<=を)(?=[^\s%(close)s])"
_BEFORE_KANA = (
    r"(?<=[てで])(?=ください|い(?:ます|ません|る|ない))|"
    r"(?<=[てではがにとのも])(?=まだ|ほか|すべて|もう|そのまま|[おご][%(kanji)s])"
)
_BEFORE_AN_HONORIFIC = r"(?<=[%(kanji)s%(kata)s])(?=[おご][%(kanji)s])"
_AFTER_KANA = r"(?<=[%(hira)s])(?<![おご])(?=[^\s%(close)s%(hira)s・／ー])"
_NOT_INSIDE = r"(?!(?<=[%(kanji)s][^%(particles)s%(kanji)s])[%(kanji)s])"
"""A word with one sign of kana between its kanji: 書き方."""

_NOT_IN_A_PLACE = r"(?!(?<![%(particles)s])[%(places)s0-9０-９])(?!(?<=その)他)"
"""さいたま市, さくら105."""

_ENDS = re.compile(
    "|".join(
        (
            _AFTER_A_MARK,
            _AFTER_A_BRACKET,
            _BEFORE_A_BRACKET,
            _AFTER_WO,
            _BEFORE_KANA,
            _BEFORE_AN_HONORIFIC,
            _AFTER_KANA + _NOT_INSIDE + _NOT_IN_A_PLACE,
        )
    )
    % {
        "kanji": _KANJI,
        "hira": _HIRA,
        "kata": _KATA,
        "open": _OPEN,
        "close": _CLOSE,
        "particles": _PARTICLES,
        "places": _PLACES,
    }
)
_PARTS = re.compile(
    f"(?<=[{_KATA}])(?=[{_KANJI}])|(?<=[{_KANJI}])(?=[{_KATA}])|"
    f"(?<=[{_KANJI}{_KATA}])(?="
    "提供|記録|番号|証明書|通知書|確認書|免許証|情報|書類|登録|決定|内容|方法|理由|請求|目的|管理者)"
)
_JAPANESE = re.compile(f"[{_HIRA}{_KATA}{_KANJI}]")


def ends(text: str) -> list[int]:
    """Return where a phrase ends, in code points; nothing where no Japanese stands."""
    return [found.start() for found in _ENDS.finditer(text)] if _JAPANESE.search(text) else []


def joints(text: str) -> list[int]:
    """Return where a long word may be parted that has no room in a line."""
    return [found.start() for found in _PARTS.finditer(text)]
