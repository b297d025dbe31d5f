# SPDX-License-Identifier: MIT
"""Two data keys while a desk is re-keyed: the file is opened with whichever of them it has."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from desk_app.desk.errors import DamageFound, KnownError
from desk_app.store.engine import driver_connection, make_engine
from desk_app.store.faults import told
from desk_app.store.replacing import remove_kept

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.engine import Engine


def engine_of(
    path: Path, data_keys: Sequence[bytes], *, reading: bool = False
) -> tuple[Engine, bytes]:
    """Return an engine whose one connection stands, and the key that opened the file.

    ``data_keys`` are tried from the last, which is the newest, to the first. Raises DamageFound
    where none opens the file.
    """
    *older, data_key = data_keys
    engine = make_engine(path, data_key, reading=reading)
    try:
        engine.connect().close()
    except DamageFound:
        engine.dispose()
        if older:
            return engine_of(path, older, reading=reading)
        raise
    except BaseException:
        engine.dispose()
        raise
    return engine, data_key


def rekeyed(engine: Engine, data_keys: Sequence[bytes]) -> tuple[Engine, bytes]:
    """Encrypt every page of the file with the last of the keys; return what stands afterwards.

    What was kept beside the file had a key before it, and goes. The driver says that all is well
    even where the disk was full, and its connection is then good for nothing: so it is closed, and
    the file itself is asked which of the keys it has.
    """
    path = _path_of(engine)
    with suppress(KnownError), told(), engine.connect() as connection:
        driver_connection(connection).execute(f"PRAGMA rekey = \"x'{data_keys[-1].hex()}'\"")
    engine.dispose()
    engine, data_key = engine_of(path, data_keys)
    if data_key == data_keys[-1]:
        remove_kept(path)
    return engine, data_key


def _path_of(engine: Engine) -> Path:
    with engine.connect() as connection:
        _, _, path = driver_connection(connection).execute("PRAGMA database_list").fetchone()
    return Path(path)
