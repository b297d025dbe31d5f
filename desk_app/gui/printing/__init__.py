# SPDX-License-Identifier: MIT
"""What goes to a printer or to a file: letters, pages of the desk's own, ledgers."""
