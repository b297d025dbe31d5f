# SPDX-License-Identifier: MIT
"""The SQL that names a table: no name can be bound as a value, so each is quoted here."""

from __future__ import annotations


def all_rows(table: str) -> str:
    """Return the statement that reads a table."""
    return f"SELECT * FROM {_quoted(table)}"  # noqa: S608  the name is quoted


def count_rows(table: str) -> str:
    """Return the statement that counts the rows of a table."""
    return f"SELECT count(*) FROM {_quoted(table)}"  # noqa: S608  the name is quoted


def add_row(table: str, columns: int) -> str:
    """Return the statement that adds a row of so many values to a table."""
    places = ", ".join("?" * columns)
    return f"INSERT INTO {_quoted(table)} VALUES ({places})"  # noqa: S608  the name is quoted


def empty(table: str) -> str:
    """Return the statement that empties a table."""
    return f"DELETE FROM {_quoted(table)}"  # noqa: S608  the name is quoted


def columns_of(table: str) -> str:
    """Return the statement that describes the columns of a table."""
    return f"PRAGMA table_info({_quoted(table)})"


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
