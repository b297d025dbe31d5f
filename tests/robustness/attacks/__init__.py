# SPDX-License-Identifier: MIT
"""What an attacker tries at a small real office: one function a try, one module a kind.

Each takes a `hand.Hand`, does its forgery with right checksums, and returns what it hopes for; the
office's next day (`office.next_day`) says whether anything of it came.
"""

from __future__ import annotations
