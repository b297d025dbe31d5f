# SPDX-License-Identifier: MIT
"""What a short text says of an application: its receipt number, the code of a paper, or neither."""

from __future__ import annotations

from desk_app.rules import codes


def receipt_number(text: str) -> str:
    """Return the receipt number that was typed or scanned; empty where it is none, or mistyped."""
    try:
        return str(codes.read_code(text).receipt)
    except codes.CodeError:
        pass
    try:
        return str(codes.read_receipt_number(text))
    except codes.CodeError:
        return ""


def is_code(text: str) -> bool:
    """Say whether a text is the code of a paper, as a scanner types it."""
    try:
        codes.read_code(text)
    except codes.CodeError:
        return False
    return True


def is_mistyped(text: str) -> bool:
    """Say whether a text is a code whose check character does not fit."""
    try:
        codes.read_code(text)
    except codes.CodeError as error:
        return error.code is codes.CodeFault.WRONG_CHECK_CHARACTER
    return False
