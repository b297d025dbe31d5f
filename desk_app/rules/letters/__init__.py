# SPDX-License-Identifier: MIT
"""What a letter must do: which are owed, the paper it is printed on, whose profile stands on it."""
