# SPDX-License-Identifier: MIT
"""The decision on a claim."""
