# SPDX-License-Identifier: MIT
"""Which applications a desk is filled with: a plan for each, and the order of all that is done."""

from __future__ import annotations

from bisect import bisect
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from heapq import heappop, heappush
from itertools import accumulate
from pathlib import Path
from random import Random
from typing import NamedTuple, TypeVar

from desk_app.desk.applications import checking, deciding, intake
from desk_app.desk.applications.supplements import SupplementDraft, attach_supplement
from desk_app.desk.context import Desk
from desk_app.desk.letters import corresponding
from desk_app.desk.post import posting
from desk_app.records.base import ApplicationId
from desk_app.records.case.application import Principal, Right
from desk_app.records.case.history import ApplicationFile, RegisteredRecord
from desk_app.records.case.letters import LetterKind
from desk_app.records.case.mail import MailKind
from desk_app.records.case.papers import Enclosure
from desk_app.rules.findings.envelope import things_to_return
from tests.builders import ARRIVED, complete, mail, paper, stamps
from tests.unit.desk.contents import granted, proposal
from tests.unit.desk.tries import later

DEPARTMENT, PURPOSE = "会員管理", "製品・サービスのご提供、お問い合わせへの対応"
LETTERS = {
    Right.DISCLOSURE: LetterKind.DISCLOSURE,
    Right.CORRECTION: LetterKind.CORRECTION,
    Right.CESSATION: LetterKind.CESSATION,
    Right.PURPOSE: LetterKind.PURPOSE,
}
"""The rights that are asked for here, each with the letter that grants it."""

_FREE = {Right.CORRECTION, Right.CESSATION}
_FEES = (*[("500x1", "200x2", "100x1")] * 4, ("320x2", "140x2", "50x1", "10x3"))
"""A thousand yen each; the desk counts 3.2 lines of them, on average."""

_WITH_ADDITION = 5
"""Of so many corrections, two ask for something to be added too."""

Do = Callable[[Desk, ApplicationId], object]


class Asked(NamedTuple):
    """What is asked for, and the stamps that came with it, written as ``500x2``."""

    rights: tuple[Right, ...]
    stamps: tuple[str, ...]


def asked(turn: int) -> Asked:
    """Return what one asks for whose turn it is: on average 1.1 claims and 1.6 lines of stamps."""
    round_, which = divmod(turn, len(LETTERS))
    right = tuple(LETTERS)[which]
    if right is Right.CORRECTION and round_ % _WITH_ADDITION < 2:
        return Asked((right, Right.ADDITION), ())
    return Asked((right,), () if right in _FREE else _FEES[round_ % len(_FEES)])


class Step(NamedTuple):
    """One verb: how many days and minutes after the log, and whether the supervisor does it."""

    days: int
    minutes: int
    do: Do
    second: bool = False

    @property
    def after(self) -> timedelta:
        """How long after the application was logged."""
        return timedelta(days=self.days, minutes=self.minutes)


@dataclass(frozen=True, slots=True)
class Course:
    """What is done with an application after it was logged; a ``short`` one lacks its paper."""

    name: str
    steps: tuple[Step, ...] = ()
    short: bool = False

    @property
    def days(self) -> int:
        """How many days it takes."""
        return self.steps[-1].days if self.steps else 0


def log(desk: Desk, principal: Principal, what: Asked, *, short: bool) -> ApplicationId:
    """Log the envelope of a person that arrived today; return the application."""
    file = complete(*what.rights)
    application = replace(file.application, principal=principal)
    own = mail(*stamps(*what.stamps), arrived_on=desk.today)
    papers = () if short else _papers(principal, desk.today)
    draft = intake.EnvelopeDraft(own, (intake.ApplicationDraft(application, papers),))
    changes = intake.log_application(desk, draft)
    return next(
        ApplicationId(int(id_)) for kind, id_ in changes.touched if kind.value == "application"
    )


def _papers(principal: Principal, today: date) -> tuple[Enclosure, ...]:
    """Return two papers of a person that prove who it is and where it lives."""
    of = {"name": principal.name, "address": principal.address, "born": principal.born}
    licence = replace(
        paper("driving_licence"),
        issued_on=today - timedelta(days=200),
        valid_until=today + timedelta(days=700),
    )
    certificate = replace(
        paper("residence_certificate"), issued_on=today - timedelta(days=20), valid_until=None
    )
    return replace(licence, **of), replace(certificate, **of)  # type: ignore[arg-type] # fields of a paper


def _file(desk: Desk, id_: ApplicationId) -> ApplicationFile:
    with desk.ports.store.reading() as books:
        return books.files.get(id_)


def _ask(desk: Desk, id_: ApplicationId) -> None:
    checking.ask_department(desk, id_, DEPARTMENT, desk.today)


def _answer(desk: Desk, id_: ApplicationId) -> None:
    file = _file(desk, id_)
    of = file.application.principal
    held = RegisteredRecord("", name=of.name, born=of.born, address=of.address)
    asked = file.inquiries[-1].id
    checking.record_answer(desk, checking.AnswerDraft(id_, asked, desk.today, (held,)))


def _propose(desk: Desk, id_: ApplicationId) -> None:
    for number in range(len(_file(desk, id_).application.claims)):
        _propose_one(desk, id_, number)


def _propose_one(desk: Desk, id_: ApplicationId, number: int) -> None:
    file = _file(desk, id_)
    claim = file.application.claims[number]
    said = granted(claim.right)
    changes = tuple(replace(each, asked=claim.right.value) for each in said.content.changes)
    content = replace(
        said.content,
        as_of=desk.today,
        done_on=desk.today,
        disclosed_purpose=PURPOSE,
        changes=changes,
    )
    deciding.propose(desk, proposal(file, claim.id, replace(said, content=content)))


def _approve(desk: Desk, id_: ApplicationId) -> None:
    for decision in _file(desk, id_).decisions:
        deciding.approve(desk, id_, decision.id)


def _issue_notice(desk: Desk, id_: ApplicationId) -> None:
    version = _file(desk, id_).application.version
    kind = LetterKind.DEFICIENCIES
    corresponding.issue_letter(desk, corresponding.LetterDraft(id_, version, kind, desk.today))


def _issue_answer(desk: Desk, id_: ApplicationId) -> None:
    file = _file(desk, id_)
    of = file.application.claims
    kind, claims = LETTERS[of[0].right], tuple(claim.id for claim in of)
    draft = corresponding.LetterDraft(
        id_, file.application.version, kind, desk.today, claims=claims
    )
    corresponding.issue_letter(desk, draft)


def _print(desk: Desk, id_: ApplicationId) -> None:
    corresponding.record_printed(desk, id_, (_file(desk, id_).letters[-1].id,))


def _post(desk: Desk, id_: ApplicationId) -> None:
    file = _file(desk, id_)
    back = tuple(thing.id for thing in things_to_return(file))
    letters, kind = (file.letters[-1].id,), MailKind.SIMPLE_REGISTERED
    posting.post(desk, posting.PostingDraft(id_, letters, kind, desk.today, "", back))


def _deliver(desk: Desk, id_: ApplicationId) -> None:
    posting.record_delivery(desk, id_, _file(desk, id_).postings[-1].id, desk.today)


def _supplement(desk: Desk, id_: ApplicationId) -> None:
    principal = _file(desk, id_).application.principal
    item = later(desk.today)
    attach_supplement(desk, SupplementDraft(item, id_, _papers(principal, desk.today)))


def _moved(days: int, steps: tuple[Step, ...]) -> tuple[Step, ...]:
    return tuple(step._replace(days=step.days + days) for step in steps)


_ASKED = (Step(0, 10, _ask),)
_PROPOSED = (*_ASKED, Step(2, 0, _answer), Step(2, 5, _propose))
_DECIDED = (*_PROPOSED, Step(2, 10, _approve, second=True))
_ISSUED = (*_DECIDED, Step(2, 15, _issue_answer), Step(2, 20, _print))
_POSTED = (*_ISSUED, Step(2, 30, _post))
_DELIVERED = (*_POSTED, Step(5, 0, _deliver))
_NOTICE = (Step(1, 0, _issue_notice), Step(1, 5, _print), Step(1, 15, _post))

OPEN = (
    Course("logged"),
    Course("incomplete", _NOTICE, short=True),
    Course("asked", _ASKED),
    Course("proposed", _PROPOSED),
    Course("decided", _DECIDED),
    Course("issued", _ISSUED),
)
POSTED = Course("posted", _POSTED)
COMPLETED = Course("completed", _DELIVERED)
SUPPLEMENTED = Course(
    "supplemented", (*_NOTICE, Step(7, 0, _supplement), *_moved(7, _DELIVERED)), short=True
)


T = TypeVar("T")

TOWNS = Path(__file__).parents[2] / "desk_app" / "rules" / "tables" / "towns.txt"

_OFTEN = """
佐藤 サトウ 151 鈴木 スズキ 142 高橋 タカハシ 112 田中 タナカ 106 伊藤 イトウ 85
渡辺 ワタナベ 84 山本 ヤマモト 83 中村 ナカムラ 82 小林 コバヤシ 81 加藤 カトウ 70
吉田 ヨシダ 66 山田 ヤマダ 64 佐々木 ササキ 53 山口 ヤマグチ 51 松本 マツモト 50
井上 イノウエ 48 木村 キムラ 45 林 ハヤシ 43 斎藤 サイトウ 43 清水 シミズ 42 山崎 ヤマザキ 38
森 モリ 37 池田 イケダ 36 橋本 ハシモト 35 阿部 アベ 34 石川 イシカワ 33 山下 ヤマシタ 33
中島 ナカジマ 31 石井 イシイ 31 小川 オガワ 30 前田 マエダ 30 岡田 オカダ 29 長谷川 ハセガワ 29
藤田 フジタ 28 後藤 ゴトウ 28 近藤 コンドウ 27 村上 ムラカミ 26 遠藤 エンドウ 26 青木 アオキ 25
坂本 サカモト 25 斉藤 サイトウ 24 福田 フクダ 24 太田 オオタ 23 西村 ニシムラ 23 藤井 フジイ 23
金子 カネコ 23 藤原 フジワラ 23 岡本 オカモト 22 三浦 ミウラ 22 中野 ナカノ 21 中川 ナカガワ 21
原田 ハラダ 20 松田 マツダ 20 竹内 タケウチ 20 小野 オノ 20 田村 タムラ 20 中山 ナカヤマ 19
和田 ワダ 18 石田 イシダ 18 森田 モリタ 18 原 ハラ 17
"""
"""The commonest family names, each with how many of 10,000 people bear it, about."""

_FRONTS = """
大 オオ 小 コ 中 ナカ 上 ウエ 下 シモ 西 ニシ 東 ヒガシ 北 キタ 南 ミナミ 高 タカ 松 マツ
竹 タケ 杉 スギ 森 モリ 石 イシ 岩 イワ 谷 タニ 水 ミズ 川 カワ 山 ヤマ 黒 クロ 白 シロ 青 アオ
赤 アカ 金 カネ 福 フク 長 ナガ 平 ヒラ 安 ヤス 新 ニイ 古 フル 今 イマ 宮 ミヤ 神 カミ 藤 フジ
桜 サクラ 梅 ウメ 柳 ヤナギ
"""
_BACKS = """
田 タ 川 カワ 山 ヤマ 野 ノ 村 ムラ 原 ハラ 沢 サワ 木 キ 井 イ 島 シマ 崎 サキ 本 モト 口 グチ
谷 タニ 林 バヤシ 森 モリ 岡 オカ 坂 サカ 橋 ハシ 池 イケ 内 ウチ 上 ガミ 下 シタ 尾 オ 浦 ウラ
瀬 セ 塚 ツカ 倉 クラ
"""
"""Two characters each make the other names: a thousand of them, most borne by few."""

RARE_FAMILIES = (
    *(("髙橋", "タカハシ"), ("𠮷田", "ヨシダ"), ("渡邉", "ワタナベ"), ("齋藤", "サイトウ")),
    *(("龗川", "オカミカワ"), ("栁澤", "ヤナギサワ"), ("禰󠄀津", "ネヅ"), ("邉見", "ヘンミ")),
    *(("鵜飼", "ウカイ"), ("﨑山", "サキヤマ"), ("濵田", "ハマダ"), ("祁答院", "ケドウイン")),
)
GIVEN = (
    *(("花子", "ハナコ"), ("太郎", "タロウ"), ("美咲", "ミサキ"), ("健", "ケン")),
    *(("陽菜", "ヒナ"), ("蓮", "レン"), ("結衣", "ユイ"), ("大翔", "ヒロト")),
    *(("さくら", "サクラ"), ("みゆき", "ミユキ"), ("翔太", "ショウタ"), ("恵", "メグミ")),
    *(("直樹", "ナオキ"), ("久美子", "クミコ"), ("一郎", "イチロウ"), ("蓬莱子", "ホウライコ")),
)
_GIVEN_FRONTS = """
美 ミ 和 カズ 由 ユ 恵 エ 裕 ユウ 真 マ 千 チ 幸 ユキ 智 トモ 久 ヒサ 明 アキ 直 ナオ 正 マサ
義 ヨシ 博 ヒロ 俊 トシ 勝 カツ 隆 タカ 浩 ヒロ 信 ノブ
"""
_GIVEN_BACKS = """
子 コ 美 ミ 香 カ 代 ヨ 江 エ 一 カズ 男 オ 夫 オ 之 ユキ 樹 キ 人 ト 介 スケ 彦 ヒコ 雄 オ
"""
_ALONE = (("李", "リ"), ("林", "リン"), ("金", "キム"), ("王", "オウ"))
"""Whole names of one character."""

NAMESAKES = 20
"""So many people of a desk bear one name, and nobody else does."""

_NAMESAKE = ("小鳥遊 優", "タカナシ ユウ")
_ALONE_IN = 500
"""One whole name in so many is of one character."""

_PEOPLE = """
北海道 52 青森県 12 岩手県 12 宮城県 23 秋田県 9 山形県 10 福島県 18 茨城県 28 栃木県 19
群馬県 19 埼玉県 73 千葉県 63 東京都 141 神奈川県 92 新潟県 21 富山県 10 石川県 11 福井県 8
山梨県 8 長野県 20 岐阜県 19 静岡県 36 愛知県 75 三重県 17 滋賀県 14 京都府 25 大阪府 88
兵庫県 54 奈良県 13 和歌山県 9 鳥取県 5 島根県 7 岡山県 18 広島県 27 山口県 13 徳島県 7 香川県 9
愛媛県 13 高知県 7 福岡県 51 佐賀県 8 長崎県 13 熊本県 17 大分県 11 宮崎県 10 鹿児島県 16
沖縄県 15
"""
"""How many of 1,270 people live in each prefecture, about."""

_RARE_IN = 20
"""One family name in so many is a rare one."""

_BORN_FIRST, _BORN_DAYS, _BORN_MOST = date(1930, 1, 1), 27_000, 15_500
"""Most applicants are in their fifties; none is a minor."""

_STEP = 1009
"""A prime: in steps of it every pair is met once, in no order."""

_KANJI = "一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class Town:
    """A town as an address begins."""

    words: str
    postal_code: str


def person(chance: Random) -> Principal:
    """Return an applicant as the form has it."""
    name, kana = _whole_name(chance)
    town = _drawn(chance, *_towns())
    block = f"{_KANJI[chance.randrange(5)]}丁目{chance.randint(1, 40)}番{chance.randint(1, 30)}号"
    return Principal(
        name=name,
        kana=kana,
        born=_BORN_FIRST + timedelta(days=int(chance.triangular(0, _BORN_DAYS, _BORN_MOST))),
        postal_code=town.postal_code,
        address=town.words + block,
        phone=f"0{chance.choice((70, 80, 90))}-{_four(chance)}-{_four(chance)}",
    )


def namesake(principal: Principal) -> Principal:
    """Return a person who lives there and bears the name of twenty."""
    name, kana = _NAMESAKE
    return replace(principal, name=name, kana=kana)


def _whole_name(chance: Random) -> tuple[str, str]:
    if not chance.randrange(_ALONE_IN):
        return chance.choice(_ALONE)
    rare = not chance.randrange(_RARE_IN)
    family = chance.choice(RARE_FAMILIES) if rare else _drawn(chance, *_families())
    given = chance.choice(_given())
    return f"{family[0]} {given[0]}", f"{family[1]} {given[1]}"


def _drawn(chance: Random, things: Sequence[T], weights: Sequence[float]) -> T:
    """Draw one of many; the weights are summed up."""
    return things[bisect(weights, chance.random() * weights[-1], 0, len(things) - 1)]


@cache
def _families() -> tuple[Sequence[tuple[str, str]], Sequence[float]]:
    """Return the family names, and how often each is, summed up."""
    words = _OFTEN.split()
    often = list(zip(words[::3], words[1::3], strict=True))
    others = _joined(_FRONTS, _BACKS)
    rest = 10_000 - sum(map(int, words[2::3]))
    falling = [1 / (rank + 300) for rank in range(len(others))]
    each = [rest * share / sum(falling) for share in falling]
    return (*often, *others), tuple(accumulate((*map(int, words[2::3]), *each)))


@cache
def _given() -> tuple[tuple[str, str], ...]:
    """Return the given names: a few are often, hundreds are not."""
    return (*GIVEN * 6, *_joined(_GIVEN_FRONTS, _GIVEN_BACKS))


def _joined(fronts: str, backs: str) -> list[tuple[str, str]]:
    """Join the halves of names, those of all fronts and backs mixed by a fixed step."""
    first, second = (
        list(zip(each.split()[::2], each.split()[1::2], strict=True)) for each in (fronts, backs)
    )
    every = [(a + b, c + d) for a, c in first for b, d in second if a != b]
    return [every[number * _STEP % len(every)] for number in range(len(every))]


def _four(chance: Random) -> str:
    return f"{chance.randrange(10_000):04}"


@cache
def _towns() -> tuple[Sequence[Town], Sequence[float]]:
    """Return the first towns of every municipality, and how many live in each, summed up.

    The people of a prefecture live in its towns in equal parts; the postal codes are made up.
    """
    found = list[tuple[str, Town]]()
    for line in TOWNS.read_text(encoding="utf-8").splitlines():
        if line.startswith("#") or not line.strip():
            continue
        prefecture, city, towns = line.split("\t")
        for town in towns.split()[:4]:
            number = len(found)
            code = f"{number % 1000:03}-{number * 7 % 10_000:04}"
            words = prefecture + city.replace("|", "") + town.rstrip("*!")
            found.append((prefecture, Town(words, code)))
    people, given = Counter(prefecture for prefecture, _ in found), _PEOPLE.split()
    living = dict(zip(given[::2], map(int, given[1::2]), strict=True))
    shares = (living[prefecture] / people[prefecture] for prefecture, _ in found)
    return [town for _, town in found], tuple(accumulate(shares))


GENERATOR = "3"
"""Another one makes other applications of the same mixture: a desk kept aside is made anew."""

_WEEK = timedelta(days=7)
_OPEN_HOURS = timedelta(hours=7)
_FINISHED = (POSTED, *[COMPLETED] * 7, *[SUPPLEMENTED] * 4)
"""Two letters each third time: 1.3 letters an application."""

LOG = -1


@dataclass(frozen=True, slots=True)
class Mixture:
    """How many applications in how many weeks up to today; how many letters have their pages.

    An application has on average 1.1 claims, 2 papers, 1.6 lines of stamps, 1.3 letters. Its
    entries in the journal are as many as the verbs leave for that: 12, since each letter is issued,
    printed and posted, and each decision proposed and approved.

    The post comes once a week. What came in the last two weeks is still being worked at, all else
    is done; what is older than two years and some days is due for disposal.
    """

    applications: int
    weeks: int = 110
    pages: int = 2000
    today: date = ARRIVED
    seed: int = 1


class Plan(NamedTuple):
    """One application: when it is logged, who it is, what is asked, what becomes of it."""

    number: int
    at: datetime
    week: int
    course: Course
    asked: Asked
    principal: Principal


class Deed(NamedTuple):
    """One thing to be done with a planned application: its log, or a step of its course."""

    at: datetime
    plan: Plan
    step: int


def plans(mixture: Mixture) -> Iterator[Plan]:
    """Return every application in the order in which they come; equal mixtures give equal ones."""
    opening = time(0, 0, tzinfo=UTC)
    apart = max(1, mixture.applications // NAMESAKES)
    for number in range(mixture.applications):
        chance = Random(f"{mixture.seed}, {number}")  # noqa: S311  sample people, no secrets
        weeks_passed, rest = divmod(number * mixture.weeks, mixture.applications)
        week = mixture.weeks - 1 - weeks_passed
        day = mixture.today - week * _WEEK
        at = datetime.combine(day, opening) + _OPEN_HOURS * (rest / mixture.applications)
        course = chance.choice(_courses(week))
        someone = person(chance)
        if number % apart == apart - 1 and number < NAMESAKES * apart:
            someone = namesake(someone)
        yield Plan(number, at, week, course, asked(week + len(course.steps)), someone)


def kinds(mixture: Mixture) -> Iterator[Plan]:
    """Return one application of each course and week, as it might come."""
    for week in reversed(range(mixture.weeks)):
        at = datetime.combine(mixture.today - week * _WEEK, time(0, 0, tzinfo=UTC))
        for course in dict.fromkeys(_courses(week)):
            yield Plan(
                0,
                at,
                week,
                course,
                asked(week + len(course.steps)),
                complete().application.principal,
            )


def _courses(week: int) -> tuple[Course, ...]:
    if week == 0:
        return tuple(course for course in OPEN if course.days == 0)
    return OPEN if week == 1 else _FINISHED


def timetable(mixture: Mixture) -> Iterator[Deed]:
    """Return everything that is done with all of them, as time passes."""
    waiting: list[tuple[datetime, int, int, Plan]] = []
    for plan in plans(mixture):
        while waiting and waiting[0][0] < plan.at:
            yield _next(waiting)
        _wait(waiting, plan, LOG)
    while waiting:
        yield _next(waiting)


def _next(waiting: list[tuple[datetime, int, int, Plan]]) -> Deed:
    at, _, step, plan = heappop(waiting)
    if step + 1 < len(plan.course.steps):
        _wait(waiting, plan, step + 1)
    return Deed(at, plan, step)


def _wait(waiting: list[tuple[datetime, int, int, Plan]], plan: Plan, step: int) -> None:
    after = timedelta() if step == LOG else plan.course.steps[step].after
    heappush(waiting, (plan.at + after, plan.number, step, plan))
