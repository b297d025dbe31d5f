# SPDX-License-Identifier: MIT
"""An office of several stations: a sealed log on a server, the whole desk on every station."""

from __future__ import annotations
