# SPDX-License-Identifier: MIT
"""The screens of a closed desk: sign in, first start, what is left of it, startup stopped."""
