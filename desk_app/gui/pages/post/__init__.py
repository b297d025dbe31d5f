# SPDX-License-Identifier: MIT
"""The post."""
