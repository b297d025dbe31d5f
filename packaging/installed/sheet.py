# SPDX-License-Identifier: MIT
"""A recovery sheet for the sample desk, by an installed program's own Python: tells its key.

Words: the folder of the desk, the name of its officer, and where the libraries lie if Python does
not know it. The password comes on standard input.
"""

from __future__ import annotations

import sys
from pathlib import Path


def main(desk_folder: Path, name: str, password: str) -> int:
    """Make the sheet and confirm it, as a person does who has the paper in hand."""
    from desk_app.bootstrap import Unlock, open_desk  # noqa: PLC0415  the words tell where it lies
    from desk_app.desk.keys import people as keys  # noqa: PLC0415  found late
    from desk_app.desk.keys.sheet_key import last_group  # noqa: PLC0415  found late

    desk = open_desk(desk_folder, Unlock(name, password))
    try:
        made = keys.new_sheet(desk)
        keys.confirm_sheet(desk, made.sheet.number, last_group(made.secret), ("金庫",))
    finally:
        desk.ports.store.close()
    print(made.secret)
    return 0


if __name__ == "__main__":
    sys.path[:0] = sys.argv[3:]
    given = sys.stdin.buffer.read().decode("utf-8").strip()
    sys.exit(main(Path(sys.argv[1]), sys.argv[2], given))
