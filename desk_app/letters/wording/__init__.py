# SPDX-License-Identifier: MIT
"""The words of letters: one language's wording, and the values said in it."""
