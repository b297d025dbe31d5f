# SPDX-License-Identifier: MIT
"""The sample desk: its people and mail as data, and their work to its last letter."""
