# SPDX-License-Identifier: MIT
"""What is typed or chosen: fields of text, dates, names, stamps; forms of them."""
