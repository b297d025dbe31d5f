# SPDX-License-Identifier: MIT
"""By what a desk's file is known: two numbers of its header, and the name of its own number."""

from __future__ import annotations

APPLICATION_ID = 0x44534B41
"""``DSKA`` in the file's header: a desk of ours."""

SCHEMA_VERSION = 10
"""The number of the newest migration; it stands in the file's header."""

DATABASE = "database"
"""The value that names this database for ever; the anchor names it too."""
