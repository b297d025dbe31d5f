# SPDX-License-Identifier: MIT
"""Inquiries and complaints."""
