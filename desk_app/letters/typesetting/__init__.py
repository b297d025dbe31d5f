# SPDX-License-Identifier: MIT
"""Text and drawing set on sheets: lines, blocks, addresses, reading order, the file."""
