# SPDX-License-Identifier: MIT
"""What the verifier of evidence says in Japanese: every sentence it has, by words it knows."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from hashlib import sha256

from tests.workbench.packs import module_at
from tests.workbench.window import RESOURCES

OWN, BACKUP = (RESOURCES / name / "verify.py" for name in ("evidence", "backup"))


def _texts(node: ast.AST, known: Mapping[str, str]) -> Iterator[str]:
    """Yield what a verifier says somewhere, a hole for each value in it."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        yield "".join(
            str(part.value)
            if isinstance(part, ast.Constant)
            else known.get(ast.unparse(part).strip("f'{}\""), "{}")
            for part in node.values
        )
    elif isinstance(node, ast.BinOp):
        yield from _texts(node.left, known)
    elif isinstance(node, ast.List):
        for each in node.elts:
            yield from _texts(each, known)


def _every_sentence() -> Iterator[str]:
    own = ast.parse((OWN).read_text("utf-8"))
    backup = ast.parse((BACKUP).read_text("utf-8"))
    module = module_at(OWN, "words")
    known = {name: getattr(module, name) for name in ("BEFORE", "RESTORED", "SIGNATURES")}
    for node in ast.walk(own):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            of = ast.unparse(node.func)
            if of in {"self.find", "self.unknown.append"} and node.args:
                yield from _texts(node.args[-1], known)
        elif isinstance(node, ast.Yield) and node.value is not None:
            yield from _texts(node.value, known)
    (rest,) = (each for each in backup.body if getattr(each, "name", "") == "check_rest")
    for node in ast.walk(rest):
        if isinstance(node, ast.AugAssign) and ast.unparse(node.target) == "wrong":
            yield from _texts(node.value, known)


def test_whatever_the_verifier_says_it_says_in_japanese_by_words_it_knows() -> None:
    module = module_at(OWN, "words")
    content = module.JAPANESE.read_bytes()
    assert sha256(content).hexdigest() == module.JAPANESE_IS
    table = dict(line.split("\t") for line in content.decode().splitlines())
    sentences = {*_every_sentence()} - {"{}"}
    assert len(sentences) >= 40
    for sentence in sentences:
        # With letters in the holes none of its English is left.
        told = module.said(sentence.replace("{}", "X"), table)
        assert not re.search("[a-z]{2,}", re.sub(r"[a-z]+\.(json|py)|root", "", told)), told
