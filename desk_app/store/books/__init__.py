# SPDX-License-Identifier: MIT
"""What the desk keeps, read and written: applications and mail, inquiries, registers, stamps."""
