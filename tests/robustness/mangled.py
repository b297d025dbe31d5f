# SPDX-License-Identifier: MIT
"""Files as carelessness, strange programs and malice leave them."""

from __future__ import annotations

import json
from collections.abc import Callable
from random import Random
from typing import Any

LONG = 200 * 1024
"""Longer than any field has room for, and than the standard library reads of a CSV."""

NESTED = 20_000
_FEW = 40

STRANGE_VALUES: tuple[Any, ...] = (
    None, True, 0, -1, 10**400, 1e308, "", " ", "\x00", "\ud800", "\u202e", "=1+1", "../../etc",
    "x" * LONG, "９９９９-９９-９９", "2026-02-30", [], {}, [[]], {"": {}}, [None] * 2_000,
)  # fmt: skip
"""What may stand where something else is meant."""

_TOKENS = (b"{", b"}", b"[", b"]", b'"', b"'", b",", b":", b"=", b"\\", b"#", b"\n", b"\t", b"[[")


def mangled(content: bytes, chance: Random) -> bytes:
    """Return the content of a sound file with one thing wrong, or several."""
    for _ in range(chance.choice((1, 1, 1, 2, 5))):
        content = chance.choice(_WAYS)(content, chance)
    return content


def _cut(content: bytes, chance: Random) -> bytes:
    return content[: chance.randrange(len(content) + 1)]


def _emptied(_content: bytes, chance: Random) -> bytes:
    return chance.choice((b"", b"\n", b"\x00", b"{}", b"[]", b"null", b"\xef\xbb\xbf"))


def _flipped(content: bytes, chance: Random) -> bytes:
    changed = bytearray(content or b"x")
    for _ in range(chance.randint(1, _FEW)):
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def _noise(_content: bytes, chance: Random) -> bytes:
    return chance.randbytes(chance.randint(1, 4_000))


def _inserted(content: bytes, chance: Random) -> bytes:
    what = chance.choice(
        (
            b"\x00",
            b"\xff\xfe",
            b"\xed\xa0\x80",
            b"\\ud800",
            "\u202e".encode(),
            b"x" * LONG,
            b"[" * NESTED,
            b'{"a":' * NESTED,
            b"9" * 5_000,
            b"1e999",
            *_TOKENS,
        )
    )
    at = chance.randrange(len(content) + 1)
    return content[:at] + what + content[at:]


def _without(content: bytes, chance: Random) -> bytes:
    """Leave out every sign of a kind, or some octets."""
    if chance.random() < 0.5:
        return content.replace(chance.choice(_TOKENS), b"", chance.choice((1, 5, -1)))
    at = chance.randrange(len(content) + 1)
    return content[:at] + content[at + chance.randint(1, _FEW) :]


def _encoded(content: bytes, chance: Random) -> bytes:
    text = content.decode("utf-8", "replace")
    code = chance.choice(("utf-16", "utf-16-le", "utf-32", "shift_jis", "utf-8-sig", "latin-1"))
    return text.encode(code, "replace")


def _lines(content: bytes, chance: Random) -> bytes:
    """Mix the ends of lines, drop, double or swap some."""
    lines = content.split(b"\n")
    at, other = (chance.randrange(len(lines)) for _ in range(2))
    what = chance.randrange(4)
    if what == 0:
        del lines[at]
    elif what == 1:
        lines.insert(at, lines[other])
    elif what == 2:
        lines[at], lines[other] = lines[other], lines[at]
    return chance.choice((b"\n", b"\r\n", b"\r")).join(lines)


def _doubled(content: bytes, _chance: Random) -> bytes:
    return content * 2


def _value_changed(content: bytes, chance: Random) -> bytes:
    """Put something else in one place of a JSON text; in another text, in one line."""
    try:
        whole = json.loads(content)
    except (ValueError, RecursionError):
        return _line_changed(content, chance)
    changed = _in_one_place(whole, chance)
    try:
        return json.dumps(changed, ensure_ascii=chance.random() < 0.5).encode(
            "utf-8", "surrogatepass"
        )
    except (ValueError, RecursionError):
        return content


def _line_changed(content: bytes, chance: Random) -> bytes:
    lines = content.split(b"\n")
    places = [number for number, line in enumerate(lines) if b"=" in line] or [0]
    at = chance.choice(places)
    value = json.dumps(chance.choice(STRANGE_VALUES))
    lines[at] = lines[at].split(b"=")[0] + b"= " + value.encode("utf-8", "surrogatepass")
    return b"\n".join(lines)


def _in_one_place(node: Any, chance: Random) -> Any:  # noqa: ANN401  any JSON
    """Return a value with something else somewhere in it."""
    if isinstance(node, dict) and node and chance.random() < 0.8:
        key = chance.choice(list(node))
        what = chance.random()
        if what < 0.1:
            return {name: value for name, value in node.items() if name != key}
        if what < 0.2:
            return {**node, f"{key}x": node[key]}
        return {**node, key: _in_one_place(node[key], chance)}
    if isinstance(node, list) and node and chance.random() < 0.8:
        at = chance.randrange(len(node))
        return [*node[:at], _in_one_place(node[at], chance), *node[at + 1 :]]
    return chance.choice(STRANGE_VALUES)


_WAYS: tuple[Callable[[bytes, Random], bytes], ...] = (
    _cut,
    _emptied,
    _flipped,
    _noise,
    _inserted,
    _inserted,
    _without,
    _encoded,
    _lines,
    _doubled,
    _value_changed,
    _value_changed,
    _value_changed,
    _value_changed,
)
