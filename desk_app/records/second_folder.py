# SPDX-License-Identifier: MIT
"""What speaks against a folder for backups, though backups can be written there."""

from __future__ import annotations

from desk_app.records.word import Word


class FolderDoubt(Word):
    """Why a folder is a poor place for backups; whoever chooses it is warned and may go on."""

    SAME_DISK = "same_disk"
    """The disk that holds the desk holds the backups too: both are lost with it."""
    SYNCED = "synced"
    """A program copies the folder to other machines, where no disposal reaches it."""
