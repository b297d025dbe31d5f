# SPDX-License-Identifier: MIT
"""What every page is built of: layout, actions, fields, tables; nothing of any application."""
