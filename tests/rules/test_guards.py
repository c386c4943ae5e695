"""Every public service and query function names the right it needs."""

import importlib
import inspect
from pathlib import Path

import pytest

from app.core.actor import RIGHTS, Right, Role

ROOT = Path(__file__).resolve().parents[2]
GUARDED = sorted(
    str(path.relative_to(ROOT).with_suffix("")).replace("/", ".")
    for name in ("service.py", "queries.py")
    for path in (ROOT / "app" / "core").rglob(name)
)


def unguarded(module_name: str) -> list[str]:
    """Public functions of the module that carry no right."""
    module = importlib.import_module(module_name)
    return [
        name
        for name, value in inspect.getmembers(module, inspect.isfunction)
        if not name.startswith("_")
        and value.__module__ == module_name
        and not isinstance(getattr(value, "right", None), Right)
    ]


def test_there_is_something_to_guard() -> None:
    assert len(GUARDED) >= 6


@pytest.mark.parametrize("module_name", GUARDED)
def test_every_public_function_names_its_right(module_name: str) -> None:
    assert unguarded(module_name) == []


def test_the_custodian_makes_backups_and_checks_and_nothing_else() -> None:
    assert RIGHTS[Role.CUSTODIAN] == {Right.MAKE_BACKUPS, Right.CHECK}
