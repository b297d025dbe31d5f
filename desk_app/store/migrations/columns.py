# SPDX-License-Identifier: MIT
"""The few kinds of columns that migrations make tables of."""

from __future__ import annotations

from typing import TypeVar

import sqlalchemy as sa

T = TypeVar("T")


def words(name: str, *more: sa.ForeignKey, **given: bool) -> sa.Column[str]:
    """Return a column of text."""
    return _column(name, sa.Text(), *more, **given)


def whole(name: str, *more: sa.ForeignKey, **given: bool) -> sa.Column[int]:
    """Return a column of whole numbers."""
    return _column(name, sa.Integer(), *more, **given)


def flag(name: str, **given: bool) -> sa.Column[bool]:
    """Return a column that says yes or no."""
    return _column(name, sa.Boolean(), **given)


def octets(name: str) -> sa.Column[bytes]:
    """Return a column of bytes."""
    return _column(name, sa.LargeBinary())


def _column(
    name: str, kind: sa.types.TypeEngine[T], *more: sa.ForeignKey, **given: bool
) -> sa.Column[T]:
    options = {"nullable": False, **given}
    return sa.Column(
        name,
        kind,
        *more,
        primary_key=options.get("primary_key", False),
        nullable=options["nullable"],
        unique=options.get("unique") or None,
    )


def of(parent: str) -> tuple[sa.Column[int], sa.Column[str], sa.Column[int]]:
    """Return the key of a row that belongs to a parent, and its place in the order."""
    return (
        whole(parent, sa.ForeignKey(f"{parent}s.id"), primary_key=True),
        words("id", primary_key=True),
        whole("position"),
    )
