# SPDX-License-Identifier: MIT
"""Scans of papers: read from outside, and the sealed files in which they are kept."""
