# SPDX-License-Identifier: MIT
"""The program's own icon in every size, and what stands beside the first page of a Setup, as files.

Run by the Python of the environment.
"""

from __future__ import annotations

import os
import struct
import sys
from pathlib import Path

SIZES = (16, 22, 24, 32, 48, 64, 128, 256, 512)
OF_WINDOWS = (16, 24, 32, 48, 64, 256)
"""The sizes that a file of icons has."""
SIDE, ON_SIDE = (164, 314), 96
"""The picture beside the first page, in the size that a Setup takes, and the icon on it."""


def main(folder: Path) -> None:
    """Draw it as the window bears it, one PNG a size, and all in one file for Windows."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtGui import (  # noqa: PLC0415  Qt asks for its platform once
        QGuiApplication,
        QImage,
        QPainter,
    )

    from desk_app.gui.kit.look import icons, theme  # noqa: PLC0415  found late
    from desk_app.letters.places import resources  # noqa: PLC0415  found late

    application = QGuiApplication([])
    icons.install(resources() / "icons")
    folder.mkdir(parents=True, exist_ok=True)
    for size in SIZES:
        drawn = icons.program_pixmap(size, theme.LIGHT.accent, theme.LIGHT.on_accent)
        if not drawn.save(str(folder / f"{size}.png")):
            raise OSError(f"no picture in {folder}")
    side = QImage(*SIDE, QImage.Format.Format_RGB888)
    side.fill(theme.LIGHT.accent)
    mark = icons.program_pixmap(ON_SIDE, theme.LIGHT.on_accent, theme.LIGHT.accent)
    painter = QPainter(side)
    painter.drawPixmap((SIDE[0] - ON_SIDE) // 2, (SIDE[1] - ON_SIDE) // 3, mark)
    painter.end()
    if not side.save(str(folder / "side.bmp")):
        raise OSError(f"no picture in {folder}")
    del application
    pictures = {size: (folder / f"{size}.png").read_bytes() for size in OF_WINDOWS}
    (folder / "desk_app.ico").write_bytes(together(pictures))


def together(pictures: dict[int, bytes]) -> bytes:
    """Return one file of icons that holds a PNG of each size."""
    place = 6 + 16 * len(pictures)
    table, content = struct.pack("<HHH", 0, 1, len(pictures)), b""
    for size, picture in pictures.items():
        edge = size % 256
        at = place + len(content)
        table += struct.pack("<BBBBHHII", edge, edge, 0, 0, 1, 32, len(picture), at)
        content += picture
    return table + content


if __name__ == "__main__":
    main(Path(sys.argv[1]))
