# SPDX-License-Identifier: MIT
"""The rules in force, another company's put in force (``rulebook``), and the forms (``forms``)."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict
from datetime import date
from pathlib import Path
from shutil import rmtree
from typing import Protocol

from desk_app.cli import asking, caretaking, streams
from desk_app.cli.asking import Subparsers, add_language, add_rulebook, day, said
from desk_app.cli.caretaking import Caretaker, CommandResult, counted, line
from desk_app.cli.exit_codes import Exit
from desk_app.desk import reading
from desk_app.desk.errors import Cancelled, FolderTaken, KnownError
from desk_app.desk.signed import rulebooks
from desk_app.desk.signed.rulebooks import BeforeAfter
from desk_app.i18n import dates, terminal
from desk_app.i18n.vocabulary import article, word
from desk_app.records.base import Fact
from desk_app.records.desk.people import Language
from desk_app.records.desk.profile import DeskProfile
from desk_app.records.pages import PublishedForm
from desk_app.rules import cases, versions
from desk_app.rules.rulebook.reading import RulebookError
from desk_app.rules.rulebook.rulebook import Rulebook, Rules, load
from desk_app.rules.rulebook.terms import Source
from desk_app.rules.versions import RuleChange, RuleLine, ValueDifference, lines
from desk_app.system.chosen import here

DONE, FAILED, BAD_FILE = 0, 1, 2

Pending = Callable[[Path], Mapping[str, tuple[RuleChange, ...]]]
"""Opens a desk and returns, for each open application, what the version of a file would change."""


def add(
    commands: Subparsers,
    rulebook: Path,
    today: Callable[[], date],
    pending: Pending | None = None,
    caretaker: Caretaker | None = None,
) -> None:
    """Add the command; without ``pending`` and ``caretaker`` there is no desk to look into."""
    parser = commands.add_parser(
        "rulebook", help=said("rulebook"), description=said("rulebook_about")
    )
    add_rulebook(parser, rulebook)
    parser.add_argument("--on", metavar="DATE", type=day, help=said("on"))
    add_language(parser)
    caretaking.add_common(parser)
    parser.add_argument("--test", action="store_true", help=said("rulebook_test"))
    if pending is not None:
        parser.add_argument(
            "--pending",
            action="store_true",
            help=said("rulebook_pending"),
        )
    if caretaker is not None:
        _add_install(parser)

    def run(words: argparse.Namespace) -> int:
        if caretaker is None:
            return _run(words, today, pending)
        if words.install is not None:
            return _install(words, caretaker)
        if words.desk is None:
            return _run(words, today, pending)
        if words.test or (pending is not None and words.pending):
            parser.error(said("rulebook_desk_alone"))
        return _run(words, today, None, lambda: _in_force(words, caretaker))

    parser.set_defaults(run=run)


def _run(
    words: argparse.Namespace,
    today: Callable[[], date],
    pending: Pending | None,
    of_desk: Callable[[], Rulebook] | None = None,
) -> int:
    try:
        if pending is not None and words.pending:
            return _told_pending(pending(words.rulebook), words)
        book = load(words.rulebook) if of_desk is None else of_desk()
        if words.test:
            return _test(book, words)
    except RulebookError as error:
        return caretaking.told_bad(error, asking.chosen(words), as_json=words.json)
    except KnownError as error:
        return caretaking.stopped("rulebook", error, as_json=words.json)
    return _told_of_day(book, words.on or today(), words)


def _told_of_day(book: Rulebook, on: date, words: argparse.Namespace) -> int:
    """Print the rules in force on a day; before the first there are none."""
    language = asking.chosen(words)
    if on < book.begins:
        if words.json:
            facts = {"on": on.isoformat(), "begins": book.begins.isoformat()}
            streams.say_json({"error": "nothing_in_force", "facts": facts, "exit": BAD_FILE})
        days = {"on": _day(on, language), "begins": _day(book.begins, language)}
        streams.tell(terminal.rulebook("nothing_in_force", language, name=book.name, **days))
        return BAD_FILE
    if words.json:
        streams.say_json(_values(book, on, language))
    else:
        streams.say("\n".join(_printed(book, on, language)))
    return DONE


def _told_pending(waiting: Mapping[str, tuple[RuleChange, ...]], words: argparse.Namespace) -> int:
    if words.json:
        streams.say_json({"pending": _pending_values(waiting)})
    else:
        streams.say("\n".join(pending_lines(waiting, asking.chosen(words))))
    return DONE


def _values(book: Rulebook, on: date, language: Language) -> dict[str, object]:
    """Return the rules in force on a day as `_printed` says them."""
    rules = [
        {**asdict(each), "since": each.since.isoformat()}
        for each in lines(book.on(on), japanese=language is Language.JA)
    ]
    return {"rulebook": book.name, "version": book.version, "on": on.isoformat(), "rules": rules}


def _pending_values(waiting: Mapping[str, tuple[RuleChange, ...]]) -> dict[str, object]:
    return {
        number: [
            {"what": each.what, "before": _fact(each.before), "after": _fact(each.after)}
            for each in changes
        ]
        for number, changes in waiting.items()
    }


def _in_force(words: argparse.Namespace, caretaker: Caretaker) -> Rulebook:
    """Return the rulebook in force at the desk that is named."""
    caretaker.must_be_closed(words.desk)
    who, password = caretaking.name_and_password(words)
    with caretaking.opened("rulebook", lambda: caretaker.open(words.desk, who, password)) as desk:
        return desk.rulebook


# Another company's file, or a changed one, put in force at a desk by two people (K6).


def _add_install(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--install", metavar="FILE.toml", type=Path, help=said("rulebook_install"))
    parser.add_argument(
        "--desk",
        metavar="DIR",
        type=Path,
        help=said("rulebook_desk"),
    )
    caretaking.add_password(parser)
    parser.add_argument("--second", metavar="NAME", help=said("second"))
    parser.add_argument(
        "--second-fd",
        metavar="N",
        type=int,
        help=said("second_fd"),
    )


def _install(words: argparse.Namespace, caretaker: Caretaker) -> int:
    """Look at the file before anybody shows a password; a bad one is told with every place."""
    try:
        source = load(words.install).source
    except RulebookError as error:
        told = caretaking.told_bad(
            error, asking.language(), as_json=words.json, before="desk-app rulebook: "
        )
        asking.tell("rulebook_stays")
        return told
    return caretaking.carry_out(words, "rulebook", lambda: _put_in_force(words, source, caretaker))


def _put_in_force(words: argparse.Namespace, source: bytes, caretaker: Caretaker) -> CommandResult:
    folder: Path = words.desk or caretaker.usual_desk()
    caretaker.must_be_closed(folder)
    who, password = caretaking.name_and_password(words)
    with caretaking.opened("rulebook", lambda: caretaker.open(folder, who, password)) as desk:
        book = rulebooks.read_file(desk, source, words.install.name)
        changed = rulebooks.difference(desk, book)
        open_ones = rulebooks.effect(desk, book)
        asking.tell("rulebook_shown", file=words.install.name, version=book.version)
        for told in (*_difference_lines(changed), *_effect_lines(open_ones)):
            streams.tell(told)
        name, second = _second(words)
        acting = caretaker.acting(desk, folder, name, second)
        rulebooks.install(desk, acting, source, words.install.name)
        values = {
            "rulebook": book.version,
            "before": desk.rulebook.version,
            "signed": [desk.actor.name, acting.actor.name],
            "changes": [
                {
                    "value": each.name,
                    "from": each.since.isoformat(),
                    "before": versions.told(each.before),
                    "after": versions.told(each.after),
                }
                for each in changed
            ],
            "open": {each.receipt_number: len(each.changes) for each in open_ones},
        }
        said = (
            line("rulebook", version=book.version, before=desk.rulebook.version),
            line("signed_by", first=desk.actor.name, second=acting.actor.name),
            line("rulebook_open", applications=counted(len(open_ones), "application")),
        )
    return CommandResult(said, values)


def _second(words: argparse.Namespace) -> tuple[str, str]:
    """Return who signs second, after all was shown: from the options, or asked for."""
    if words.second_fd is not None:
        return asking.name_and_password_of(words.second_fd, words.second)
    name, password = asking.second_name_and_password(words.second)
    if not name:
        raise Cancelled("nobody_signed_second")
    return name, password


def _difference_lines(changed: Sequence[ValueDifference]) -> Iterator[str]:
    japanese = asking.language() is Language.JA
    for each in changed:
        yield f"  {each.name} ({each.since.isoformat()}):"
        yield f"    - {versions.told(each.before, japanese=japanese)}"
        yield f"    + {versions.told(each.after, japanese=japanese)}"


def _effect_lines(open_ones: Sequence[BeforeAfter]) -> Iterator[str]:
    """Yield what would change in the open applications; each stays under its own until taken."""
    if open_ones:
        changes = {each.receipt_number: each.changes for each in open_ones}
        yield from pending_lines(changes, asking.language())


def _test(book: Rulebook, words: argparse.Namespace) -> int:
    """Run the cases beside a rulebook; 0 only if there are some and none failed."""
    folder = words.rulebook.parent / "cases"
    outcomes = tuple(cases.run(cases.read(folder), book))
    failed = [outcome for outcome in outcomes if outcome.differences]
    if words.json:
        streams.say_json(
            {"cases": len(outcomes), "failed": [_failed_case(each) for each in failed]}
        )
    else:
        _tell_cases(len(outcomes), failed, asking.chosen(words))
    return DONE if outcomes and not failed else FAILED


def _failed_case(outcome: cases.CaseOutcome) -> dict[str, object]:
    differences = [
        {"what": each.what, "expected": str(each.expected), "found": str(each.found)}
        for each in outcome.differences
    ]
    return {"file": outcome.case.file, "id": outcome.case.id, "differences": differences}


def _tell_cases(count: int, failed: Sequence[cases.CaseOutcome], language: Language) -> None:
    for outcome in failed:
        streams.say(f"{outcome.case.file}: {outcome.case.id}: {outcome.case.why}")
        for difference in outcome.differences:
            what, blank = difference.what, " " * len(difference.what)
            for code, value in (("expected", difference.expected), ("found", difference.found)):
                told = terminal.rulebook(code, language, what=what, blank=blank, value=str(value))
                streams.say(told)
    # Other programs read this line: it is the same in every language.
    streams.say(f"{count} cases, {len(failed)} failed")


def _printed(book: Rulebook, on: date, language: Language) -> Iterator[str]:
    japanese = language is Language.JA
    title = book.title_ja if japanese else book.title_en
    day = _day(on, language)
    head = f"{title}（{book.name} {book.version}）{day}" if japanese else ""
    yield head or f"{title} ({book.name} {book.version}) on {day}"
    heading = ""
    for each in lines(book.on(on), japanese=japanese):
        if each.table != heading:
            heading = each.table
            yield f"\n{heading}"
        said = ("；" if japanese else "; ").join(part for part in (each.title, each.value) if part)
        yield f"  {each.name}: {said} [{_rests_on(each, language)}]"


def _rests_on(value: RuleLine, language: Language) -> str:
    """Say what a value rests on: clause and article, its source, the day it is in force from."""
    japanese = language is Language.JA
    practice = f" {value.practice}" if value.practice is not None else ""
    law = article(value.article, language)
    grounds = ("、" if japanese else ", ").join(part for part in (value.clause, law) if part)
    source = word(Source(value.source), language) if japanese else value.source
    day = _day(value.since, language)
    since = f"{day}から" if japanese else f"since {day}"
    parts = (grounds, f"{source}{practice}", since)
    return ("；" if japanese else "; ").join(part for part in parts if part)


def _day(on: date, language: Language) -> str:
    """Write a day as on the screens in Japanese, as in files in English."""
    return dates.full(on, language) if language is Language.JA else on.isoformat()


def pending_lines(
    waiting: Mapping[str, tuple[RuleChange, ...]], language: Language
) -> Iterator[str]:
    """Yield before and after of a waiting version, one application after the other."""
    if not waiting:
        yield terminal.rulebook("nothing_waits", language)
    for number, changes in waiting.items():
        code = "changes" if changes else "unchanged"
        yield terminal.rulebook(code, language, number=number, count=len(changes))
        for change in changes:
            yield f"    {change.what}: {_fact(change.before)} -> {_fact(change.after)}"


def _fact(fact: Fact | None) -> str:
    return "-" if fact is None else str(fact)


# The published forms as the rulebook in force has them.


_PART = "forms.part"
"""The folder inside in which the forms are written before they take their names."""


class Publisher(Protocol):
    """Draws the published forms."""

    def forms(self, rules: Rules) -> tuple[PublishedForm, ...]:
        """Return every form that is published under the rules of a day."""
        ...

    def draw(self, form: PublishedForm, profile: DeskProfile, rules: Rules) -> bytes:
        """Return a form as PDF."""
        ...


def add_forms(
    commands: Subparsers,
    rulebook: Path,
    today: Callable[[], date],
    publisher: Publisher,
    caretaker: Caretaker,
) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser("forms", help=said("forms"), description=said("forms_about"))
    parser.add_argument("folder", metavar="DIR", type=Path, help=said("forms_folder"))
    add_rulebook(parser, rulebook)
    parser.add_argument("--on", metavar="DATE", type=day, help=said("on"))
    parser.add_argument("--desk", metavar="DIR", type=Path, help=said("forms_desk"))
    caretaking.add_password(parser)
    caretaking.add_common(parser)
    parser.set_defaults(
        run=lambda words: _forms(
            words,
            words.on or today(),
            publisher,
            None if words.desk is None else caretaker,
            named=words.rulebook != rulebook,
        )
    )


def _forms(
    words: argparse.Namespace,
    on: date,
    publisher: Publisher,
    caretaker: Caretaker | None,
    *,
    named: bool,
) -> int:
    """Write the forms; those of a desk follow the rulebook in force there, unless one is named."""
    try:
        rules = load(words.rulebook).on(on)
        return caretaking.carry_out(
            words, "forms", lambda: _publish(words, rules, publisher, caretaker, named=named)
        )
    except RulebookError as error:
        return caretaking.told_bad(error, asking.language(), as_json=words.json)
    except BrokenPipeError:
        raise
    except OSError as error:
        facts = {"folder": str(words.folder), "why": error.strerror or "?"}
        if words.json:
            code = int(Exit.NO_WRITING)
            streams.say_json({"error": "folder_unwritable", "facts": facts, "exit": code})
        told = terminal.rulebook("folder_unwritable", asking.language(), **facts)
        streams.tell(told)
        return Exit.NO_WRITING


def _publish(
    words: argparse.Namespace,
    rules: Rules,
    publisher: Publisher,
    caretaker: Caretaker | None,
    *,
    named: bool,
) -> CommandResult:
    """Draw all forms before the first is written, so that none is left alone."""
    folder: Path = words.folder
    part = folder / _PART
    if folder.exists() and (not folder.is_dir() or any(each != part for each in folder.iterdir())):
        raise FolderTaken(facts={"folder": str(folder)})
    profile = DeskProfile()
    if caretaker is not None:
        profile, book = _office(words, caretaker)
        rules = rules if named else book.on(rules.day)
    drawn = [(form, publisher.draw(form, profile, rules)) for form in publisher.forms(rules)]
    _write(folder, {f"{form.code}.pdf": pages for form, pages in drawn})
    codes = [form.code for form, _ in drawn]
    files = [f"{code}.pdf" for code in codes]
    return CommandResult(
        files, {"folder": str(folder), "forms": codes, "on": rules.day.isoformat()}
    )


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files into a folder that holds nothing: all of them, or none where that fails.

    They are whole before the first has its name; what an ended command left aside goes.
    """
    part, new = folder / _PART, not folder.exists()
    folder.mkdir(parents=True, exist_ok=True)
    try:
        rmtree(part, ignore_errors=True)
        part.mkdir()
        for name, content in files.items():
            (part / name).write_bytes(content)
        for name in files:
            here().files.move(part / name, folder / name)
        part.rmdir()
    except BaseException:
        rmtree(part, ignore_errors=True)
        with suppress(OSError):
            for name in files:
                (folder / name).unlink(missing_ok=True)
            if new:
                folder.rmdir()
        raise


def _office(words: argparse.Namespace, caretaker: Caretaker) -> tuple[DeskProfile, Rulebook]:
    """Return the profile of the desk that is named, and the rulebook in force there."""
    caretaker.must_be_closed(words.desk)
    who, password = caretaking.name_and_password(words)
    with caretaking.opened("forms", lambda: caretaker.open(words.desk, who, password)) as desk:
        profile, _ = reading.office(desk)
        return profile, desk.rulebook
