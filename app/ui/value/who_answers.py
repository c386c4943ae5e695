"""What the tab "Who are they?" asks the shop, off the interface thread."""

from dataclasses import dataclass

import numpy as np

from app.core.customers import lists
from app.core.customers.lists import Among, ListQuery
from app.core.segments import queries as segments
from app.core.store.reader import Reader
from app.core.value import answers
from app.core.value.columns import Integers
from app.core.value.groups import WORDS, Group
from app.core.value.movement import Way
from app.core.value.who import Crowd, Portrait, crowd
from app.core.value.window import Window
from app.i18n import tr
from app.ui.value.words import WAYS
from app.ui.widgets.window_bar import Asked


@dataclass(frozen=True)
class Whose:
    """Which group: one of the matrix, of those who moved, a saved list, or people in hand."""

    kind: str  # "group", "way", "saved", "among", "all"
    number: int = 0
    among: Among | None = None


EVERYBODY = Whose("all")


@dataclass(frozen=True, eq=False)
class WhoFound:
    """The group in every cut."""

    asked: Asked
    whose: Whose
    name: str
    ids: Integers
    window: Window
    crowd: Crowd
    portraits: tuple[Portrait, ...]
    saved: tuple[tuple[int, str], ...]


def ask(reader: Reader, whose: Whose, asked: Asked) -> WhoFound:
    """Who they are, beside everybody of their kind."""
    asked = asked.settled(reader)
    window = asked.window(reader.today)
    saved = segments.list_saved(reader)
    name, ids = _group(reader, whose, asked, window)
    known = crowd(reader, companies=asked.companies)
    listed = tuple((each.id, each.name) for each in saved)
    return WhoFound(asked, whose, name, ids, window, known, known.portraits(ids), listed)


def _group(reader: Reader, whose: Whose, asked: Asked, window: Window) -> tuple[str, Integers]:
    if whose.kind == "among" and whose.among is not None:
        return whose.among.label, np.array(whose.among.ids, np.int64)
    if whose.kind == "saved":
        found = next((e for e in segments.list_saved(reader) if e.id == whose.number), None)
        query = found.query if found else ListQuery()
        ids = np.array(lists.list_ids(reader, query), np.int64)
        return found.name if found else "", ids
    if whose.kind == "way":
        moved = answers.matrix_moved(reader, window, companies=asked.companies)
        way = Way(whose.number)
        if moved.movement is not None:
            return tr(WAYS[way]), moved.movement.went(way)
        return "", moved.matrix.ids
    matrix = answers.matrix_now(reader, window, companies=asked.companies)
    if whose.kind == "group":
        group = Group(whose.number)
        return tr(WORDS[group].name), matrix.members(group)
    return "", matrix.ids
