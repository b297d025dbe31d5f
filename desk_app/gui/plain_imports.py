# SPDX-License-Identifier: MIT
"""Gives Python its import statement back, which PySide6 has replaced by one that reads sources.

For every module that is imported PySide6 6.12 looks into the module's source, whether it asks for
``snake_case`` names; none of ours does. Of a start that is every tenth millisecond. Importing this
module, once PySide6 is there, puts back what PySide6 has kept; where it kept nothing, nothing is
done.
"""

from __future__ import annotations

import builtins

_KEPT = "__orig_import__"

builtins.__import__ = getattr(builtins, _KEPT, builtins.__import__)
