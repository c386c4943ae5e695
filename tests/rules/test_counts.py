"""English says “1 customer”: a text with a count and a noun in the plural goes through `ntr`."""

import ast
import re
from collections.abc import Iterator

from .sources import ROOT, trees

_COUNTS = ("{n}", "{count}", "{total}", "{customers}", "{rows}")
_PLURAL = re.compile(
    r"\{(?:n|count|total|customers|rows)\} (?:\w+ )?"
    r"(?:customers|companies|purchases|sheets|rows|complaints|receipts|lines|orders|links|days)\b"
    r"|\{(?:n|count|total)\} (?:are|were|have)\b"
)
# Numbers that are never 1: bounds, refusals of too much, how far a long job is, and the lines of
# the matrix, which have a decimal.
_NEVER_ONE = (
    "Fewer than {n} customers",
    "A trial needs a year",
    "average {n} purchases",
    "median {n} purchases",
    "own line {n} purchases",
    "Trial: reckoned",
    "{count} customers are too many",
    "{count} purchases are more than",
    "{leavers} of {customers} customers",
    "{n} days",
    "{done} of {total} rows",
    "closed ones stay here for {n} days",
    "The newest {n} are listed",
    "Her {count} lines favour",
    "{part} of {count} lines",
    "The price, it seems",
    "The service, it seems",
    "The product, it seems",
)


def _texts() -> Iterator[tuple[str, str]]:
    for path, tree in trees((ROOT / "app").rglob("*.py"), *_COUNTS):
        for node in ast.walk(tree):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id in ("N_", "tr")
                and node.args
                and isinstance(node.args[0], ast.Constant)
            ):
                yield f"{path.name}:{node.lineno}", str(node.args[0].value)


def test_one_is_told_as_one() -> None:
    wrong = [
        (where, text)
        for where, text in _texts()
        if _PLURAL.search(text) and not any(each in text for each in _NEVER_ONE)
    ]
    assert wrong == []
