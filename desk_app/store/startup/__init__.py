# SPDX-License-Identifier: MIT
"""The startup steps: what is looked at before a desk is open."""
