# SPDX-License-Identifier: MIT
"""What the rules find: one module for each subject, papers, persons, fee."""

from __future__ import annotations
