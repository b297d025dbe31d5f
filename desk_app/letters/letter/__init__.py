# SPDX-License-Identifier: MIT
"""A letter from its facts: composed, with its letterhead, page by page."""
