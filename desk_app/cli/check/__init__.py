# SPDX-License-Identifier: MIT
"""``desk-app check``: one mail item described in a file, read, and what the rules say of it."""
