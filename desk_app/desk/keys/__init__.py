# SPDX-License-Identifier: MIT
"""Who may enter, and what opens the desk: people, roster, sheets, backups."""
