# SPDX-License-Identifier: MIT
"""Letters."""
