# SPDX-License-Identifier: MIT
"""What a person may change in the words of the letters, and what must stay."""
