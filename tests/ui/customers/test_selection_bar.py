"""The bar of the chosen never keeps the window wide: what does not fit goes into its menu."""

import pytest
from pytestqt.qtbot import QtBot

from app.core.customers.queries import ListQuery
from app.ui.context import Context
from app.ui.customers.lists.selection_bar import SelectionBar
from app.ui.lending import Chosen, Entry


@pytest.fixture
def bar(context: Context, qtbot: QtBot) -> SelectionBar:
    entries = [Entry[Chosen](f"Lent thing {n}", "printer", lambda _c, _t: None) for n in range(5)]
    acts = (("Tags…", "tag", lambda _: None),)
    made = SelectionBar(context, entries, lambda: Chosen(ListQuery(), None, 3), acts, lambda: None)
    qtbot.addWidget(made)
    made.show_count(3, 9, everything=False)
    return made


def test_everything_stands_there_when_there_is_room(bar: SelectionBar) -> None:
    bar.resize(2000, 40)
    assert bar.rest() == []
    assert bar.more.isHidden()


def test_what_does_not_fit_goes_into_the_menu(bar: SelectionBar) -> None:
    bar.resize(600, 40)
    titles = [each.title for each in bar.rest()]
    assert titles[-1] == "Lent thing 4"
    assert "Tags…" not in titles
    assert not bar.more.isHidden()
    assert bar.minimumSizeHint().width() < 600
