# SPDX-License-Identifier: MIT
"""Inquiries and complaints: their days and next step, and a web form's mail."""
