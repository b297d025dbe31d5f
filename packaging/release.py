# SPDX-License-Identifier: MIT
"""The maker's key and the note beside an installer; run by the Python of the environment.

``release.py KEY`` prints the public half of a private Ed25519 key (PEM) as hex; with
``FILE VERSION SYSTEM`` it writes the signed note beside that installer. The key's password is the
first line of standard input, empty where it has none.
"""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from desk_app.records.desk.releases import ENDING, Release, read_note

if TYPE_CHECKING:
    from collections.abc import Sequence


def read_key(file: Path, password: str) -> Ed25519PrivateKey:
    """Return the key of a file; raises ValueError for any other kind, and for a wrong password."""
    try:
        key = load_pem_private_key(file.read_bytes(), password.encode("utf-8") or None)
    except TypeError:
        raise ValueError("it has a password, or has none and one was given") from None
    if isinstance(key, Ed25519PrivateKey):
        return key
    raise ValueError("it is no Ed25519 key")


def write_note(key: Ed25519PrivateKey, installer: Path, version: str, system: str) -> Path:
    """Write the signed note beside an installer; raises ValueError for what no program would read.

    The installer's own signature, where it gets one, is in it by now: the note names its bytes.
    """
    with installer.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    release = Release(version, system, installer.name, installer.stat().st_size, digest)
    text = release.note(key.sign(release.signed()))
    read_note(text)
    note = installer.with_name(installer.name + ENDING)
    note.write_bytes(text)
    return note


def main(words: Sequence[str]) -> int:
    """Do what the words say; 1 with a line on what is wrong where it cannot be done."""
    try:
        key = read_key(Path(words[0]), sys.stdin.readline().rstrip("\r\n"))
        if words[1:]:
            installer, version, system = words[1:]
            print(write_note(key, Path(installer), version, system))
        else:
            print(key.public_key().public_bytes_raw().hex())
    except (OSError, ValueError) as error:
        sys.stderr.write(f"the maker's key: {error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
