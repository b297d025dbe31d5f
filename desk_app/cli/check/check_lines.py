# SPDX-License-Identifier: MIT
"""What ``check`` says of an application in lines, in words of the language that was chosen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from desk_app.cli.check.check_answers import Answer
from desk_app.i18n import checking, dates, messages, writing
from desk_app.i18n.vocabulary import word_of
from desk_app.records.case.findings import DayStep, DueDate, Finding, Verdict
from desk_app.records.desk.people import Language
from desk_app.rules.rulebook.rulebook import Rules

Told = Mapping[str, Any]

_AXES = {
    "completeness": "Completeness",
    "identity": "Identity",
    "authority": "AuthorityState",
    "fee": "FeeState",
    "reply": "ReplyState",
    "retention": "RetentionState",
}
_PIECES = ("refused", "doubtful", "late")
_NARROW, _WIDE = 11, 4


@dataclass(frozen=True, slots=True)
class CheckLines:
    """Writes the answers of a check: words everywhere, a code where a line is called so."""

    language: Language
    rules: Rules

    def of(self, answer: Answer) -> Iterator[str]:
        """Yield the lines on one application: standing, findings, fee, days, what may be done."""
        told: Told = answer.table
        rights = self._listed(self._word("Right", right) for right in answer.rights)
        work = self._word("Work", told["work"])
        yield self._line(
            "application", key=answer.key, rights=rights, on=self._day(self.rules.day), work=work
        )
        yield self._line("next", said=self._next(answer))
        axes = told["axes"]
        stands = (
            f"{checking.axis(each, self.language)} {self._word(_AXES[each], axes[each])}"
            for each in _AXES
        )
        yield self._line("stands", axes=self._listed(stands))
        yield self._line("claims", claims=self._listed(self._claims(answer, axes["claims"])))
        yield self._line("fee", fee=self._listed(self._fee(told["fee"])))
        yield self._pieces(told["fee"])
        yield self._line("findings")
        for finding, each in zip(answer.examination.findings, told["findings"], strict=True):
            yield from self._finding(finding, each)
        yield from self._days(answer)
        for each in told["objections"]:
            verb = self._word("Verb", each["verb"])
            said = {name: each[name] for name in ("path", "sentence", "code")}
            yield self._line("objection", verb=verb, **said)
        verbs = (self._verb(verb, answer) for verb in told["verbs"])
        yield self._line("allowed", verbs=("、" if self._japanese else "; ").join(verbs))

    def of_split(self, split: Iterable[Told]) -> Iterator[str]:
        """Yield how the pieces of a shared envelope could be allotted, one a line of payment."""
        for each in split:
            given = (
                self._line("given", key=part["application"], count=part["count"])
                for part in each["allotted"]
            )
            yield self._line("split", line=each["line"], given=self._listed(given))

    @property
    def _japanese(self) -> bool:
        return self.language is Language.JA

    def _line(self, code_: str, /, **facts: str | int) -> str:
        return checking.line(code_, self.language, **facts)

    def _word(self, heading: str, code: str) -> str:
        return word_of(heading, code, self.language) or code

    def _listed(self, words: Iterable[str]) -> str:
        return ("、" if self._japanese else ", ").join(words)

    def _day(self, on: date | str) -> str:
        """Write a day as on the screens in Japanese, as in files in English."""
        day = date.fromisoformat(on) if isinstance(on, str) else on
        return dates.full(day, self.language) if self._japanese else day.isoformat()

    def _next(self, answer: Answer) -> str:
        said = messages.next_step(answer.examination.next, self.language)
        return f"{said.title}。{said.detail}" if self._japanese else f"{said.title}. {said.detail}"

    def _claims(self, answer: Answer, states: Mapping[str, str]) -> Iterator[str]:
        for (claim, state), right in zip(states.items(), answer.rights, strict=True):
            yield f"{self._claim(claim, right)} {self._word('ClaimState', state)}"

    def _claim(self, claim: str, right: str) -> str:
        """Name a claim by its right, and by its own name where the file gives it one."""
        called = self._word("Right", right)
        if claim == right:
            return called
        return f"{claim}（{called}）" if self._japanese else f"{claim} ({called})"

    def _named(self, answer: Answer, claim: str) -> str:
        told: Told = answer.table
        rights = dict(zip(told["axes"]["claims"], answer.rights, strict=True))
        return self._claim(claim, rights[claim]) if claim in rights else claim

    def _fee(self, fee: Told) -> Iterator[str]:
        sums = ("required", "counted", *(n for n in ("short", "over", "returnable") if fee[n]))
        for name in sums:
            yield self._line(name, amount=writing.yen(fee[name], self.language))
        for name in _PIECES:
            for each in fee[name]:
                reason = self._word("PieceReason", each["reason"])
                face = writing.face(each["denomination"], each["piece"], self.language)
                kind = self._word("Piece", each["piece"])
                piece = (
                    f"{face}{kind}{each['count']}枚（{reason}ため）"
                    if self._japanese
                    else f"{face} {kind} x {each['count']} ({reason})"
                )
                yield self._line(f"piece_{name}", piece=piece)
        if fee["unallotted"]:
            yield self._line("unallotted", count=fee["unallotted"])

    def _pieces(self, fee: Told) -> str:
        """Return how many pieces came, and where each of them stands: in one of four lists."""
        lists = {name: fee[f"pieces_{name}"] for name in ("counted", *_PIECES)}
        return self._line("pieces", enclosed=fee["pieces_enclosed"], **lists)

    def _finding(self, finding: Finding, told: Told) -> Iterator[str]:
        verdict = messages.word(finding.verdict, self.language)
        wide = verdict.ljust(_WIDE, "　") if self._japanese else verdict.ljust(_NARROW)
        rests_on = self._listed((told["clause"], *told["articles"]))
        yield self._line("finding", verdict=wide, sentence=told["sentence"], rests_on=rests_on)
        yield self._line("code", code=f"{told['code']} {told['subject']}".strip())
        if told["path"] and finding.verdict is not Verdict.OK:
            yield self._line("at", path=told["path"])
        if finding.facts:
            said = (
                checking.fact(finding, name, self.language, self.rules) for name in finding.facts
            )
            mark = "＝" if self._japanese else ": "
            facts = ("；" if self._japanese else "; ").join(
                f"{name}{mark}{each}" for name, each in said
            )
            yield self._line("facts", facts=facts)
        if told["cure"]:
            yield self._line("cure", sentence=told["cure_sentence"])

    def _days(self, answer: Answer) -> Iterator[str]:
        told: Told = answer.table
        days = told["dates"]
        for notice in days["notices"]:
            yield self._line(
                "notice",
                posted_on=self._day(notice["posted_on"]),
                due=self._day(notice["due"]),
                late=self._late(notice["due"]) if self._waits(answer) else "",
                steps=self._steps(notice),
            )
        if not days["notices"]:
            today = days["notice_due_if_posted_today"]
            yield self._line("notice_today", due=self._day(today["on"]), steps=self._steps(today))
        if days["reply_target"] is not None:
            yield self._line(
                "target",
                on=self._day(days["reply_target"]["on"]),
                late="" if told["kept_until"] else self._late(days["reply_target"]["on"]),
                steps=self._steps(days["reply_target"]),
                warning=self._day(days["warning_on"]),
            )
        if days["suit_possible_after"]:
            yield self._line("suit", day=self._day(days["suit_possible_after"]))
        if told["lapse"]:
            claims = (self._named(answer, claim) for claim in told["lapse"])
            yield self._line("lapse", claims=self._listed(claims))
        if told["disposal_from"]:
            until, start = self._day(told["kept_until"]), self._day(told["disposal_from"])
            yield self._line("kept", until=until, **{"from": start})

    def _waits(self, answer: Answer) -> bool:
        """Return whether something that was asked for is still to come."""
        found = answer.examination
        return not answer.table["kept_until"] and any(each.cure for each in found.findings)

    def _late(self, due: str) -> str:
        """Say by how many days a day has passed; nothing while it has not."""
        days = (self.rules.day - date.fromisoformat(due)).days
        if days <= 0:
            return ""
        return self._line("overdue_one") if days == 1 else self._line("overdue", days=days)

    def _steps(self, told: Told) -> str:
        steps = tuple(
            DayStep(each["code"], date.fromisoformat(each["day"])) for each in told["steps"]
        )
        said = messages.due(DueDate(steps[-1].day, steps), self.language)
        return (" → " if self._japanese else " > ").join(each.rstrip("。.") for each in said)

    def _subject(self, subject: str) -> str:
        """Say what is judged: a finding by what is wrong, a person; a name of the file's own."""
        code, _, of = subject.partition(":")
        problem = word_of("Problem", code, self.language)
        whose = word_of("Subject", of or code, self.language)
        return self._listed(filter(None, (problem, whose or of))) if problem else whose or subject

    def _verb(self, told: Told, answer: Answer) -> str:
        words = [
            *(self._named(answer, claim) for claim in told.get("claims", [])),
            *(
                self._word(heading, told[name])
                for name, heading in (
                    ("ending", "Ending"),
                    ("topic", "Topic"),
                    ("letter", "LetterKind"),
                )
                if name in told
            ),
            *([self._subject(told["subject"])] if "subject" in told else []),
        ]
        verb = self._word("Verb", told["verb"])
        if not words:
            return verb
        said = self._listed(words)
        return f"{verb}（{said}）" if self._japanese else f"{verb} ({said})"
