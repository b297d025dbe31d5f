# SPDX-License-Identifier: MIT
"""Written addresses: read, compared, searched (practice 9, 10)."""
