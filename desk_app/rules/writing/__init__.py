# SPDX-License-Identifier: MIT
"""Text as it was written: let through or refused, its characters, one form that never varies."""
