# SPDX-License-Identifier: MIT
"""The rulebook: one dated file, its terms on a day, the cases kept beside it (AP)."""
