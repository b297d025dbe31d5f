# SPDX-License-Identifier: MIT
"""The fee and its stamps: which pieces count, what is due, what goes back, the stamp book."""
