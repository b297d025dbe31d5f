# SPDX-License-Identifier: MIT
"""What leaves by post and what it costs: envelopes, postage, the stamps of the desk."""
