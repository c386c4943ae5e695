"""A page or picture that failed says so where it would stand, and is asked for again."""

from pytestqt.qtbot import QtBot

from app.charts.look import ChartLook
from app.charts.picture import Picture, Size
from app.core.store.reader import Reader
from app.ui.context import Context
from app.ui.loading import Loading
from app.ui.screens import settle
from app.ui.tab_page import TabPage
from app.ui.widgets.chart import Chart, ChartTable, Column
from app.ui.widgets.chart_panel import ChartPanel
from app.ui.widgets.not_shown import NotShown
from tests.ui.test_chart_panel import bars


class Moody(Loading):
    """Answers at the second asking."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.fails, self.answers = True, list[int]()

    def reload(self) -> None:
        def ask(_: Reader) -> int:
            if self.fails:
                raise RuntimeError("no answer")
            return 7

        self.context.jobs.read(ask, self.answers.append, topic=self.topic)


def covers(over: Loading | ChartPanel) -> list[NotShown]:
    return [each for each in over.findChildren(NotShown) if each.isVisible()]


def test_a_page_that_failed_says_so_and_asks_again(qtbot: QtBot, context: Context) -> None:
    failed: list[Exception] = []
    context.jobs.failed.connect(failed.append)
    page = Moody(context)
    qtbot.addWidget(page)
    page.resize(600, 400)
    page.show()
    assert settle(context.jobs.busy)
    (cover,) = covers(page)
    assert len(failed) == 1  # the window says what happened
    page.resize(900, 500)
    assert cover.size() == page.size()
    page.fails = False
    cover.again.click()
    assert settle(context.jobs.busy)
    assert (page.answers, covers(page)) == ([7], [])
    page.resize(1, 1)
    assert page.height() < 40  # nor does it ask for the cover's room any more


def test_a_page_that_failed_asks_when_it_is_shown_again(qtbot: QtBot, context: Context) -> None:
    page = Moody(context)
    qtbot.addWidget(page)
    page.show()
    assert settle(context.jobs.busy)
    page.hide()
    page.fails = False
    page.show()
    assert settle(context.jobs.busy)
    assert (page.answers, covers(page)) == ([7], [])


def test_tabs_stay_open_when_only_their_counts_failed(qtbot: QtBot, context: Context) -> None:
    page = TabPage(context, "Any", "", ())
    qtbot.addWidget(page)
    page.resize(600, 400)
    page.show()
    context.jobs.read(lambda _: 1 // 0, lambda _: None, topic=page.topic)
    assert settle(context.jobs.busy)
    assert page.findChildren(NotShown) == []


def test_a_picture_that_failed_is_painted_again(qtbot: QtBot, context: Context) -> None:
    broken = [True]

    def draw(look: ChartLook, size: Size, title: bool) -> Picture:
        if broken:
            raise ValueError("nothing to see")
        return bars(look, size, title)

    panel = ChartPanel(context, "teas", "Teas sold")
    qtbot.addWidget(panel)
    panel.resize(820, 560)
    panel.show_chart(
        Chart("Teas", "n = 3", draw, ChartTable((Column("Tea"),), (("龙井",),), ((1,),)))
    )
    panel.show()
    qtbot.waitUntil(lambda: bool(covers(panel)))
    broken.clear()
    covers(panel)[0].again.click()
    qtbot.waitUntil(lambda: panel.canvas.painting is not None)
    assert covers(panel) == []
