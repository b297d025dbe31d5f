# SPDX-License-Identifier: MIT
"""Names and addresses compared."""
