# SPDX-License-Identifier: MIT
"""The pages of the open desk, a package each: what is seen, what it does, what it asks."""
