# SPDX-License-Identifier: MIT
"""What a code is told with: values by name, of which `i18n` makes a sentence."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

Fact = str | int | bool | date | tuple[str, ...]
NO_FACTS: Mapping[str, Fact] = MappingProxyType({})
