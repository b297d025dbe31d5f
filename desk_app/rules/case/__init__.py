# SPDX-License-Identifier: MIT
"""One application as it was brought: claims, due dates, answers, heirs, how long it is kept."""
