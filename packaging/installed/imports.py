# SPDX-License-Identifier: MIT
"""Every module of a pruned tree, imported by a Python that knows no other.

Words: the folder of the libraries, and the modules that another system alone can import.
"""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ENDINGS = (".py", ".pyc", ".so", ".pyd")
COMPILED = "__pycache__"


def modules(site: Path) -> Iterator[str]:
    """Yield the modules of a folder by their dotted names."""
    for file in sorted(site.glob("**/*")):
        if file.parent.name == COMPILED:
            continue
        parts = list(file.relative_to(site).parts)
        parts[-1] = parts[-1].partition(".")[0]
        if parts[-1] == "__init__":
            parts.pop()
        # Qt's own are libraries of the system's kind, whatever they are called.
        own = file.name.endswith(ENDINGS) and not file.name.startswith("lib")
        if own and all(part.isidentifier() for part in parts):
            yield ".".join(parts)


def main(site: Path, left_out: Sequence[str]) -> int:
    """Import them all; the number of those that cannot be."""
    sys.path.insert(0, str(site))
    names = [each for each in modules(site) if each not in left_out]
    failed = 0
    for name in names:
        try:
            importlib.import_module(name)
        except (Exception, SystemExit) as error:  # noqa: BLE001  whatever it is, it is told
            failed += 1
            print(f"{name}: {error!r}", file=sys.stderr)
    print("imported", len(names) - failed)
    return failed


if __name__ == "__main__":
    sys.exit(min(main(Path(sys.argv[1]), sys.argv[2:]), 100))
