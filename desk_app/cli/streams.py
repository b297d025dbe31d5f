# SPDX-License-Identifier: MIT
"""What is printed and what is told: streams may be full, closed, or know fewer signs than we."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import TextIO

_JSON = "--json"


class OutputLostError(Exception):
    """What was printed went nowhere, as on a full disk; whatever was to be done had been done."""


def say(text: str) -> None:
    """Print a result. Raises OutputLostError, and BrokenPipeError where nobody reads any more."""
    if sys.stdout is None:
        return
    try:
        print(_writable(text, sys.stdout))
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputLostError from error


def flush() -> None:
    """Write out what was printed. Raises as `say` does."""
    if sys.stdout is None:
        return
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputLostError from error


def let_go() -> None:
    """Let what is left to print go nowhere."""
    with suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def let_go_of_line() -> None:
    """Begin a new line where somebody was asked or told something on this one."""
    if is_terminal(sys.stderr):
        tell("")


def say_json(values: Mapping[str, object]) -> None:
    """Print a result as one JSON object."""
    say(json.dumps(values, indent=1))


def tell(text: str, end: str = "\n") -> None:
    """Tell whoever sits there something beside the result; where nobody can be told, nothing."""
    if sys.stderr is not None:
        with suppress(OSError):
            print(_writable(text, sys.stderr), end=end, file=sys.stderr, flush=True)


def is_terminal(stream: TextIO | None) -> bool:
    """Return whether somebody sits at a stream; a closed one is none."""
    return stream is not None and stream.isatty()


def wants_json(words: Sequence[str]) -> bool:
    """Return whether words of a command line ask for JSON, before anybody has parsed them."""
    return any(len(word) > len("--") and _JSON.startswith(word) for word in words)


def _writable(text: str, stream: TextIO) -> str:
    """Return a text with what a stream cannot write escaped: half signs of a file's name, say."""
    encoding = getattr(stream, "encoding", None) or "utf-8"
    return text.encode(encoding, "backslashreplace").decode(encoding)
