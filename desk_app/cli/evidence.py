# SPDX-License-Identifier: MIT
"""For who checks a desk: ``evidence`` writes a pack that a standard Python verifies."""

from __future__ import annotations

import argparse
import shlex
from pathlib import Path

from desk_app.cli import asking, caretaking
from desk_app.cli.asking import Subparsers, day, said
from desk_app.cli.caretaking import Caretaker, CommandResult, counted, line, root_of
from desk_app.cli.safekeeping import Terminal, add_desk, opening, runs
from desk_app.desk.audit.evidence import BOUND, export_evidence
from desk_app.i18n import messages
from desk_app.i18n.pages import EvidencePackWords
from desk_app.records.desk.people import Language
from desk_app.records.evidence import EvidenceMade, EvidenceScope

_NEW = "pack"
"""A folder for the files of a pack that is one file."""


def add(commands: Subparsers, caretaker: Caretaker) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser(
        "evidence", help=said("evidence"), description=said("evidence_about")
    )
    parser.add_argument(
        "out",
        metavar="OUT",
        type=Path,
        help=said("evidence_out"),
    )
    of = parser.add_mutually_exclusive_group(required=True)
    of.add_argument("--application", metavar="NUMBER", help=said("evidence_application"))
    of.add_argument("--since", metavar="DAY", type=day, help=said("evidence_since"))
    parser.add_argument("--until", metavar="DAY", type=day, help=said("evidence_until"))
    parser.add_argument(
        "--without-names",
        action="store_true",
        help=said("evidence_without_names"),
    )
    parser.add_argument(
        "--language",
        choices=[language.value for language in Language],
        default=Language.JA.value,
        help=said("evidence_language"),
    )
    add_desk(parser)
    caretaking.add_password(parser)
    runs(parser, "evidence", _evidence, caretaker)


def _evidence(words: argparse.Namespace, caretaker: Caretaker) -> CommandResult:
    language = Language(words.language)
    with caretaking.opened("evidence", opening(words, caretaker)) as desk:
        period = words.since is not None
        scope = EvidenceScope(
            number=words.application or "",
            since=words.since,
            until=(words.until or desk.today) if period else None,
            named=not words.without_names,
        )
        doubts = desk.ports.packs.doubts(words.out)
        saying = (language, EvidencePackWords(language))
        made = export_evidence(desk, scope, words.out, saying, Terminal())
    warned = [messages.word(doubt, asking.language()) for doubt in doubts]
    lines = [*_told(made, words.out), *(line("warning", doubt=each) for each in warned)]
    values = {
        "folder": str(words.out),
        "applications": made.applications,
        "disposed": made.disposed,
        "letters": made.letters,
        "entries": made.entries,
        "gaps": made.gaps,
        "files": made.files,
        "sequence": made.sequence,
        "head": made.head,
        "root": made.root,
        "verifier": made.verifier,
        "warnings": [doubt.value for doubt in doubts],
    }
    return CommandResult(lines, values)


def _told(made: EvidenceMade, folder: Path) -> tuple[str, ...]:
    gone = counted(made.disposed, "application")
    return (
        line(
            "evidence",
            applications=counted(made.applications, "application"),
            letters=counted(made.letters, "letter"),
            entries=counted(made.entries, "entry"),
            gaps=counted(made.gaps, "gap"),
            folder=str(folder),
        ),
        *([line("evidence_disposed", disposed=gone)] if made.disposed else []),
        root_of(made.root),
        line("evidence_verifier", command=_checking(folder), verifier=made.verifier),
    )


def _checking(place: Path) -> str:
    """Return the command that checks a pack, as it is typed; of one file once it is taken apart."""
    if place.suffix.lower() == BOUND:
        taken = f"pdfdetach -saveall -o {_NEW} {shlex.quote(str(place))}"
        return f"mkdir {_NEW} && {taken} && python3 {_NEW}/verify.py"
    return f"python3 {shlex.quote(str(place / 'verify.py'))}"
