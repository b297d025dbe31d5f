# SPDX-License-Identifier: MIT
"""One application, its letters and its mail as several pages read, tell and find them."""
