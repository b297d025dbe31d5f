# SPDX-License-Identifier: MIT
"""The open desk: entering it, its day, what may be read in it."""
