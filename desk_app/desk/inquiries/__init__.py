# SPDX-License-Identifier: MIT
"""Inquiries and complaints: handled to their end, answered by letter."""
