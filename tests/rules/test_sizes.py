"""Files and functions stay small, modules say what they are for, names tell something."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FILE_LIMIT, FUNCTION_LIMIT = 400, 40
TABLES = ("app/catalogue/choices.py", "app/catalogue/individual.py", "app/catalogue/enterprise.py")
TELLS_NOTHING = {"utils", "helpers", "common", "misc", "manager", "base"}

SOURCES = sorted(
    path
    for folder in ("app", "installer", "tests")
    for path in (ROOT / folder).rglob("*.py")
    if "__pycache__" not in path.parts
)


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def test_files_stay_small() -> None:
    long = {
        name_of(path): lines
        for path in SOURCES
        if (lines := len(path.read_text("utf-8").splitlines())) > FILE_LIMIT
        and name_of(path) not in TABLES
    }
    assert long == {}


def test_functions_stay_small_and_modules_say_what_they_are() -> None:
    """Functions stay small, and a module opens with a sentence."""
    too_long, silent = [], []
    for path in SOURCES:
        text, name = path.read_text("utf-8"), name_of(path)
        tree = ast.parse(text)
        if text.strip() and not ast.get_docstring(tree):
            silent.append(name)
        for each in functions(tree):
            lines = (each.end_lineno or 0) - each.lineno + 1
            if lines > FUNCTION_LIMIT:
                too_long.append(f"{name} {each.name}: {lines} lines")
    assert too_long == []
    assert silent == []


def test_no_name_that_tells_nothing() -> None:
    assert [name_of(path) for path in SOURCES if path.stem in TELLS_NOTHING] == []


def test_tests_are_as_long_as_the_product() -> None:
    lines = {
        folder: sum(len(p.read_text("utf-8").splitlines()) for p in (ROOT / folder).rglob("*.py"))
        for folder in ("app", "tests")
    }
    # The aim is 1.0. The floor stands just below where we are and only ever rises.
    assert lines["tests"] >= 0.45 * lines["app"]
