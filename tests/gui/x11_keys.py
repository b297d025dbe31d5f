# SPDX-License-Identifier: MIT
"""Keys pressed on an X server as a keyboard presses them: XTEST spoken over the server's socket."""

from __future__ import annotations

import socket
import struct
from collections.abc import Iterable
from types import TracebackType
from typing import Self

RETURN, ALT, CONTROL, SHIFT = 0xFF0D, 0xFFE9, 0xFFE3, 0xFFE1
_SOCKETS = "/tmp/.X11-unix/X"  # noqa: S108  where X servers listen
_BEYOND_LATIN = 0x0100_0000
_VENDORS = 0x1000_0000
_PRESS, _RELEASE = 2, 3
_VIEWABLE = 2
_WHOLE_PIXELS = 2
_LOOK_AT, _FOCUS = 3, 42


class Keyboard:
    """A keyboard of one server; it learns every character of a text before it types any."""

    def __init__(self, display: str) -> None:
        self._socket = socket.socket(socket.AF_UNIX)
        self._socket.settimeout(20)
        self._socket.connect(f"{_SOCKETS}{display.removeprefix(':')}")
        self._size = (0, 0)
        self._root, self._first, self._last = self._greet()
        name = b"XTEST"
        words = struct.pack("<BxHHxx", 98, 4, len(name)) + name + bytes(3)
        self._xtest = self._ask(words)[9]
        self._where: dict[int, tuple[int, bool]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        where: TracebackType | None,
    ) -> None:
        self._socket.close()

    def learn(self, texts: Iterable[str]) -> None:
        """Give each character that no key has a free key; to be done before a program looks."""
        rows = self._rows()
        for code, row in reversed(rows.items()):
            for level, symbol in reversed(tuple(enumerate(row[:2]))):
                if symbol:
                    self._where[symbol] = (code, bool(level))
        free = [code for code, row in rows.items() if all(map(_is_nothing, row))]
        new = {_symbol(character) for text in texts for character in text} - self._where.keys()
        for code, symbol in zip(free[: len(new)], sorted(new), strict=True):
            change = struct.pack("<BBHBBxxII", 100, 1, 4, code, 2, symbol, symbol)
            self._socket.sendall(change)
            self._where[symbol] = (code, False)
        self._rows()

    def play(self, *steps: str | int | tuple[str | int, *tuple[int, ...]]) -> None:
        """Type texts, press keys, and press keys with others held down: ``("n", CONTROL)``."""
        for step in steps:
            if isinstance(step, str):
                for character in step:
                    self._press(_symbol(character))
            elif isinstance(step, int):
                self._press(step)
            else:
                key, *held = step
                self._press(_symbol(key) if isinstance(key, str) else key, *held)

    def focus_the_window(self) -> None:
        """Give the keys to the one window there is, as a window manager would."""
        seen = self._seen()
        assert len(seen) == 1, seen
        self._focus(seen[0])

    def focus_the_topmost(self) -> bool:
        """Give the keys to the window that lies over all others; say whether there is any."""
        seen = self._seen()
        if seen:
            self._focus(seen[-1])
        return bool(seen)

    def picture(self) -> bytes:
        """Return what the whole screen shows, as its pixels."""
        request = struct.pack(
            "<BBHIhhHHI", 73, _WHOLE_PIXELS, 5, self._root, 0, 0, *self._size, ~0 & 0xFFFF_FFFF
        )
        return self._ask(request)[32:]

    def _seen(self) -> list[int]:
        """Return the windows that a window manager would know, the topmost last."""
        answer = self._ask(struct.pack("<BxHI", 15, 2, self._root))
        (count,) = struct.unpack_from("<H", answer, 16)
        windows = struct.unpack_from(f"<{count}I", answer, 32)
        return [each for each in windows if self._is_seen(each)]

    def _focus(self, window: int) -> None:
        self._socket.sendall(struct.pack("<BBHII", _FOCUS, 1, 3, window, 0))

    def _greet(self) -> tuple[int, int, int]:
        self._socket.sendall(struct.pack("<cxHHHHxx", b"l", 11, 0, 0, 0))
        head = self._read(8)
        assert head[0] == 1, "the X server refuses"
        rest = self._read(4 * int(struct.unpack_from("<H", head, 6)[0]))
        (vendor,) = struct.unpack_from("<H", rest, 16)
        formats, first, last = rest[21], rest[26], rest[27]
        at = 32 + (vendor + 3) // 4 * 4 + 8 * formats
        self._size = struct.unpack_from("<HH", rest, at + 20)
        return int(struct.unpack_from("<I", rest, at)[0]), first, last

    def _rows(self) -> dict[int, tuple[int, ...]]:
        """Return what each key of the server means, level by level."""
        count = self._last - self._first + 1
        answer = self._ask(struct.pack("<BxHBBxx", 101, 2, self._first, count))
        width = answer[1]
        return {
            self._first + place: struct.unpack_from(f"<{width}I", answer, 32 + 4 * width * place)
            for place in range(count)
        }

    def _is_seen(self, window: int) -> bool:
        answer = self._ask(struct.pack("<BxHI", _LOOK_AT, 2, window))
        return answer[0] == 1 and answer[26] == _VIEWABLE and not answer[27]

    def _press(self, symbol: int, *held: int) -> None:
        code, shifted = self._where[symbol]
        down = [self._where[each][0] for each in (*held, *[SHIFT] * shifted)] + [code]
        strokes = [(_PRESS, each) for each in down] + [(_RELEASE, each) for each in reversed(down)]
        for kind, each in strokes:
            stroke = struct.pack("<BBHBBxxII8xhh7xB", self._xtest, 2, 9, kind, each, 0, 0, 0, 0, 0)
            self._socket.sendall(stroke)

    def _ask(self, request: bytes) -> bytes:
        """Send a request and return its reply; what the server tells beside is passed over.

        A window that is looked at or focused may have closed meanwhile: the first gives the fault
        instead of a reply.
        """
        self._socket.sendall(request)
        while True:
            answer = self._read(32)
            if answer[0] == 0 and answer[10] == _LOOK_AT:
                return answer
            assert answer[0] != 0 or answer[10] == _FOCUS, f"the X server's fault: {answer[1]}"
            if answer[0] == 1:
                return answer + self._read(4 * int(struct.unpack_from("<I", answer, 4)[0]))

    def _read(self, count: int) -> bytes:
        got = bytearray()
        while len(got) < count:
            more = self._socket.recv(count - len(got))
            assert more, "the X server has gone"
            got += more
        return bytes(got)


def _is_nothing(symbol: int) -> bool:
    """Say whether nobody misses a key: it has no symbol, or starts a browser or the like."""
    return symbol == 0 or symbol >= _VENDORS


def _symbol(character: str) -> int:
    point = ord(character)
    return point if 0x20 <= point <= 0x7E else _BEYOND_LATIN + point
