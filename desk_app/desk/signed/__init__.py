# SPDX-License-Identifier: MIT
"""What holds once two people signed it: approvals, the rulebook, the words, the profile."""
