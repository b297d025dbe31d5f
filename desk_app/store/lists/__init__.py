# SPDX-License-Identifier: MIT
"""What lists show, read from the tables."""
