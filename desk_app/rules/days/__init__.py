# SPDX-License-Identifier: MIT
"""Days of the desk: its calendar, the eras, whether the clock can be believed."""
