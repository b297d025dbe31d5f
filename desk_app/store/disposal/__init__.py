# SPDX-License-Identifier: MIT
"""Disposal in the store: rows deleted, traces looked for, the list that outlives a restore."""
