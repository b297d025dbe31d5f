# SPDX-License-Identifier: MIT
"""The computer under the store: files, places, locks, time, processes, and their faults."""
