"""What a sheet of questions consists of: groups, items, and the words for its scale's ends."""

from dataclasses import dataclass
from typing import Literal

Model = Literal["csi", "servqual", "nps", "ces", "assessment", "kano", "own"]
Kind = Literal["scale", "pair", "yes_no", "choice", "text", "kano"]
Role = Literal["item", "overall", "recommend", "effort", "remark"]


@dataclass(frozen=True)
class Words:
    """The same words in both languages."""

    zh: str
    en: str


@dataclass(frozen=True)
class Group:
    """A class of items: a level, a dimension."""

    key: str
    words: Words
    weight: int | None = None
    """Points of 100, where the sheet weighs its groups."""


@dataclass(frozen=True)
class Item:
    """One question; its `key` lets waves be compared."""

    key: str
    words: Words
    group: str = ""
    kind: Kind = "scale"
    role: Role = "item"
    low: int = 1
    high: int = 5


@dataclass(frozen=True)
class Sheet:
    """A ready questionnaire; `name` and `about` are marked."""

    key: str
    name: str
    about: str
    model: Model
    items: tuple[Item, ...]
    groups: tuple[Group, ...] = ()
    ends: tuple[Words, Words] | None = None
    """What the lowest and the highest answer mean."""

    def group(self, key: str) -> Group | None:
        """One of its groups."""
        return next((each for each in self.groups if each.key == key), None)
