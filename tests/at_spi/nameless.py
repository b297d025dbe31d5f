# SPDX-License-Identifier: MIT
"""A window that must not pass: a few objects, and a field for which there are no words."""

from __future__ import annotations

import sys

from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

NAME = "nameless"

if __name__ == "__main__":
    application = QApplication([NAME])
    window = QWidget()
    field = QLineEdit(window)
    window.show()
    sys.exit(application.exec())
