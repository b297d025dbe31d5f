# SPDX-License-Identifier: MIT
"""The figures of a period."""
