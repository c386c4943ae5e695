"""What one screen family lends to another's page: cards, and entries of menus.

A customer's file, the Today page and the list of customers know no other screen. What else
belongs on them is made elsewhere and handed to them by `joints.py`:

    class PromisesCard(LentCard):                 # app/ui/timeline/promises_card.py
        key, title = "promises", N_("Promises")
        tables = frozenset({"promise"})

        def reload(self) -> None:
            self.context.jobs.read(lambda r: queries.promises(r, self.record), self._show,
                                   topic=self.topic)
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar, Generic, TypeVar

from app.catalogue.field import Field, Part
from app.core.actor import Actor, Right
from app.core.customers.queries import CustomerRow, ListQuery
from app.core.store.reader import Reader
from app.ui.context import Context
from app.ui.loading import Loading
from app.ui.navigation import Place
from app.ui.widgets.record_model import TableColumn

T = TypeVar("T")


class LentCard(Loading):
    """A card on another's page; `record` is the customer of a file, None on Today.

    A card without anything to say empties itself, but stays: hidden it would hear nothing.
    """

    key: ClassVar[str] = ""
    title: ClassVar[str] = ""  # marked; stands in the file's rail

    def __init__(self, context: Context) -> None:
        """Cheap and without queries: it loads when it is shown."""
        super().__init__(context)
        self.record: int | None = None

    def show_record(self, record: int | None) -> None:
        """Whose card it is now."""
        if record != self.record:
            self.record = record
            self._stale = True
        if self.isVisible():
            self._refresh()

    def show_place(self, place: Place) -> None:
        """On a page of tabs: somebody came here, perhaps with people in hand."""

    def count(self, reader: Reader) -> int | None:
        """How much waits here, for a tab of "Keep in order"; asked on another thread."""
        return None


@dataclass(frozen=True)
class ValuePlace:
    """One value in a file: whose, which field, and in which row of a group (0: her own)."""

    record: int
    field: Field[Any]
    row_id: int = 0


@dataclass(frozen=True)
class PartPlace:
    """A whole part of a file: whose, and which."""

    record: int
    part: type[Part]


@dataclass(frozen=True)
class Chosen:
    """Customers chosen in the list: everybody a query finds, or the few that are marked.

    `ids` are the marked ones; None means all whom `query` finds, however many: then ask
    `queries.list_ids(reader, query)` in the job, never the table's rows. `columns` are those
    that the list shows, from left to right; none where nobody looks at a list.
    """

    query: ListQuery
    ids: tuple[int, ...] | None
    count: int
    columns: tuple[TableColumn[CustomerRow], ...] = field(default=(), compare=False)


@dataclass(frozen=True)
class Entry(Generic[T]):
    """One entry of a menu: what it says (marked), and what it does with what it stands on.

    `T`: ValuePlace in a value's menu, PartPlace in a part's, the record's
    id in a file's, Chosen in the list's.
    """

    title: str
    icon: str
    run: Callable[[Context, T], object]
    right: Right = Right.SEE_CUSTOMERS
    keys: str = ""  # its name in the table of shortcuts

    def is_for(self, actor: Actor) -> bool:
        """May this person use it?"""
        return actor.may(self.right)


MakeCard = Callable[[Context], LentCard]


@dataclass(frozen=True)
class FileParts:
    """All that other screens lend to a customer's file."""

    cards: Sequence[MakeCard] = ()
    entries: Sequence[Entry[int]] = ()
    value_entries: Sequence[Entry[ValuePlace]] = ()
    part_entries: Sequence[Entry[PartPlace]] = ()
