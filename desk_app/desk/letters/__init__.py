# SPDX-License-Identifier: MIT
"""Letters: their facts, written, issued, voided, printed."""
