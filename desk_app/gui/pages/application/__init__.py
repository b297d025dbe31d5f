# SPDX-License-Identifier: MIT
"""One application."""
