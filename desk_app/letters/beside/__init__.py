# SPDX-License-Identifier: MIT
"""Pages beside letters: the desk's own, case slips, ledgers, charts, what goes to the post."""
