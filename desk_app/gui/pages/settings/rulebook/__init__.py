# SPDX-License-Identifier: MIT
"""The rulebook: what it says on a day, its values changed, a new version put in force."""
