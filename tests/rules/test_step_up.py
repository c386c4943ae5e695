"""Whatever shows what is sealed, takes data out or changes people asks for the password again."""

import ast
import importlib
import inspect
from collections.abc import Iterator
from pathlib import Path
from types import FunctionType
from typing import Any

import pytest

from app.core.actor import GRAVE, Actor, Right, Role
from app.core.errors import PasswordNeeded

from .sources import ROOT, trees

SOURCES = sorted(
    path for path in (ROOT / "app" / "core").rglob("*.py") if "migrations" not in path.parts
)

# Hold one of the rights and ask for nothing; why, is said where they are.
UNASKED = {
    "app.core.accounts.queries.people",
    "app.core.exchange.paper_trail.note_given",
}
UNASKED_INSIDE = {
    "app.core.segments.compiling._part",
    "app.core.duplicates.service.merge",
    "app.core.duplicates.queries.compare",  # asks when it reveals
}
# Open seals: to show them they need `reveal`, and the password; the others keep them to
# themselves, or say what is always seen while the shop is open (a child's birthday that is near).
OPEN_SEALS = {
    "app.core.customers.profile": "reveal",
    "app.core.history.queries": "reveal",
    "app.core.exchange.customer_sheet": "reveal",
    "app.core.people.persons": "reveal",
    "app.core.duplicates.files": "compare masks what nobody asked for",
    "app.core.customers.upkeep": "counts what is filled",
    "app.core.exchange.customer_import": "compares what is read with what is there",
    "app.core.exchange.customer_move": "writes what was read",
    "app.core.sources.service": "settles and confirms, and answers nothing",
    "app.core.sources.queries": "lists what is old, masked",
    "app.core.reminders.names": "whose day it is",
    "app.core.rules.children": "a birthday that is near",
    "app.core.customers.rivals": "compares who says it with who said it before",
    "app.core.segments.scanning": "tells whom a filter holds",
    "app.core.backups.verifying": "opens some of a backup's to see that they open",
    "app.core.store.profiles": "the loader itself",
    "app.core.store.sealed_values": "the loader itself",
}


def module_of(path: Path) -> str:
    return str(path.relative_to(ROOT).with_suffix("")).replace("/", ".").removesuffix(".__init__")


def guarded() -> Iterator[tuple[str, Any]]:
    """Every function that names one of the grave rights."""
    for path in SOURCES:
        module = importlib.import_module(module_of(path))
        for name, value in inspect.getmembers(module, inspect.isfunction):
            if value.__module__ == module.__name__ and getattr(value, "right", None) in GRAVE:
                yield f"{module.__name__}.{name}", value


def core(*words: str) -> Iterator[tuple[str, ast.Module]]:
    """The modules of the core in which one of these words stands."""
    return ((module_of(path), tree) for path, tree in trees(SOURCES, *words))


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def calls(tree: ast.AST, name: str) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] == name:
            yield node


def test_these_steps_are_grave() -> None:
    assert set(GRAVE) == {Right.SEE_SEALED, Right.EXPORT, Right.RESTORE, Right.MANAGE_PEOPLE}


GUARDED = dict(guarded())


@pytest.mark.parametrize("name", sorted(set(GUARDED) - UNASKED))
def test_no_function_of_these_rights_runs_without_the_password(name: str) -> None:
    function: FunctionType = GUARDED[name]
    with pytest.raises(PasswordNeeded):
        function(Actor("owner", "老王", Role.OWNER))


def test_only_these_hold_the_right_and_ask_for_nothing() -> None:
    assert {name for name, value in GUARDED.items() if not value.asks} == UNASKED


def test_only_these_look_at_the_right_and_ask_for_nothing() -> None:
    found = {
        f"{module}.{function.name}"
        for module, tree in core("require")
        if module != "app.core.actor"
        for function in functions(tree)
        for call in calls(function, "require")
        if any(each.arg == "asks" for each in call.keywords)
    }
    assert found == UNASKED_INSIDE


def reveals_unasked(function: ast.FunctionDef) -> bool:
    """Does it take `reveal`, answer to anybody, and not look at the right?"""
    decorated = any("needs(" in ast.unparse(each) for each in function.decorator_list)
    takes = [each.arg for each in (*function.args.args, *function.args.kwonlyargs)]
    looked = ["SEE_SEALED" in ast.unparse(each) for each in calls(function, "require")]
    return decorated and "reveal" in takes and not any(looked)


def test_whatever_reveals_looks_at_the_right() -> None:
    found = [
        f"{module}.{function.name}"
        for module, tree in core("reveal")
        for function in functions(tree)
        if reveals_unasked(function)
    ]
    assert found == []


def test_the_rule_sees_what_reveals_unasked() -> None:
    text = "@needs(Right.SEE_CUSTOMERS)\ndef look(reader, *, reveal=False):\n    return 1"
    assert reveals_unasked(next(functions(ast.parse(text))))


def opens_seals(tree: ast.Module) -> bool:
    opened = any(each.arg == "sealed" for call in ast.walk(tree) if isinstance(call, ast.Call)
                 and ast.unparse(call.func).split(".")[-1] in ("load", "load_many")
                 for each in call.keywords)  # fmt: skip
    return opened or any("seal" in ast.unparse(each.func) for each in calls(tree, "decrypt"))


def test_whatever_opens_seals_was_looked_at() -> None:
    found = {module for module, tree in core("sealed", "decrypt") if opens_seals(tree)}
    assert found - {"app.core.store.seal"} <= set(OPEN_SEALS)


def test_no_screen_asks_for_the_password_by_itself() -> None:
    """One's own new password and the screen given to customers have theirs typed beside."""
    found = {
        path.name
        for path, tree in trees((ROOT / "app" / "ui").rglob("*.py"), "StepUp")
        if any(calls(tree, "StepUp"))
    }
    assert found == {"password_again.py", "own_password.py", "kiosk.py"}
