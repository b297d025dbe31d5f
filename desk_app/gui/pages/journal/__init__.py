# SPDX-License-Identifier: MIT
"""The journal."""
