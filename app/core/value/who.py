"""Who are they? A group of customers beside everybody, and beside whom the shop meant to serve.

Each cut parts the customers by one thing; its shares are of those of whom it is known, and
how many that are stands with it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any
from weakref import ref

import numpy as np
from numpy.typing import NDArray

from app.core.actor import Right, needs
from app.core.settings.of_value import MEANT
from app.core.settings.queries import get
from app.core.store.reader import Reader
from app.core.store.shelf import shelf
from app.core.value.columns import Days, Integers, Whole, parts
from app.core.value.ledger import ledger
from app.core.value.sold_through import sold_through
from app.core.value.trait_sources import FIELDS, OwnKey
from app.core.value.traits import UNKNOWN, Codes, Trait, Traits, traits

TOO_FEW, SMALL = 5, 30
"""Below five no percents are shown, below thirty they are grey."""
MOST_VALUES = 8
OTHER = ""
"""The value under which all that is rarer stands."""
AGES = ((0, 17), (18, 24), (25, 34), (35, 44), (45, 54), (55, 64), (65, None))
SINCE = ((0, 90), (91, 365), (366, 1095), (1096, None))
_BOUGHT = ("sold", "average", "since")
"""Cuts that follow from purchases."""
_PERSONS = ("sex", "age", "city", "province", "occupation", "channel", "drawn", *_BOUGHT)
_COMPANIES = ("trade", "size", "form", "city", "province", "channel", "drawn", *_BOUGHT)
_ROUND = (1, 2, 5)
_NEVER = np.iinfo(np.int32).max
_AT_A_TIME = 100_000


@dataclass(frozen=True)
class Bar:
    """One value: how many in the group and among everybody, and what the shop meant."""

    value: str
    group: int
    everybody: int
    meant: int | None  # percent


@dataclass(frozen=True)
class Portrait:
    """One cut of a group; `group` and `everybody` are those of whom it is known."""

    cut: str
    bars: tuple[Bar, ...]
    group: int
    everybody: int
    members: int  # of the group, known or not

    @property
    def hidden(self) -> bool:
        """Are there too few to say a percent?"""
        return self.group < TOO_FEW

    @property
    def small(self) -> bool:
        """Are there so few that a percent says little?"""
        return self.group < SMALL

    def share(self, bar: Bar) -> Fraction | None:
        """Of the group; None while hidden."""
        return None if self.hidden else Fraction(bar.group, self.group)

    def share_of_all(self, bar: Bar) -> Fraction | None:
        """Of everybody."""
        return Fraction(bar.everybody, self.everybody) if self.everybody >= TOO_FEW else None

    def index(self, bar: Bar) -> Fraction | None:
        """How many times as usual in the group as among everybody."""
        share, of_all = self.share(bar), self.share_of_all(bar)
        return None if share is None or not of_all else share / of_all

    def off_target(self, bar: Bar) -> Fraction | None:
        """The share found less the share meant; None where nothing was meant."""
        share = self.share(bar)
        if share is None or bar.meant is None:
            return None
        return share - Fraction(bar.meant, 100)


@dataclass(frozen=True, eq=False)
class Cut:
    """One thing to part customers by: values in their order, and everybody's."""

    key: str
    values: tuple[str, ...]
    codes: Codes  # of everybody, by their place in `Crowd.ids`; MOST_VALUES: a rarer one


@dataclass(frozen=True, eq=False)
class Crowd:
    """Everybody of a kind, parted in every way that is known."""

    ids: Integers
    cuts: tuple[Cut, ...]
    meant: Mapping[str, dict[str, int]]

    def portraits(self, group: Integers) -> tuple[Portrait, ...]:
        """The group in every cut of which anything is known."""
        chosen = np.isin(self.ids, group)
        return tuple(self._portrait(each, chosen) for each in self.cuts)

    def behind(self, cut: str, value: str, group: Integers) -> Integers:
        """The ids of the group's customers with this value, or with a rarer one (`OTHER`)."""
        mine = next(each for each in self.cuts if each.key == cut)
        shown = mine.values[:MOST_VALUES]
        code = shown.index(value) if value in shown else MOST_VALUES
        found: Integers = self.ids[(mine.codes == code) & np.isin(self.ids, group)]
        return found

    def _portrait(self, cut: Cut, chosen: NDArray[np.bool_]) -> Portrait:
        known = cut.codes != UNKNOWN
        places = cut.codes[known]
        everybody = np.bincount(places, minlength=MOST_VALUES + 1)
        group = np.bincount(places[chosen[known]], minlength=MOST_VALUES + 1)
        meant = self.meant.get(cut.key, {})
        bars = [
            Bar(value, int(group[k]), int(everybody[k]), meant.get(value))
            for k, value in enumerate(cut.values[:MOST_VALUES])
        ]
        if everybody[MOST_VALUES]:
            bars.append(Bar(OTHER, int(group[MOST_VALUES]), int(everybody[MOST_VALUES]), None))
        counts = (int(group.sum()), int(everybody.sum()), int(chosen.sum()))
        return Portrait(cut.key, tuple(bars), *counts)


@needs(Right.SEE_FIGURES)
def crowd(reader: Reader, *, companies: bool = False) -> Crowd:
    """Everybody of the kind, with all that can be told apart."""
    shelf(reader).make_room(f"who {companies}", anew=False)
    known = traits(reader, companies=companies)
    keys = [
        key
        for key in (*(_COMPANIES if companies else _PERSONS), *_own(known))
        if not _is_hidden(reader, key, companies)
    ]
    made = {**_steady(reader, known, companies), **_of_purchases(reader, known, companies)}
    told = tuple(made[key] for key in keys if _tells(made[key]))
    meant = get(reader, MEANT)
    return Crowd(known.ids, told, meant)


@dataclass(frozen=True, eq=False)
class _Steady:
    """The cuts that no purchase changes, by key."""

    cuts: Mapping[str, Cut]


def _steady(reader: Reader, known: Traits, companies: bool) -> Mapping[str, Cut]:
    """Kept as long as the traits and the day are the same, or until room is needed."""

    def make() -> _Steady:
        keys = [key for key in (_COMPANIES if companies else _PERSONS) if key not in _BOUGHT]
        keys += _own(known)
        return _Steady({key: _cut(key, known, reader.today) for key in keys})

    terms = (ref(known), reader.today)
    return shelf(reader).kept(f"who {companies}", terms, make, lambda _: len(known.ids)).cuts


def _cut(key: str, known: Traits, today: date) -> Cut:
    if key == "age":
        return _banded("age", _ages(known, today), AGES)
    return _by_frequency(key, known.columns[key])


def _own(known: Traits) -> list[OwnKey]:
    """The shop's own fields among what is known."""
    return [key for key in known.columns if isinstance(key, OwnKey)]


def _is_hidden(reader: Reader, key: str, companies: bool) -> bool:
    """The shop does not want to see this field."""
    catalogue = reader.catalogues["company" if companies else "individual"]
    name = FIELDS.get("birth" if key == "age" else key)
    field = next((each for each in catalogue if each.key == name), None)
    return field is not None and catalogue.hidden(field)


def _of_purchases(reader: Reader, known: Traits, companies: bool) -> dict[str, Cut]:
    """The cuts that follow from purchases, by their keys."""
    days, spent = _bought(known.ids, ledger(reader))
    return {
        "sold": _by_frequency("sold", sold_through(reader, known.ids)),
        "since": _banded("since", days, SINCE),
        "average": _by_average(spent),
    }


def _tells(cut: Cut) -> bool:
    """Is anything known, and of provinces more than one?"""
    there = np.zeros(len(cut.values) + 1, np.bool_)  # the last one is for UNKNOWN
    there[cut.codes] = True
    least = 2 if cut.key == "province" else 1
    return int(there[:-1].sum()) >= least


def _by_frequency(key: str, trait: Trait) -> Cut:
    """The values as they are, the most usual first."""
    counts = np.bincount(trait.codes[trait.codes != UNKNOWN], minlength=len(trait.values))
    order = np.argsort(-counts, kind="stable")
    rank = np.empty(len(order) + 1, np.int8)
    rank[order], rank[UNKNOWN] = np.minimum(np.arange(len(order)), MOST_VALUES), UNKNOWN
    return Cut(key, tuple(trait.values[k] for k in order.tolist()), rank[trait.codes])


def band_name(low: int, high: int | None) -> str:
    """A band as it is kept and counted under: "18-24", "65-"."""
    return f"{low}-{'' if high is None else high}"


def _banded(key: str, numbers: Integers | Days, bands: Sequence[tuple[int, int | None]]) -> Cut:
    """Numbers by bands, in their order; below zero is unknown."""
    starts = np.array([low for low, _ in bands], np.int64)
    codes = np.full(len(numbers), UNKNOWN, np.int8)
    for low in range(0, len(codes), _AT_A_TIME):
        some = numbers[low : low + _AT_A_TIME]
        place = np.searchsorted(starts, some, side="right") - 1
        codes[low : low + _AT_A_TIME] = np.where(some < 0, UNKNOWN, place)
    return Cut(key, tuple(band_name(*each) for each in bands), codes)


def _ages(known: Traits, today: date) -> Integers:
    """Birthdays passed; by the year alone where only that is known."""
    trait = known.columns["birth"]
    here = f"{today:%m-%d}"
    ages = np.array([*(_age(each, today.year, here) for each in trait.values), UNKNOWN], np.int64)
    found: Integers = ages[trait.codes]
    return found


def _age(born: str, this_year: int, today: str) -> int:
    passed = len(born) == 4 or today >= born[5:]
    age = this_year - int(born[:4]) - (0 if passed else 1)
    return age if 0 <= age <= 120 else UNKNOWN


def _bought(ids: Integers, book: Whole) -> tuple[Days, Integers]:
    """How many days ago each bought first, and what she spends at a time; below zero: never."""
    days, spent = np.full(len(ids), UNKNOWN, np.int32), np.full(len(ids), UNKNOWN, np.int64)
    for each in parts(book):
        begin, counted = each.starts[:-1], each.counted > 0
        number = np.add.reduceat(counted, begin, dtype=np.int64)
        first = np.minimum.reduceat(np.where(counted, each.day, _NEVER), begin)
        net = np.maximum(np.add.reduceat(each.net, begin), 0) // np.maximum(number, 1)
        for column, values in ((days, book.last.toordinal() - first), (spent, net)):
            _put(column, ids, each.ids, np.where(number > 0, values, UNKNOWN))
    return days, spent


def _put(found: NDArray[Any], ids: Integers, others: Integers, values: NDArray[Any]) -> None:
    """The values of others, for those among `ids` who are with them."""
    if len(ids):
        place = np.minimum(np.searchsorted(ids, others), len(ids) - 1)
        there = ids[place] == others
        found[place[there]] = values[there]


def _by_average(each: Integers) -> Cut:
    """In bands around the usual."""
    usual = each[each >= 0]
    usual.sort()
    low, high = (usual[[(len(usual) - 1) // 2, len(usual) // 2]]).tolist() if len(usual) else (0, 0)
    return _banded("average", each, _bands_around((low + high) // 2))


def _bands_around(middle: int) -> list[tuple[int, int | None]]:
    """Six bands between round sums of whole yuan, in fen, the usual one in the middle."""
    steps = [number * 10**power for power in range(2, 16) for number in _ROUND]
    place = max(sum(step <= middle for step in steps) - 1, 2)
    limits = [0, *steps[place - 2 : place + 3]]
    ends: Iterable[int | None] = [*(each - 1 for each in limits[1:]), None]
    return list(zip(limits, ends, strict=True))
