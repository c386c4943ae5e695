"""The table of people who stay away or buy less: who, and the numbers they are judged by."""

from collections.abc import Sequence

from app.catalogue.currency import whole_money
from app.core.fading.hints import Fading
from app.core.store.reader import Reader
from app.i18n import N_, tr
from app.ui.context import Context
from app.ui.fading.answers import FadeRow, fade_rows
from app.ui.fading.words import step_words, usual
from app.ui.formats import number
from app.ui.widgets.record_model import TableColumn
from app.ui.widgets.record_table import RecordTable


def columns(context: Context) -> tuple[TableColumn[FadeRow], ...]:
    """What the table can show."""

    def step(row: FadeRow) -> str:
        return "" if row.step is None else step_words(row.step, context)

    return (
        TableColumn("name", N_("Name"), lambda row: row.name, 190),
        TableColumn("number", N_("Number"), lambda row: row.number, 90, shown=False, quiet=True),
        TableColumn("phone", N_("Phone"), lambda row: row.phone, 120, shown=False, quiet=True),
        TableColumn(
            "usual", N_("Usual days"), lambda row: usual(row.usual_doubled), 95,
            "usual", right=True,
        ),
        TableColumn(
            "silent", N_("Silent days"), lambda row: number(row.silent), 95,
            "silent", right=True,
        ),
        TableColumn("visits", N_("Times"), _visits, 100, "visits", right=True, firm=True),
        TableColumn(
            "before", N_("Bought before"), lambda row: whole_money(row.before), 115,
            "before", right=True,
        ),
        TableColumn(
            "recent", N_("Bought since"), lambda row: whole_money(row.recent), 110,
            "recent", right=True,
        ),
        TableColumn(
            "yearly", N_("Worth a year"), lambda row: whole_money(row.yearly), 115,
            "yearly", right=True,
        ),
        TableColumn("step", N_("Win-back"), step, 180, quiet=True),
    )  # fmt: skip


def _visits(row: FadeRow) -> str:
    before, recent = number(row.visits_before), number(row.visits_recent)
    return tr(N_("{before} → {recent}"), before=before, recent=recent)


class PeopleTable(RecordTable):
    """Rows come page by page from the standing that `show_people` was given."""

    def __init__(self, context: Context, name: str) -> None:
        """`name` is where widths are remembered."""
        self.found: Fading | None = None
        super().__init__(name, columns(context), context, self._people)

    def let_go(self) -> None:
        """The ids stay, in their order; what is said of them is asked for again."""
        self.found = None

    def _people(self, reader: Reader, ids: Sequence[int]) -> Sequence[FadeRow]:
        return [] if self.found is None else fade_rows(reader, self.found, ids)
