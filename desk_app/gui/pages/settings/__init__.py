# SPDX-License-Identifier: MIT
"""The settings, with a room for the rulebook and one for the words of the letters."""
