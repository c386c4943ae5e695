"""What of an open shop is drawn: every screen, and the states that one wants to look at."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from app.core.actor import Right
from app.core.store.reader import Reader
from app.ui.context import Context
from app.ui.house import Inside
from app.ui.joints import (
    COMPLAINT_TABS,
    FADING_TABS,
    PURCHASE_TABS,
    SATISFACTION_TABS,
    TIDY_CARDS,
    VALUE_TABS,
    WALLET_TABS,
)
from app.ui.lending import LentCard, MakeCard
from app.ui.navigation import Place
from app.ui.page import Page
from app.ui.registry import screens_for
from app.ui.rules.page import TABS as WEEK_TABS

_FEW = 5_000  # customers; a larger book is not searched for likely duplicates
_LETTERS = 2
_HUBS: dict[str, Sequence[MakeCard]] = {
    "week": WEEK_TABS,
    "complaints": COMPLAINT_TABS,
    "satisfaction": SATISFACTION_TABS,
    "value": VALUE_TABS,
    "fading": FADING_TABS,
    "wallet": WALLET_TABS,
    "purchases": PURCHASE_TABS,
}


class ShellLike(Protocol):
    """All that a view needs of the window."""

    def page(self) -> Page:
        """The page that is shown."""

    def open_counter(self) -> None:
        """Lay the counter card over it."""


Deed = Callable[[ShellLike], object]


def _nothing(_: ShellLike) -> None:
    pass


@dataclass(frozen=True)
class View:
    """A picture's name, the place, what to do there before drawing, and how to leave it."""

    name: str
    place: Place
    prepare: Deed = _nothing
    tidy_up: Deed = _nothing


def views(inside: Inside, context: Context) -> list[View]:
    """Everything this person may see, in the order of the sidebar."""
    may_see = inside.actor.may(Right.SEE_CUSTOMERS)
    with inside.shop.read(inside.actor) as reader:
        records = _records(reader) if may_see else {}
        pair = _pair(reader) if may_see else None
        firsts = _firsts(reader, records)
    found: list[View] = []
    for screen in screens_for(inside.actor):
        match screen.key:
            case "customer":
                found += _files(records)
            case "customers":
                found += [View("customers", Place("customers")), *_lists()]
            case "tidy":
                found += _tidy(context)
            case "merge":
                found += [View("merge", Place("merge", pair[0], str(pair[1])))] if pair else []
            case "past" | "network" | "complaint" as key:
                found += [View(key, Place(key, record)) for record in firsts.get(key, ())]
            case hub if hub in _HUBS:
                found += [View(hub, Place(hub)), *list(_tabs(context, hub, _HUBS[hub]))[1:]]
            case _:
                found.append(View(screen.key, Place(screen.key)))
    names = [name for _, name in records.values()][:1]
    return found + [_counter(name) for name in names]


def _files(records: dict[str, tuple[int, str]]) -> Iterator[View]:
    for kind, (record, _) in records.items():
        place = Place("customer", record=record)
        yield View(f"customer-{kind}", place)
        if kind == "individual":
            for key in ("timeline", "people"):
                yield View(f"customer-{key}", place, _goes_to(key))


def _goes_to(key: str) -> Deed:
    def go(shell: ShellLike) -> None:
        from app.ui.customers.file_page import FilePage

        page = shell.page()
        assert isinstance(page, FilePage)
        page.go_to_part(key)

    return go


def _lists() -> Iterator[View]:
    place = Place("customers")
    yield View("customers-filter", place, _filter, _unfilter)
    yield View("customers-selection", place, _select, _unselect)


def _filter(shell: ShellLike) -> None:
    from app.core.segments.filter import Condition, Filter
    from app.ui.customers.list_page import ListPage

    page = shell.page()
    assert isinstance(page, ListPage)
    asked = Filter((Condition("silent_days", "more", 60), Condition("purchases", "more", 5)))
    page.panel.put(asked)
    page.set_filter(asked)
    page.show_filter_rows()


def _unfilter(shell: ShellLike) -> None:
    from app.ui.customers.list_page import ListPage

    page = shell.page()
    assert isinstance(page, ListPage)
    page.show_filter_rows()
    page.clear_everything()


def _select(shell: ShellLike) -> None:
    from app.ui.customers.list_page import ListPage

    page = shell.page()
    assert isinstance(page, ListPage)
    page.table.selectAll()


def _unselect(shell: ShellLike) -> None:
    from app.ui.customers.list_page import ListPage

    page = shell.page()
    assert isinstance(page, ListPage)
    page.table.clearSelection()


def _tidy(context: Context) -> Iterator[View]:
    yield from _tabs(context, "tidy", TIDY_CARDS, _scan)


def _tabs(
    context: Context, hub: str, lent: Sequence[MakeCard], prepare: Deed = _nothing
) -> Iterator[View]:
    """Each tab of a page."""
    for make in lent:
        card = make(context)
        key = card.key
        card.deleteLater()
        yield View(f"{hub}-{key}", Place(hub, detail=key), prepare)


@runtime_checkable
class Looking(Protocol):
    """A card that looks through the whole book when it is asked."""

    def scan(self) -> None:
        """Look now."""


def _scan(shell: ShellLike) -> None:
    for card in shell.page().findChildren(LentCard):
        if card.isVisible() and isinstance(card, Looking):
            card.scan()


def _counter(name: str) -> View:
    def ask(shell: ShellLike) -> None:
        from app.ui.customers.counter_card import CounterCard

        shell.open_counter()
        for card in shell.page().window().findChildren(CounterCard):
            card.line.setText(name[:_LETTERS])

    def put_away(shell: ShellLike) -> None:
        from app.ui.customers.counter_card import CounterCard

        for card in shell.page().window().findChildren(CounterCard):
            card.put_away()

    return View("counter", Place("today"), ask, put_away)


def _records(reader: Reader) -> dict[str, tuple[int, str]]:
    """The first person and the first company by number, with their names."""
    from app.core.customers.queries import ListQuery, list_ids, list_rows

    found = {}
    for kind in ("individual", "company"):
        ids = list_ids(reader, ListQuery(kind=kind, sort="number"))
        if ids:
            (row,) = list_rows(reader, ids[:1])
            found[kind] = (row.id, row.name or "")
    return found


def _firsts(reader: Reader, records: dict[str, tuple[int, str]]) -> dict[str, list[int]]:
    """Whom or what a page for one of them shows, if there is one: a customer, an open complaint."""
    from app.core.complaints.queries import opened

    if not records:
        return {}
    customers = [record for record, _ in records.values()][:1]
    complaints = [card.id for card in opened(reader)][:1]
    return {"past": customers, "network": customers, "complaint": complaints}


def _pair(reader: Reader) -> tuple[int, int] | None:
    """Two files that are likely one customer."""
    from app.core.customers.queries import ListQuery, list_ids
    from app.core.duplicates import queries

    if len(list_ids(reader, ListQuery())) > _FEW:
        return None
    for pair in queries.scan(reader):
        return pair.one, pair.other
    return None
