# SPDX-License-Identifier: MIT
"""The window's process beside its window: loading ahead, one instance, mistakes, locks."""
