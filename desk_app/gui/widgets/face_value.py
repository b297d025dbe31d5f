# SPDX-License-Identifier: MIT
"""Face values as they are typed and shown: whole yen, or with the sen of old stamps."""

from __future__ import annotations

import re
from dataclasses import dataclass

_SIGNS = 6
_COUNT = r"(?:×(?P<count>[0-9]{1,4}))?"


@dataclass(frozen=True, slots=True)
class Unit:
    """What a face value of 1 means: a yen, or a sen, of which ``per_yen`` make one."""

    per_yen: int
    typed: re.Pattern[str]
    """A face value, and a count behind × where one is said."""

    def read(self, text: str) -> int:
        """Return the face value of a text that is one."""
        whole, _, rest = text.partition(".")
        return int(whole) * self.per_yen + int(rest.ljust(2, "0"))

    def write(self, value: int) -> str:
        """Return a face value in yen, with two signs behind the point where it is no whole one."""
        whole, rest = divmod(value, self.per_yen)
        return f"{whole}.{rest:02}" if rest else str(whole)


WHOLE_YEN = Unit(1, re.compile(rf"(?P<value>[0-9]{{1,{_SIGNS}}}){_COUNT}"))
IN_SEN = Unit(100, re.compile(rf"(?P<value>[0-9]{{1,{_SIGNS}}}(?:\.[0-9]{{1,2}})?){_COUNT}"))
