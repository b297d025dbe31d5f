# SPDX-License-Identifier: MIT
"""The figures of a period: counted, drawn, withheld where they would name somebody."""
