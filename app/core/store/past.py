"""A reader of rows as they once were: what loads a profile loads the former one with it."""

from collections.abc import Callable, Iterable, Mapping
from types import SimpleNamespace
from typing import Any

from sqlalchemy import Table

from app.core.store.reader import Reader

Cells = Mapping[str, Any]
Process = Callable[[Any], Any]


class PastRow(SimpleNamespace):
    """One former row; its cells are attributes, as those of a row just read."""

    def _asdict(self) -> dict[str, Any]:
        return dict(self.__dict__)


class PastReader(Reader):
    """Looks at raw rows of some tables instead of at the file."""

    def __init__(self, now: Reader, former: Mapping[str, Mapping[int, Cells]]) -> None:
        """`former`: raw cells by table and row id."""
        super().__init__(now.connection, now.actor, now.session)
        self._former = former

    def rows(self, table: Table, link: str, ids: Iterable[int]) -> list[PastRow]:
        """The rows whose `link` is one of `ids`, in the order of their own ids."""
        wanted, process = set(ids), self._processes(table)
        return [
            PastRow(**{name: process[name](cell) for name, cell in cells.items()})
            for _, cells in sorted(self._former.get(table.name, {}).items())
            if cells[link] in wanted
        ]

    def _processes(self, table: Table) -> dict[str, Process]:
        dialect = self.connection.dialect
        found: dict[str, Process] = {}
        for column in table.columns:
            read = column.type.dialect_impl(dialect).result_processor(dialect, None)
            found[column.name] = read or _as_it_is
        return found


def _as_it_is(cell: Any) -> Any:
    return cell
