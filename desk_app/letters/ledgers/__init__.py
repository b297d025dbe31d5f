# SPDX-License-Identifier: MIT
"""The ledgers on paper."""
