"""The wheel scrolls and never changes a value, since what is changed on a page is saved."""

import ast

from .sources import ROOT, trees

SCREENS = ROOT / "app" / "ui"
CHANGED_BY_THE_WHEEL = {"QComboBox", "QSpinBox", "QDoubleSpinBox"}


def test_boxes_are_those_that_leave_the_wheel_alone() -> None:
    """`app/ui/widgets/boxes.py` has one for each of Qt's."""
    wrong = [
        f"{path.name}:{node.lineno}"
        for path, tree in trees(SCREENS.rglob("*.py"), *CHANGED_BY_THE_WHEEL)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        if node.func.id in CHANGED_BY_THE_WHEEL
    ]
    assert wrong == []
