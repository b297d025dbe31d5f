# SPDX-License-Identifier: MIT
"""What PySide6 does otherwise than its documents say, each with the way around it."""
