# SPDX-License-Identifier: MIT
"""What came in and what becomes of it: mail, papers, decisions, letters, inquiries, disposal."""
