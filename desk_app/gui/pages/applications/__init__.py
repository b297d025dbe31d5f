# SPDX-License-Identifier: MIT
"""All applications."""
