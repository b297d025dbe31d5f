# SPDX-License-Identifier: MIT
"""What every forked process would else make for itself: parser of words, statements, places.

No desk is opened here: a process that did leaves the statements it needed, and this one compiles
them.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy.ext import serializer

from desk_app.rules.addresses import places
from desk_app.store.schema.engine import METADATA, _CompiledStatements, make_engine
from tests.workbench.desks import Site, command
from tests.workbench.processes import apart
from tests.workbench.worked import find, save_some

_SAVES = range(15)
"""Every kind of save is among them."""

_SERIALIZER: Any = serializer

_Key = tuple[tuple[str, ...], bool]
"""The columns that are given to a statement, and whether it runs once for each of many rows."""


def warm() -> None:
    """Make ready what forked processes need of a program that has run a while."""
    with suppress(SystemExit):
        command("verify", "--help")
    # No letter is set here: a control that escapes nothing needs a press nobody has made yet.
    places.gazetteer()
    dialect: Any = make_engine(Path("no desk"), bytes(32)).dialect
    for written, (columns, many) in apart(_needed):
        with suppress(KeyError):  # A table of those who migrate.
            _SERIALIZER.loads(written, METADATA)._compile_w_cache(
                dialect,
                compiled_cache=_CompiledStatements(),
                column_keys=list(columns),
                for_executemany=many,
            )


def _needed() -> list[tuple[bytes, _Key]]:
    """Return the statements without values that work at a desk and a look at it need."""
    with TemporaryDirectory() as folder:
        site = Site(Path(folder))
        site.found()
        save_some(site, _SAVES)
        find(site, _SAVES)
    kept: Any = _CompiledStatements._of_all
    return [
        (_SERIALIZER.dumps(compiled.statement), (columns, many))
        for (_, columns, _, many), compiled in dict(kept).items()
    ]
