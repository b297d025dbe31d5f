# SPDX-License-Identifier: MIT
"""The workflow: what can be done with an application, by whom, and what stands in the way."""
