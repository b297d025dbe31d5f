# SPDX-License-Identifier: MIT
"""How the window looks: colours, icons, strokes, labels, states."""
