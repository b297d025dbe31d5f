# SPDX-License-Identifier: MIT
"""The registers: what they say on a day, and what of them is published."""
