# SPDX-License-Identifier: MIT
"""The open desk around its pages: menus, status bar, help, tips, a number to open."""
