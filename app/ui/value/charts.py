"""The two charts of the matrix tab: where everybody stands, and who moved."""

from collections.abc import Callable
from typing import Any

import numpy as np

from app.charts.look import ChartLook
from app.charts.matrix_chart import Caption, matrix_chart
from app.charts.matrix_words import whom
from app.charts.movement_chart import Moves, movement_chart
from app.charts.picture import Picture, Size
from app.charts.plot import Plot
from app.core.store.reader import Reader
from app.core.value.movement import Movement, Way, way_of
from app.core.value.window import Window
from app.i18n import N_, tr
from app.ui.context import Context
from app.ui.navigation import Place, people
from app.ui.value.answers import Found, Members, told
from app.ui.value.words import WAYS, name_of_point, state_name
from app.ui.widgets.chart import Chart, ChartTable, Column
from app.ui.widgets.figures import between, future_words, small_words

_COLUMNS = (
    Column(N_("Name")),
    Column(N_("Number")),
    Column(N_("Times bought"), right=True),
    Column(N_("Average"), right=True),
    Column(N_("Revenue"), right=True),
    Column(N_("Group")),
)


class Drawn:
    """Remembers the plot that was drawn last, to know what a dragged line means."""

    def __init__(self, found: Found) -> None:
        """Of this matrix."""
        self._found = found
        self.plot: Plot | None = None

    def draw(self, look: ChartLook, size: Size, title: bool) -> Picture:
        """The matrix; called on another thread."""
        found = self._found
        caption = Caption(found.moved.window, found.asked.companies, title)
        made = matrix_chart(found.matrix, look, caption, size)
        if not title:
            self.plot = made.plot
        return made.told()


def matrix_panel_chart(
    context: Context, found: Found, drawn: Drawn, moved: Callable[[str, float], object] | None
) -> Chart:
    """Mark n is row n of the matrix."""
    matrix, window = found.matrix, found.moved.window

    def name(reader: Reader, mark: int) -> str:
        return name_of_point(told(reader, matrix, mark))

    def open_file(mark: int) -> None:
        context.navigation.open(Place("customer", record=int(matrix.ids[mark])))

    def rope(marks: "np.ndarray[Any, np.dtype[np.intp]]") -> None:
        label = tr(N_("Chosen in the value matrix"))
        context.navigation.open(people(label, matrix.ids[marks].tolist()))

    columns = tuple(Column(tr(each.words), each.right) for each in _COLUMNS)
    return Chart(
        title=tr("Customer value matrix"),
        sentence=whom(matrix, window, companies=found.asked.companies),
        draw=drawn.draw,
        table=ChartTable(columns, Members(found), personal=True),
        name=name,
        open=open_file,
        rope=rope,
        moved=moved,
        whom=lambda: context.navigation.open(people(tr(N_("All who bought")), matrix.ids.tolist())),
        notes=(*small_words(matrix.customers), *future_words(found.in_the_future)),
    )


def movement_sentence(moved: Movement, before: Window, window: Window) -> str:
    """Of whom, and how many went which way."""
    counts = {way: f"{len(moved.went(way)):,}" for way in Way}
    return tr(
        N_(
            "{up} moved up, {down} down, {new} new or back, {gone} bought nothing this time: "
            "{now}, compared with {then}."
        ),
        now=between(window),
        then=tr(N_("{first} to {last}"), first=before.first, last=before.last),
        up=counts[Way.UP],
        down=counts[Way.DOWN],
        new=counts[Way.NEW],
        gone=counts[Way.GONE],
    )


def movement_panel_chart(
    context: Context, moved: Movement, before: Window, window: Window
) -> Chart:
    """Mark n is arrow n, and row n of the table."""
    said = movement_sentence(moved, before, window)
    data = Moves(moved, said)
    arrows, counts = data.arrows(), moved.counts
    rows = [
        (state_name(a), state_name(b), tr(WAYS[way_of(a, b)]), f"{int(counts[a, b]):,}")
        for a, b in arrows
    ]
    keys = [(*row[:3], int(counts[arrow])) for row, arrow in zip(rows, arrows, strict=True)]

    def name(_reader: Reader, mark: int) -> str:
        return "{} → {}\n{}: {}".format(*rows[mark])

    def open_people(mark: int) -> None:
        label = f"{rows[mark][0]} → {rows[mark][1]}"
        context.navigation.open(people(label, moved.moved(*arrows[mark]).tolist()))

    def list_changed() -> None:
        changed = moved.ids[moved.ways != Way.STAYED].tolist()
        context.navigation.open(people(tr(N_("Who moved")), changed))

    headings = (N_("Before"), N_("Now"), N_("Which way"))
    columns = (*(Column(tr(each)) for each in headings), Column(tr(N_("Customers")), right=True))
    return Chart(
        title=tr(N_("Who moved")),
        sentence=said,
        draw=lambda look, size, title: movement_chart(data, look, size, title),
        table=ChartTable(columns, rows, keys),
        name=name,
        open=open_people,
        whom=list_changed,
        notes=small_words(len(moved.ids)),
    )
