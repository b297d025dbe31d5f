# SPDX-License-Identifier: MIT
"""The published forms."""
