"""Every text of the program has its Chinese, and the compiled words are the written ones."""

import ast
import string
from dataclasses import dataclass
from functools import cache
from typing import TypeGuard

import pytest

from installer import translations


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_every_text_has_its_chinese() -> None:
    assert translations.missing(translations.merged(translations.translations())) == []


def test_compiled_words_are_the_written_ones() -> None:
    assert translations.MO.read_bytes() == translations.mo_bytes()


def test_places_are_kept() -> None:
    """A translation that loses or renames a {place} would fail when shown."""
    wrong = []
    for message in translations.translations():
        first = message.id if isinstance(message.id, str) else message.id[0]
        text = message.string if isinstance(message.string, str) else (message.string or ("",))[0]
        if first and not places(text) <= places(first) | {"n"}:
            wrong.append(first)
    assert wrong == []


@dataclass(frozen=True)
class Mark:
    """A text marked for translation, as it stands in the source."""

    place: str
    texts: tuple[object, ...]
    inside_f_string: bool


def is_mark(node: ast.AST) -> TypeGuard[ast.Call]:
    named = isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    return named and node.func.id in translations.KEYWORDS  # type: ignore[attr-defined]


@cache
def marks() -> tuple[Mark, ...]:
    """Every one in the program; one inside an f-string is there a second time, as such."""
    found = []
    for path in (translations.ROOT / "app").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            inside = ast.walk(node) if isinstance(node, ast.JoinedStr) else [node]
            for call in filter(is_mark, inside):
                told = tuple(e.value for e in call.args[:2] if isinstance(e, ast.Constant))
                mark = Mark(f"{path.name}:{call.lineno}", told, isinstance(node, ast.JoinedStr))
                found.append(mark)
    return tuple(found)


def test_no_text_is_marked_inside_an_f_string() -> None:
    """The collector cannot see in there, so nobody would be asked for its Chinese."""
    assert [each.place for each in marks() if each.inside_f_string and each.texts] == []


def test_every_marked_text_is_collected() -> None:
    """The collector loses a mark inside another one, as in tr(WORDS.get(key, N_("…")))."""
    known: set[object] = {""}
    for first, message in translations.texts().items():
        known |= {first, *((message,) if isinstance(message, str) else message)}
    lost = [
        each.place
        for each in marks()
        if any(isinstance(told, str) and told not in known for told in each.texts)
    ]
    assert len(marks()) > 1000
    assert lost == []


@pytest.mark.parametrize("mark", ["f'", 'f"'])
def test_no_text_is_translated_after_filling(mark: str) -> None:
    """`tr(f"…")` can never be found in the catalogue."""
    wrong = [
        path.name
        for path in (translations.ROOT / "app").rglob("*.py")
        if f"tr({mark}" in path.read_text("utf-8") or f"N_({mark}" in path.read_text("utf-8")
    ]
    assert wrong == []
