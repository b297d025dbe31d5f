# SPDX-License-Identifier: MIT
"""The names a command is asked for, separated by spaces or commas."""

from __future__ import annotations

import argparse
import re
from collections.abc import Collection, Sequence


def asked_names(
    parser: argparse.ArgumentParser, words: Sequence[str], known: Collection[str], what: str
) -> frozenset[str]:
    """Return the names in the words; an unknown one, or none at all, ends the command."""
    names = frozenset(filter(None, re.split(r"[\s,]+", " ".join(words))))
    unknown = names - frozenset(known)
    if unknown or not names:
        said = ", ".join(sorted(unknown)) or "none"
        parser.error(f"no such {what}: {said} (there are {', '.join(sorted(known))})")
    return names
