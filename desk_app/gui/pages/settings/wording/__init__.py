# SPDX-License-Identifier: MIT
"""The words of the letters: found, changed, seen on a letter, approved."""
