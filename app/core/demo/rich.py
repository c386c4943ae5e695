"""The few dozen customers of the sample shop who have a whole story."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from app.catalogue import CATALOGUES
from app.catalogue.field import Field, Group
from app.catalogue.kind import Rules
from app.core.customers.bulk import NewCustomer
from app.core.demo.dates import told
from app.resources import resource

_FILES = {"individual": "people.json", "company": "companies.json"}


def stories(kind: str) -> list[dict[str, Any]]:
    """The written stories of one kind of customer."""
    found: list[dict[str, Any]] = json.loads(resource("demo", _FILES[kind]).read_text("utf-8"))
    return found


def from_story(kind: str, number: str, story: Mapping[str, Any], today: date) -> NewCustomer:
    """The customer that a story describes; its days lie where they lie from today on."""
    catalogue = CATALOGUES[kind]
    groups = {group.key: group for group in catalogue.groups()}
    values: dict[Field[Any], Any] = {}
    rows: dict[type[Group], list[dict[Field[Any], Any]]] = {}
    for key, told_of in story.items():
        if key in groups:
            rows[groups[key]] = [_cells(kind, row, today) for row in told_of]
        else:
            values |= _cells(kind, {key: told_of}, today)
    return NewCustomer(kind, number, values, rows)


def _cells(kind: str, story: Mapping[str, Any], today: date) -> dict[Field[Any], Any]:
    found: dict[Field[Any], Any] = {}
    for key, text in story.items():
        field = CATALOGUES[kind].field(key)
        if isinstance(text, list):
            found[field] = told(text[0], text[1], text[2], today)
        else:
            found[field] = field.kind.parse(text, Rules(today)).value
    return found
