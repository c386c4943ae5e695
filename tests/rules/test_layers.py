"""Rules of direct imports that the layer contracts cannot say, and that no module is left out."""

import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
APP = ROOT / "app"

# library -> the only places that may import it directly
ONLY_HERE = {
    "sqlcipher3": ("app/core/store/", "app/core/vault/", "app/core/backups/"),
    "openpyxl": ("app/core/exchange/",),
    "python_calamine": ("app/core/exchange/",),
    "borax": ("app/catalogue/lunar.py",),
    "phonenumbers": ("app/catalogue/phones.py",),
    "alembic": ("app/core/store/",),
    "icalendar": ("app/core/reminders/ics.py",),
    "cryptography": ("app/core/vault/", "app/core/store/", "app/core/backups/"),
}
# heavy ones are imported inside the function that first needs them
LAZY = {"matplotlib", "openpyxl", "pypinyin", "alembic", "icalendar"}
LAZY_EXEMPT = ("app/charts/", "app/core/store/migrations/")


def modules() -> list[Path]:
    return sorted(APP.rglob("*.py"))


def imported(text: str, indent: str = r"[ \t]*") -> frozenset[str]:
    """Libraries that a module imports; without indent, by its mere import.

    Line by line: the trees of all modules take four seconds.
    """
    found = re.findall(rf"^{indent}(?:import|from) (\w+)(?:[\w.]* import\b|.*$)", text, re.M)
    return frozenset(found)


@cache
def imports() -> dict[str, tuple[frozenset[str], frozenset[str]]]:
    """Of each module: the libraries it imports at all, and by its mere import."""
    found = {}
    for path in modules():
        text = path.read_text("utf-8")
        found[path.relative_to(ROOT).as_posix()] = imported(text), imported(text, "")
    return found


def test_the_rule_sees_every_way_to_import() -> None:
    text = """import one
import two.inner as short
from three import a
from four.inner import (
    b,
)
def late():
    import five
    from six import c
"""
    assert imported(text, "") == {"one", "two", "three", "four"}
    assert imported(text) == {"one", "two", "three", "four", "five", "six"}


@pytest.mark.parametrize("library", sorted(ONLY_HERE))
def test_library_is_imported_only_in_its_place(library: str) -> None:
    wrong = [
        name
        for name, (whole, _) in imports().items()
        if library in whole and not name.startswith(ONLY_HERE[library])
    ]
    assert wrong == []


def test_heavy_libraries_are_imported_on_first_use() -> None:
    wrong = [
        f"{name}: {library}"
        for name, (_, at_once) in imports().items()
        if not name.startswith(LAZY_EXEMPT)
        for library in at_once & LAZY
    ]
    assert wrong == []


def test_standard_sqlite_is_never_used() -> None:
    """Stdlib sqlite3 would write customer data in the clear."""
    wrong = [name for name, (whole, _) in imports().items() if "sqlite3" in whole]
    assert wrong == []


def test_screens_do_not_import_the_registry() -> None:
    """The window's own parts (beside `registry.py`) may; a screen gets its navigation passed."""
    wrong = [
        str(path.relative_to(ROOT))
        for path in modules()
        if "import app.ui.registry" in path.read_text("utf-8")
        or "from app.ui.registry" in path.read_text("utf-8")
        if path.parent != APP / "ui"
    ]
    assert wrong == []
