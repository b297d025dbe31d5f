# SPDX-License-Identifier: MIT
"""What the operating system does, each behind a small port: files, locks, processes, a screen.

``ports`` says what is asked of a system; ``linux``, ``macos`` and ``windows`` answer. Which of them
it is stands in ``bootstrap.systems`` alone; everybody else asks ``here()``.
"""

from __future__ import annotations
