# SPDX-License-Identifier: MIT
"""What may be done: attempts and what each needs; the table is ``rules.workflow``."""

from __future__ import annotations
