# SPDX-License-Identifier: MIT
"""Scans of papers: attaching one, what waits in the scanner's folder, files left there."""
