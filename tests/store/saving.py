# SPDX-License-Identifier: MIT
"""A process that saves until it is killed: it says each number once the save is acknowledged.

Given ``early`` it says the number before the commit and waits there: what a careless desk would do.
"""

from __future__ import annotations

import sys
from pathlib import Path

from tests.fakes.making import CLERK, NOW, application, envelope, keep, person
from tests.fakes.real_store import place_in


def main(folder: str, first: str, manner: str) -> None:
    """Save applications with running numbers."""
    store = place_in(Path(folder)).open()
    number = int(first)
    while True:
        with store.writing(CLERK, NOW) as books:
            mail = books.mail.add(envelope(handled=True))
            keep(books, application(person("山田 太郎"), mail, f"R8-{number:04}"))
            if manner == "early":
                sys.stdout.write(f"{number}\n")
                sys.stdout.flush()
                sys.stdin.read()
            books.commit()
        sys.stdout.write(f"{number}\n")
        sys.stdout.flush()
        number += 1


if __name__ == "__main__":
    main(*sys.argv[1:])
