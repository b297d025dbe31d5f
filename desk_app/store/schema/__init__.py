# SPDX-License-Identifier: MIT
"""The encrypted file as tables: connection, engine, and what disposal does with each column."""
