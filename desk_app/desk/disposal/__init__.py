# SPDX-License-Identifier: MIT
"""What is due to go: proposed, signed, destroyed."""
