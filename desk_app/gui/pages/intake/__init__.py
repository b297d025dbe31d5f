# SPDX-License-Identifier: MIT
"""Logging an envelope."""
