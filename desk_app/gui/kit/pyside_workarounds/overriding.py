# SPDX-License-Identifier: MIT
"""Marks overrides; what one of them raises reaches Qt as an exception that can be told."""

from __future__ import annotations

import functools
import sys
from types import CodeType
from typing import TYPE_CHECKING

import typing_extensions

if TYPE_CHECKING:
    from collections.abc import Callable


__all__ = ["guarded", "override"]

_STARS = 0x04 | 0x08
"""The flags of a function that takes any number of arguments, with or without their names."""


def guarded(method: Callable[..., object]) -> Callable[..., object]:
    """Return an override that catches what it raises and raises it again.

    PySide6 asks a slot how many arguments it takes, and gives it no more: one that takes none, or
    one, still says so.
    """
    code = getattr(method, "__code__", None)
    made = _of_any
    if isinstance(code, CodeType) and not (code.co_kwonlyargcount or code.co_flags & _STARS):
        optional = len(getattr(method, "__defaults__", None) or ())
        made = {(1, 0): _of_none, (2, 0): _of_one}.get((code.co_argcount, optional), _of_any)
    return functools.update_wrapper(made(method), method)


if TYPE_CHECKING or sys.version_info >= (3, 12):
    from typing_extensions import override
else:

    def override(method: Callable[..., object]) -> Callable[..., object]:
        """Mark an override, and have what it raises made an exception."""
        return typing_extensions.override(guarded(method))


def _of_none(method: Callable[..., object]) -> Callable[..., object]:
    def call(self: object) -> object:
        try:
            return method(self)
        except BaseException:  # noqa: TRY203 what is caught becomes an exception
            raise

    return call


def _of_one(method: Callable[..., object]) -> Callable[..., object]:
    def call(self: object, one: object) -> object:
        try:
            return method(self, one)
        except BaseException:  # noqa: TRY203 what is caught becomes an exception
            raise

    return call


def _of_any(method: Callable[..., object]) -> Callable[..., object]:
    def call(*places: object, **names: object) -> object:
        try:
            return method(*places, **names)
        except BaseException:  # noqa: TRY203 what is caught becomes an exception
            raise

    return call
