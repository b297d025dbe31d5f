# SPDX-License-Identifier: MIT
"""What is shown and not typed: facts, notes, findings, charts, a letter's pages."""
