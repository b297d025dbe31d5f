# SPDX-License-Identifier: MIT
"""What is shown to whoever checks the desk: ledgers and evidence."""
