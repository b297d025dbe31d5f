# SPDX-License-Identifier: MIT
"""What is kept about all of it together: the journal, the ledgers' rows, figures."""
