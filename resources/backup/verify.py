# SPDX-License-Identifier: MIT
"""Checks a backup that was taken apart, with nothing but Python's standard library.

Usage: python3 verify.py [data.sqlite [manifest.json]] [--lang ja|en], the other files beside them.
It computes hashes, rows, chains and signatures (Ed25519, RFC 8032) again, not which roles an act
asks for, nor whose roster it is: the root must be that on paper. Exit 0: all is as signed; 13: not.
"""

import json
import locale
import sqlite3
import sys
from base64 import b64decode, b64encode
from hashlib import file_digest, sha256, sha512
from pathlib import Path
from typing import Any

LINKS = "SELECT sequence, at, actor, action, subject, digests, previous, hash FROM journal"
ENTERED = "SELECT 1 FROM settings WHERE name = 'roster' AND value LIKE ?"
MANIFEST, LISTED = b"desk_app backup manifest\0", b"desk_app disposal list\0"
SIGNED = ("", b"desk_app roster statement\0"), ("second_", b"desk_app roster second signature\0")
README = Path(__file__).with_name("README.txt")
README_IS = "237db6507f55af854f3e5e88bbe814d26a19a57acc88b1b0ec86a414a3b87c09"
ALPHABET = "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L"
P, ORDER = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493
D, HALF = -121665 * pow(121666, -1, P) % P, pow(2, (P - 1) // 4, P)
Json, Point, Known = dict[str, Any], tuple[int, int, int, int], dict[str, tuple[bytes, str]]


def added(one: Point, two: Point) -> Point:
    """Add two points of the curve: x, y, z and x·y/z of each."""
    low, high = (one[1] - one[0]) * (two[1] - two[0]) % P, (one[1] + one[0]) * (two[1] + two[0]) % P
    third, fourth = 2 * one[3] * two[3] * D % P, 2 * one[2] * two[2] % P
    e, f, g, h = high - low, fourth - third, fourth + third, high + low
    return e * f % P, g * h % P, f * g % P, e * h % P


def point_of(content: bytes, sign: int = 1) -> Point:
    """Return the point of 32 bytes, or what it is less than nothing; raises ValueError."""
    y, odd = int.from_bytes(content, "little") % 2**255, content[31] >> 7
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    x = x if (x * x - square) % P == 0 else x * HALF % P
    if (x * x - square) % P or y >= P or len(content) > len(bytes(32)) or (x == 0 and odd):
        raise ValueError(content)
    x = (x if x % 2 == odd else -x) * sign % P
    return x, y, 1, x * y % P


def signs(known: Known, who: str, content: bytes, signature: str) -> bool:
    """Return whether an Ed25519 signature is of somebody who could sign then."""
    signed = b64decode(signature, validate=True)  # whose last sign has bits that say nothing
    if who not in known or who.startswith("waiting ") or b64encode(signed).decode() != signature:
        return False
    number, (x, y, _, _) = int.from_bytes(signed[32:], "little"), point_of(signed[:32])
    whole = int.from_bytes(sha512(signed[:32] + known[who][0] + content).digest(), "little") % ORDER
    gen, key = point_of((4 * pow(5, -1, P) % P).to_bytes(32, "little")), point_of(known[who][0], -1)
    total, sums = (0, 1, 1, 0), ((0, 1, 1, 0), gen, key, added(gen, key))
    for place in range(ORDER.bit_length() - 1, -1, -1):
        total = added(added(total, total), sums[(number >> place & 1) + (whole >> place & 1) * 2])
    return number < ORDER and (total[0] - x * total[2]) % P == 0 == (total[1] - y * total[2]) % P


def canonical(said: object) -> bytes:
    """Return JSON in the form that is hashed and signed."""
    return json.dumps(said, sort_keys=True, separators=(",", ":")).encode("ascii")


def after(known: Known, act: str, said: Json) -> Known:
    """Return who signs after a statement, with which key and name: people, and the sheet in use."""
    people = said["people"] if act in {"founded", "carried_over", "restored"} else []
    people = [said["person"]] if act in {"enrolled", "enrolled_anew", "confirmed"} else people
    gone = {*known} if act == "restored" and people else {act == "removed" and said["user"]}
    kept = {who: key for who, key in known.items() if "sheet:" in who or who not in gone}
    sheets = said["sheets"] if act == "carried_over" else []
    for sheet in [said["sheet"]] if act == "sheet_made" else sheets:
        name = "sheet:{}Q{}-{}".format(*sheet["quarter"], sheet["series"])
        kept["waiting " * (act == "sheet_made") + name] = (b64decode(sheet["signing_key"]), name)
    if act == "sheet_confirmed":
        key = kept[f"waiting sheet:{said['sheet']}"]
        kept = {who: kept[who] for who in kept if "sheet:" not in who} | {key[1]: key}
    return kept | {p["user"]: (b64decode(p["verify_key"]), p["name"]) for p in people}


def check_rest(said: Json, roster: Json, listed: Json, wrong: list[str]) -> str:
    """Verify roster, disposal list and manifest; return who made the backup, and the root."""
    history, heads, count, last = list[Known]([{}]), [""], 0, ""
    for number, whole in enumerate(roster["statements"], start=1):
        each = {name: value for name, value in dict(whole).items() if "signature" not in name}
        content, act = canonical({"desk": roster["desk"], **each}), each["act"]
        history.append(after(history[-1], act, each["content"]))
        wrong += [f"roster: {number} is out of order"] * (each["previous"] != heads[-1])
        for kind, word in SIGNED if each["second_by"] else SIGNED[:1]:
            known = history[-1 if number == 1 or (act == "confirmed" and not kind) else -2]
            good = signs(known, each[kind + "by"], word + content, whole[kind + "signature"])
            wrong += [f"roster: no key known before it signed statement {number}"] * (not good)
        heads.append(sha256(canonical(whole)).hexdigest())
    for count, entry in enumerate(listed["disposals"], start=1):
        names = canonical({name: entry[name] for name in ("disposal", "names")})
        two = [entry["proposed"], entry["signed"]] if entry["disposal"] else []
        unsigned = count == 1 and roster["statements"][0]["act"] == "carried_over"
        good = len({each["by"] for each in two}) == (2 if two or not unsigned else 0)
        for each in two:
            known = history[each["place"][0]] if each["place"][1] == heads[each["place"][0]] else {}
            good &= signs(known, each["by"], LISTED + sha256(names).digest(), each["signature"])
        wrong += [f"disposal list: entry {count} is not signed by two people"] * (not good)
        last = sha256(canonical({"previous": last, **entry})).hexdigest()
    found = {"number": len(heads) - 1, "head": heads[-1], "root": heads[1]}
    same = (said["disposals"], said["roster"]) == ({"count": count, "head": last}, found)
    wrong += ["roster or disposal list is not what the manifest names"] * (not same)
    unsigned = MANIFEST + canonical({name: said[name] for name in said if name != "signature"})
    good = signs(history[-1], said["signed_by"], unsigned, said["signature"])
    wrong += ["manifest.json is not signed by anybody whom the roster knows"] * (not good)
    told = f"made by {history[-1][said['signed_by']][1]}; this root must stand on paper:"
    for group in range(4):
        values = [int(heads[1][:25], 16) >> 95 - 25 * group - 5 * at & 31 for at in range(5)]
        check = group
        for place, value in enumerate(values, start=2):
            check ^= value * (place & 1) ^ value * (place & 2) ^ value * (place & 4)
        values.append(check ^ 74 * (check >> 6) ^ 37 * (check >> 5 & 1))
        told += " " + "".join(ALPHABET[each] for each in values)
    return told


def main(*words: str) -> int:
    """Say what was found, in the words of a README.txt that nobody changed; the exit code."""
    option, at, head, wrong = (*words, "--lang").index("--lang"), 0, bytes(32), list[str]()
    data, manifest = (*words[:option], *("data.sqlite", "manifest.json")[option:])
    paths = [Path(manifest), *map(Path(manifest).with_name, ("roster.json", "disposals.json"))]
    try:
        said, roster, listed = (json.loads(each.read_text("ascii")) for each in paths)
        with Path(data).open("rb") as file:
            same = said["counts"] and file_digest(file, sha256).hexdigest() == said["sha256"]
        wrong += ["data.sqlite is not the file the manifest was written for"] * (not same)
        base = sqlite3.connect(Path(data).absolute().as_uri() + "?mode=ro&immutable=1", uri=True)
        for table, rows in dict(said["counts"]).items():
            (counted,) = base.execute(f'SELECT count(*) FROM "{table}"').fetchone()  # noqa: S608 - ours
            wrong += [f"{table}: {counted} rows, not {rows}"] * (counted != rows)
        for at, row in enumerate(base.execute(LINKS + " ORDER BY 1"), start=1):
            fits = row == (at, *row[1:6], head, sha256(canonical([*row[:6], head.hex()])).digest())
            wrong += [f"journal: entry {at} does not fit the one before"] * (not fits)
            head = row[7]
        ends = (at, head.hex()) == (said["sequence"], said["head"])
        wrong += [f"journal: it ends with entry {at}, not {said['sequence']}"] * (not ends)
        place = base.execute(ENTERED, ["{number} {head} {root} %".format(**said["roster"])])
        wrong += ["roster: data.sqlite has entered another place"] * (not place.fetchone())
        told = check_rest(said, roster, listed, wrong)
    except (OSError, sqlite3.Error, LookupError, TypeError, RuntimeError, ValueError):
        wrong.append("the files cannot be read to their end")
    text = "\n".join(wrong or [f"all is as the manifest says: {said['sequence']} entries", told])
    lang = (*words[option + 1 :], str(locale.getlocale()[0]))[0].lower()
    readme = README.read_bytes() if README.is_file() and lang.startswith("ja") else b""
    for line in readme.decode().split("\n") if sha256(readme).hexdigest() == README_IS else ():
        text = text.replace(*line.split("\t")) if "\t" in line else text
    print(text)
    return 13 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
