# SPDX-License-Identifier: MIT
"""What an application is found and counted by: its place in the lists, index, tallies."""
