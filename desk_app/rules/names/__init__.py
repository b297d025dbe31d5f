# SPDX-License-Identifier: MIT
"""Written names: read, compared, searched (practice 7, 8)."""
