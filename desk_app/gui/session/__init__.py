# SPDX-License-Identifier: MIT
"""What every page of an open desk is given, and what goes on behind it."""
