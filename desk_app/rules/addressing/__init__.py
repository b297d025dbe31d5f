# SPDX-License-Identifier: MIT
"""How a written Japanese address is read for comparing; entered through ``rules.addresses``."""

from __future__ import annotations
