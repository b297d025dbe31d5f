# SPDX-License-Identifier: MIT
"""Verifiers that go with packs and backups, as modules; packs verified by one of one's own."""

from __future__ import annotations

import importlib.util
import shutil
import sys
from pathlib import Path
from types import ModuleType
from unittest.mock import patch


def verifier_beside(pack: Path, folder: Path) -> ModuleType:
    """Return the verifier of a pack, copied into a folder of its own, which is made."""
    folder.mkdir()
    for name in ("verify.py", "signatures.py"):
        shutil.copy(pack / name, folder / name)
    return module_at(folder / "verify.py", "evidence_verify")


def module_at(path: Path, name: str) -> ModuleType:
    """Return a script as a module, and leave nothing compiled beside it."""
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    with patch.object(sys, "dont_write_bytecode", new=True):
        spec.loader.exec_module(module)
    return module


def wrong_in(verifier: ModuleType, pack: Path) -> list[str]:
    """Return what the verifier finds wrong."""
    examined = verifier.Pack(pack)
    examined.check()
    wrong: list[str] = examined.wrong
    return wrong
