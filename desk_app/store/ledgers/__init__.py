# SPDX-License-Identifier: MIT
"""Ledgers as files: an office's own read in and taken over, ours written out."""
