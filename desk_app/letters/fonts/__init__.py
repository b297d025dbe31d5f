# SPDX-License-Identifier: MIT
"""Typefaces: found, read, cut down, put into a page."""
