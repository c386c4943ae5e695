"""Who are they? A group of customers beside everybody, and beside whom the shop meant to serve.

Each cut parts the customers by one thing; its shares are of those of whom it is known, and
how many that are stands with it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.core.actor import Right, needs
from app.core.settings.of_value import MEANT
from app.core.settings.queries import get
from app.core.store.reader import Reader
from app.core.value.columns import Integers, Ledger, Whole, parts
from app.core.value.gathering import gathered
from app.core.value.ledger import ledger
from app.core.value.sold_through import sold_through
from app.core.value.trait_sources import FIELDS
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
    known = traits(reader, companies=companies)
    keys = [
        key
        for key in (_COMPANIES if companies else _PERSONS)
        if not _is_hidden(reader, key, companies)
    ]
    made = _steady(reader, known, companies) | _of_purchases(reader, known, companies)
    told = tuple(made[key] for key in keys if _tells(made[key]))
    meant = get(reader, MEANT)
    return Crowd(known.ids, told, meant)


def _steady(reader: Reader, known: Traits, companies: bool) -> dict[str, Cut]:
    """The cuts that no purchase changes; kept as long as the traits and the day are the same."""
    name = f"value.cuts.{companies}"
    kept = reader.session.memory.get(name)
    if kept is not None and kept[0] is known and kept[1] == reader.today:
        cuts: dict[str, Cut] = kept[2]
        return cuts
    keys = [key for key in (_COMPANIES if companies else _PERSONS) if key not in _BOUGHT]
    made = {
        key: _banded("age", _ages(known, reader.today), AGES)
        if key == "age"
        else _by_frequency(key, known.columns[key])
        for key in keys
    }
    reader.session.memory[name] = (known, reader.today, made)
    return made


def _is_hidden(reader: Reader, key: str, companies: bool) -> bool:
    """The shop does not want to see this field."""
    catalogue = reader.catalogues["company" if companies else "individual"]
    name = FIELDS.get("birth" if key == "age" else key)
    field = next((each for each in catalogue if each.key == name), None)
    return field is not None and catalogue.hidden(field)


def _of_purchases(reader: Reader, known: Traits, companies: bool) -> dict[str, Cut]:
    """The cuts that follow from purchases, by their keys."""
    book = ledger(reader)
    bought = _bought(book)
    return {
        "sold": _by_frequency("sold", sold_through(reader, known.ids)),
        "since": _since(known.ids, bought, book.last),
        "average": _averages(known.ids, bought, companies),
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


def _banded(key: str, numbers: Integers, bands: Sequence[tuple[int, int | None]]) -> Cut:
    """Numbers by bands, in their order; below zero is unknown."""
    starts = np.array([low for low, _ in bands], np.int64)
    codes = np.searchsorted(starts, numbers, side="right").astype(np.int8) - 1
    codes[numbers < 0] = UNKNOWN
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


@dataclass(frozen=True, eq=False)
class _Bought:
    """What each customer of the ledger bought, in one walk along it."""

    ids: Integers
    first: Integers  # the day of the first purchase; `_NEVER` without any
    number: Integers
    net: Integers
    companies: NDArray[np.bool_]


def _bought(book: Whole) -> _Bought:
    kinds = (np.int64, np.int64, np.int64, np.int64, np.bool_)
    return _Bought(*gathered((_sums(each) for each in parts(book)), kinds, book.people))


def _sums(book: Ledger) -> tuple[NDArray[Any], ...]:
    begin, counted = book.starts[:-1], book.counted > 0
    first = np.minimum.reduceat(np.where(counted, book.day, _NEVER), begin)
    number = np.add.reduceat(counted, begin, dtype=np.int64)
    return book.ids, first, number, np.add.reduceat(book.net, begin), book.companies


def _since(ids: Integers, bought: _Bought, last: date) -> Cut:
    """Days since the first purchase."""
    days = np.where(bought.first < _NEVER, last.toordinal() - bought.first, UNKNOWN)
    return _banded("since", _moved_to(ids, bought.ids, days), SINCE)


def _averages(ids: Integers, bought: _Bought, companies: bool) -> Cut:
    """What she spends at a time, in bands around the usual."""
    buying = bought.number > 0
    net, number = np.maximum(bought.net, 0), np.maximum(bought.number, 1)
    each = np.where(buying, net // number, UNKNOWN)
    usual = each[buying & (bought.companies == companies)]
    middle = int(np.median(usual)) if len(usual) else 0
    return _banded("average", _moved_to(ids, bought.ids, each), _bands_around(middle))


def _bands_around(middle: int) -> list[tuple[int, int | None]]:
    """Six bands between round sums of whole yuan, in fen, the usual one in the middle."""
    steps = [number * 10**power for power in range(2, 16) for number in _ROUND]
    place = max(sum(step <= middle for step in steps) - 1, 2)
    limits = [0, *steps[place - 2 : place + 3]]
    ends: Iterable[int | None] = [*(each - 1 for each in limits[1:]), None]
    return list(zip(limits, ends, strict=True))


def _moved_to(ids: Integers, others: Integers, values: Integers) -> Integers:
    """The values of others, for those among `ids` who are with them."""
    found = np.full(len(ids), UNKNOWN, np.int64)
    if len(others):
        place = np.minimum(np.searchsorted(others, ids), len(others) - 1)
        there = others[place] == ids
        found[there] = values[place[there]]
    return found
