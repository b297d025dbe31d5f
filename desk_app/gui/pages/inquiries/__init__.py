# SPDX-License-Identifier: MIT
"""The mail that came."""
