# SPDX-License-Identifier: MIT
"""The startup steps of security.md §6: what is looked at before a desk is open."""
