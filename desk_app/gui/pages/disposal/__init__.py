# SPDX-License-Identifier: MIT
"""Disposal."""
