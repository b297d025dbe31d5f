# SPDX-License-Identifier: MIT
"""How parts stand and are reached: boxes, pages, buttons, actions, keys."""
