# SPDX-License-Identifier: MIT
"""What an attacker tries at a small real office: a table a kind, each try by what is done.

Each takes an `office.Hand`, does its forgery with right checksums, and returns what it hopes for;
the office's next day (`office.next_day`) says whether anything of it came.
"""
