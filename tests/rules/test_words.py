"""Every text of the program has its Chinese, and the compiled words are the written ones."""

import ast
import string

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


def test_no_text_is_marked_inside_an_f_string() -> None:
    """The collector cannot see in there, so nobody would be asked for its Chinese."""
    wrong = [
        f"{path.name}:{inside.lineno}"
        for path in (translations.ROOT / "app").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.JoinedStr)
        for inside in ast.walk(node)
        if isinstance(inside, ast.Call) and isinstance(inside.func, ast.Name)
        if inside.func.id in translations.KEYWORDS and isinstance(inside.args[0], ast.Constant)
    ]
    assert wrong == []


def test_every_marked_text_is_collected() -> None:
    """The collector loses a mark inside another one, as in tr(WORDS.get(key, N_("…")))."""
    known: set[str] = set()
    for first, message in translations.texts().items():
        known |= {first, *((message,) if isinstance(message, str) else message)}
    lost = [
        f"{path.name}:{node.lineno}"
        for path in (translations.ROOT / "app").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        if node.func.id in translations.KEYWORDS
        for told in node.args[:2]
        if isinstance(told, ast.Constant) and isinstance(told.value, str)
        if told.value and told.value not in known
    ]
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
