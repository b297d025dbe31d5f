# SPDX-License-Identifier: MIT
"""The registers the desk keeps, and the ledgers an auditor asks for."""
