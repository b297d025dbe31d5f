# SPDX-License-Identifier: MIT
"""What lies inside an installer: each library with its licence, for people and for programs."""

from __future__ import annotations

import json
import re
import uuid
from dataclasses import dataclass
from email.parser import HeaderParser
from time import gmtime, strftime
from typing import TYPE_CHECKING, Final

from program_tree import OWN_METADATA

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from program_tree import Source


LICENCE: Final = re.compile(r"licen[cs]e|copying|authors|notice", re.IGNORECASE)
SPDX: Final = re.compile(r"[A-Za-z0-9.+-]+(?: (?:OR|AND|WITH) [A-Za-z0-9.+-]+)*")
SPDX_OF: Final = {
    "Dual License": "Apache-2.0 OR BSD-3-Clause",
    "MIT License": "MIT",
    "BSD license": "BSD-3-Clause",
}
"""What libraries call their licence, and the name that the list of SPDX has for it."""
UNTOLD: Final = {
    "Jinja2": "BSD-3-Clause",
    "pypdfium2": "BSD-3-Clause AND Apache-2.0",
    "pyrage": "MIT",
    "sqlcipher3": "Zlib",
}
"""Libraries whose licence stands in its text alone."""


@dataclass(frozen=True, slots=True)
class Library:
    """One library: its name and version, its licence by SPDX, the files of its text."""

    name: str
    version: str
    licence: str
    texts: tuple[Path, ...]


def libraries(site: Path) -> list[Library]:
    """Return those that lie in a folder, in the order of their names."""
    own = OWN_METADATA.format(version="*")
    folders = (each for each in site.glob("*.dist-info") if not each.match(own))
    return sorted(map(_library, folders), key=lambda each: each.name.lower())


def _library(folder: Path) -> Library:
    head = HeaderParser().parsestr((folder / "METADATA").read_text("utf-8"))
    name = str(head["Name"])
    told = str(head["License-Expression"] or head["License"] or "").partition("\n")[0]
    licence = UNTOLD.get(name) or _spdx(told)
    texts = (
        each
        for each in folder.rglob("*")
        if each.is_file() and LICENCE.search(each.relative_to(folder).as_posix())
    )
    return Library(name, str(head["Version"]), licence, tuple(sorted(texts)))


def _spdx(told: str) -> str:
    for words, name in SPDX_OF.items():
        if told.startswith(words):
            return name
    return told if SPDX.fullmatch(told) else ""


def sbom(source: Source, target: str, found: Sequence[Library], more: Sequence[Library]) -> str:
    """Return the list of all parts as CycloneDX has it; ``more`` is none of Python's index."""
    program = {
        "type": "application",
        "bom-ref": "desk-app",
        "name": "desk-app",
        "version": source.version,
        "licenses": [{"license": {"id": "MIT"}}],
    }
    parts = [_part(each, f"pkg:pypi/{each.name.lower().replace('_', '-')}@") for each in found]
    parts += [_part(each, f"pkg:generic/{each.name.lower()}@") for each in more]
    refs = [str(each["bom-ref"]) for each in parts]
    said = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_OID, source.commit + target)}",
        "version": 1,
        "metadata": {
            "timestamp": strftime("%Y-%m-%dT%H:%M:%SZ", gmtime(source.seconds)),
            "component": program,
            "properties": [
                {"name": "commit", "value": source.commit},
                {"name": "target", "value": target},
            ],
        },
        "components": parts,
        "dependencies": [
            {"ref": "desk-app", "dependsOn": refs},
            *({"ref": each} for each in refs),
        ],
    }
    return json.dumps(said, indent=1, ensure_ascii=False) + "\n"


def _part(library: Library, address: str) -> dict[str, object]:
    name = f"{address}{library.version}"
    return {
        "type": "library",
        "bom-ref": name,
        "name": library.name,
        "version": library.version,
        "licenses": [{"expression": library.licence}],
        "purl": name,
    }
