# SPDX-License-Identifier: MIT
"""An application from its envelope to its end: what a clerk does with it."""
