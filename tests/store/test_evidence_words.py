# SPDX-License-Identifier: MIT
"""What the two verifiers say in Japanese: every sentence they have, by words they know."""

from __future__ import annotations

import ast
import io
import re
from collections.abc import Iterator, Mapping
from contextlib import redirect_stdout
from hashlib import sha256
from pathlib import Path
from types import ModuleType

import pytest

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
    texts = {name: value for name, value in vars(module).items() if isinstance(value, str)}
    known = {name: texts[name] for name in ("BEFORE", "RESTORED", "SIGNATURES", "EXCHANGED")}
    apart = (each for each in texts.values() if each.startswith("it ") and each != module.EXCHANGED)
    yield from (*apart, *_of_signatures(backup, module))
    for node in ast.walk(own):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            of = ast.unparse(node.func)
            if of in {"self.find", "self.unknown.append"} and node.args:
                yield from _texts(node.args[-1], known)
        elif isinstance(node, ast.Yield) and node.value is not None:
            yield from _texts(node.value, known)


def _of_signatures(backup: ast.Module, module: ModuleType) -> Iterator[str]:
    """Yield what a backup's verifier says of roster, list and manifest, as of a pack."""
    (rest,) = (each for each in backup.body if getattr(each, "name", "") == "check_rest")
    for node in ast.walk(rest):
        if isinstance(node, ast.AugAssign) and ast.unparse(node.target) == "wrong":
            for told in _texts(node.value, {}):
                for theirs, ours in module.OTHERWISE:
                    told = told.replace(theirs, ours, told.startswith(theirs))  # noqa: PLW2901
                yield told


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


def _of_a_backup() -> Iterator[str]:
    for node in ast.walk(ast.parse(BACKUP.read_text("utf-8"))):
        if isinstance(node, ast.AugAssign | ast.Assign):
            target = node.target if isinstance(node, ast.AugAssign) else node.targets[0]
            if ast.unparse(target) in {"wrong", "told"}:
                yield from _texts(node.value, {})
        elif isinstance(node, ast.Call) and ast.unparse(node.func) == "wrong.append":
            yield from _texts(node.args[0], {})
        elif isinstance(node, ast.BoolOp) and ast.unparse(node.values[0]) == "wrong":
            yield from _texts(node.values[1], {})


def test_the_verifier_of_a_backup_has_a_word_for_each_of_its_sentences() -> None:
    module = module_at(BACKUP, "backup_words")
    content = module.README.read_bytes()
    assert sha256(content).hexdigest() == module.README_IS
    lines = content.decode().splitlines()
    table = [line.split("\t") for line in lines if "\t" in line]
    sentences = {each for each in _of_a_backup() if re.search("[a-z]{2,}", each)}
    assert len(sentences) >= 13
    for sentence in sentences:
        told = sentence.replace("{}", "X")
        for english, ours in table:
            told = told.replace(english, ours)
        assert not re.search("[a-z]{2,}", re.sub(r"[a-z]+\.(json|sqlite)|root", "", told)), told


def _said(folder: Path, *words: str) -> str:
    said = io.StringIO()
    with redirect_stdout(said):
        names = [str(folder / name) for name in ("data.sqlite", "manifest.json")]
        assert module_at(BACKUP, "backup_said").main(*names, *words) == 13
    return said.getvalue()


def test_a_backup_is_judged_in_the_language_of_the_machine_or_the_one_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    unread = ("ファイルを最後まで読めません\n", "the files cannot be read to their end\n")
    assert (_said(tmp_path, "--lang", "ja"), _said(tmp_path, "--lang", "en")) == unread
    monkeypatch.setattr("locale.getlocale", lambda: ("ja_JP", "UTF-8"))
    assert (_said(tmp_path), _said(tmp_path, "--lang")) == (unread[0], unread[0])
    monkeypatch.setattr("locale.getlocale", lambda: (None, None))
    assert _said(tmp_path) == unread[1]


def test_words_that_somebody_changed_are_not_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("verify.py", "README.txt"):
        (tmp_path / name).write_bytes((BACKUP.parent / name).read_bytes())
    monkeypatch.chdir(tmp_path)
    module = module_at(tmp_path / "verify.py", "backup_changed")
    said = io.StringIO()
    with redirect_stdout(said):
        module.main("--lang", "ja")
        (tmp_path / "README.txt").write_bytes(b"the files cannot be read to their end\tOK\n")
        module.main("--lang", "ja")
        (tmp_path / "README.txt").unlink()
        module.main("--lang", "ja")
    japanese, *changed = said.getvalue().splitlines()
    assert japanese == "ファイルを最後まで読めません"
    assert changed == ["the files cannot be read to their end"] * 2
