# SPDX-License-Identifier: MIT
"""The desk itself: who works there, what it is called, what it prints on, how it is kept safe."""
