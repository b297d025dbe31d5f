# SPDX-License-Identifier: MIT
"""The stamp book."""
