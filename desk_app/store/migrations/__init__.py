# SPDX-License-Identifier: MIT
"""The steps from one schema of the database to the next, and how they are run."""

from __future__ import annotations
