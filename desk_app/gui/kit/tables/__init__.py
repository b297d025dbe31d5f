# SPDX-License-Identifier: MIT
"""Tables and lists: columns as data, rows by keyboard."""
