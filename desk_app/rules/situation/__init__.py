# SPDX-License-Identifier: MIT
"""How an application stands on a day: what was asked, written since, approved; its next step."""
