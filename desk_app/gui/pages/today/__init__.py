# SPDX-License-Identifier: MIT
"""The first screen."""
