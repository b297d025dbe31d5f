# SPDX-License-Identifier: MIT
"""Recovery sheets, backups and drills at the open desk and at its first start."""
