"""The record table: rows by page, sort by SQL, columns remembered, everything as one fact."""

from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget
from pytestqt.qtbot import QtBot

from app.core.store.reader import Reader
from app.ui.app_state import AppState
from app.ui.context import Context
from app.ui.widgets.column_room import fitted
from app.ui.widgets.record_delegate import RecordDelegate
from app.ui.widgets.record_model import PAGE, TableColumn
from app.ui.widgets.record_table import RecordTable, _in_order

MANY = 1_000_000


@dataclass(frozen=True)
class Row:
    id: int
    name: str


COLUMNS = (
    TableColumn[Row]("name", "Name", lambda row: row.name, sort="name"),
    TableColumn[Row]("id", "Number", lambda row: str(row.id), right=True, quiet=True),
    TableColumn[Row]("more", "More", lambda row: "…", shown=False),
)


class Source:
    """Answers like `list_rows`, and notes what was asked."""

    def __init__(self) -> None:
        self.asked: list[int] = []
        self.gone: set[int] = set()

    def __call__(self, _reader: Reader, ids: Sequence[int]) -> list[Row]:
        self.asked.extend(ids)
        return [Row(each, f"客户{each}") for each in reversed(ids) if each not in self.gone]


@pytest.fixture
def source() -> Source:
    return Source()


@pytest.fixture
def table(context: Context, source: Source, shown: Callable[[QWidget], QWidget]) -> RecordTable:
    made = RecordTable("test", COLUMNS, context, source)
    shown(made)
    return made


def words(table: RecordTable, row: int, column: int = 0) -> object:
    return table.records.data(table.records.index(row, column))


def test_only_pages_that_are_looked_at_are_fetched(
    qtbot: QtBot, table: RecordTable, source: Source
) -> None:
    table.set_ids(array("q", range(1, MANY + 1)))
    qtbot.waitUntil(lambda: words(table, 0) == "客户1")
    table.scrollTo(table.records.index(700_000, 0))
    qtbot.waitUntil(lambda: words(table, 700_000) == "客户700001")
    assert len(source.asked) <= 8 * PAGE


def test_record_that_is_gone_shows_blank_and_is_not_asked_for_ever(
    qtbot: QtBot, table: RecordTable, source: Source
) -> None:
    source.gone = {2}
    table.set_ids(array("q", [1, 2, 3]))
    qtbot.waitUntil(lambda: words(table, 2) == "客户3")
    assert words(table, 1) == ""
    qtbot.wait(50)
    assert source.asked == [1, 2, 3]


def test_a_jump_asks_for_little_more_than_it_shows(
    qtbot: QtBot, table: RecordTable, source: Source
) -> None:
    table.set_ids(array("q", range(1, MANY + 1)))
    qtbot.waitUntil(lambda: words(table, 0) == "客户1")
    in_sight = table.rowAt(table.viewport().height() - 2) + 1
    source.asked.clear()
    table.verticalScrollBar().setValue(table.verticalScrollBar().maximum() // 3)
    row = table.rowAt(1)
    qtbot.waitUntil(lambda: words(table, row) != "")
    assert len(source.asked) < in_sight + 2 * PAGE
    assert PAGE <= 32


def test_cells_look_as_qt_paints_them_and_ask_once_each(
    qtbot: QtBot, table: RecordTable, monkeypatch: pytest.MonkeyPatch
) -> None:
    table.set_ids(array("q", range(1, 9)))
    qtbot.waitUntil(lambda: words(table, 0) == "客户1")
    table.selectRow(2)
    asked: list[tuple[int, int]] = []
    cell = table.records.cell

    def noted(row: int, number: int) -> tuple[TableColumn[Row], str]:
        asked.append((row, number))
        return cell(row, number)

    monkeypatch.setattr(table.records, "cell", noted)
    ours = table.viewport().grab().toImage()
    assert sorted(asked) == [(row, number) for row in range(8) for number in range(2)]
    table.setItemDelegate(QStyledItemDelegate(table))
    assert table.viewport().grab().toImage() == ours
    assert ours.pixelColor(ours.width() // 2, 5) != ours.pixelColor(ours.width() // 2, 2 * 38 + 5)


def test_refresh_fetches_the_same_records_again(
    qtbot: QtBot, table: RecordTable, source: Source
) -> None:
    table.set_ids(array("q", [1, 2]))
    qtbot.waitUntil(lambda: words(table, 1) == "客户2")
    table.records.refresh()
    qtbot.waitUntil(lambda: source.asked == [1, 2, 1, 2])


def test_header_asks_for_the_order_and_turns_it_round(qtbot: QtBot, table: RecordTable) -> None:
    wanted: list[tuple[str, bool]] = []
    table.sort_wanted.connect(lambda sort, descending: wanted.append((sort, descending)))
    table.horizontalHeader().sectionClicked.emit(0)
    table.set_ids(array("q", [1]), "name", descending=False)
    table.horizontalHeader().sectionClicked.emit(0)
    table.horizontalHeader().sectionClicked.emit(1)  # has no order in SQL
    assert wanted == [("name", False), ("name", True)]


def test_everything_is_one_fact_not_a_million_rows(table: RecordTable) -> None:
    table.set_ids(array("q", range(MANY)))
    table.selectAll()
    assert table.everything
    assert table.selected_count() == MANY
    assert len(table.selected_ids()) == MANY
    table.selectRow(5)
    assert not table.everything
    assert table.selected_ids().tolist() == [5]


def test_selected_ids_are_in_the_lists_order(table: RecordTable) -> None:
    table.set_ids(array("q", [30, 10, 20, 40]))
    model = table.selectionModel()
    rows = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
    for row in (3, 0):
        model.select(table.records.index(row, 0), rows)
    assert table.selected_ids().tolist() == [30, 40]


def test_cursor_stays_on_its_record_when_the_order_changes(table: RecordTable) -> None:
    table.set_ids(array("q", [1, 2, 3]))
    table.go_to(3)
    table.set_ids(array("q", [3, 2, 1]), "name", descending=True)
    assert table.current_id() == 3
    assert table.step(1) == 2
    assert table.step(-5) == 2


def test_enter_opens(qtbot: QtBot, table: RecordTable) -> None:
    opened: list[int] = []
    table.opened.connect(opened.append)
    table.set_ids(array("q", [5, 6]))
    table.go_to(6)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert opened == [6]


def test_columns_and_widths_are_remembered(
    qtbot: QtBot, table: RecordTable, context: Context, source: Source, app_state: AppState
) -> None:
    assert table.isColumnHidden(2)
    table.show_column(2, shown=True)
    table.setColumnWidth(0, 333)
    table.horizontalHeader().moveSection(2, 0)
    qtbot.waitUntil(lambda: "333" in str(app_state.get("table.test")))
    again = RecordTable("test", COLUMNS, context, source)
    qtbot.addWidget(again)
    assert again.columnWidth(0) == 333
    assert not again.isColumnHidden(2)
    assert again.horizontalHeader().visualIndex(2) == 0


WIDE = (
    TableColumn[Row]("name", "Name", lambda row: row.name, 300),
    TableColumn[Row]("id", "Number", lambda row: str(row.id), 200),
    TableColumn[Row]("more", "More", lambda row: "…", 200),
)


def test_columns_give_way_rather_than_scroll_sideways(
    context: Context, source: Source, shown: Callable[[QWidget], QWidget]
) -> None:
    made = RecordTable("wide", WIDE, context, source)
    shown(made)
    made.resize(600, 300)
    assert sum(map(made.columnWidth, range(3))) <= made.viewport().width()
    assert made.columnWidth(0) == 300  # who it is gives way last
    assert 200 > made.columnWidth(1) > made.horizontalHeader().sectionSizeHint(1)
    assert not made.horizontalScrollBar().isVisible()
    made.resize(900, 300)
    assert made.columnWidth(0) >= 300
    assert made.columnWidth(1) == 200


def test_no_title_takes_room_for_an_arrow_that_stands_in_its_margin(
    context: Context, source: Source, shown: Callable[[QWidget], QWidget]
) -> None:
    title = "A rather long title for a number"
    columns = (WIDE[0], replace(WIDE[1], title=title, width=20, sort="id"), WIDE[2])
    made = RecordTable("title", columns, context, source)
    shown(made)
    made.resize(700, 300)
    header = made.horizontalHeader()
    assert header.fontMetrics().horizontalAdvance(title) < made.columnWidth(1)
    assert made.columnWidth(1) < header.sectionSizeHint(1) - 10


def test_a_firm_column_never_gives_way(
    context: Context, source: Source, shown: Callable[[QWidget], QWidget]
) -> None:
    columns = (WIDE[0], replace(WIDE[1], firm=True), WIDE[2])
    made = RecordTable("firm", columns, context, source)
    shown(made)
    made.resize(500, 300)
    assert made.columnWidth(1) == 200
    assert made.columnWidth(0) < 300


def test_widths_drawn_by_hand_stay_whatever_the_room(
    qtbot: QtBot,
    context: Context,
    source: Source,
    shown: Callable[[QWidget], QWidget],
    app_state: AppState,
) -> None:
    made = RecordTable("wide", WIDE, context, source)
    shown(made)
    made.resize(900, 300)
    made.show_column(1, shown=False)
    made.show_column(1, shown=True)
    assert not app_state.get("table.wide")["widths"]
    made.setColumnWidth(0, 400)
    qtbot.waitUntil(lambda: app_state.get("table.wide")["widths"].get("name") == 400)
    made.resize(500, 300)
    assert (made.columnWidth(0), made.columnWidth(1)) == (400, 200)


@pytest.mark.parametrize(
    ("room", "widths"),
    [
        (900, [360, 100]),
        (350, [250, 100]),
        (300, [200, 100]),
        (270, [200, 70]),
        (260, [190, 70]),
        (100, [140, 70]),
    ],
)
def test_room_is_shared_and_no_column_falls_below_its_least(room: int, widths: list[int]) -> None:
    assert fitted([200, 100], [140, 70], room) == widths
    assert fitted([], [], room) == []


@pytest.mark.parametrize(
    ("room", "widths"),
    [
        (460, [310, 100, 50]),  # the first column takes what is over …
        (510, [360, 100, 50]),
        (555, [360, 140, 55]),  # … and then the others, each up to its most
        (900, [360, 180, 60]),
    ],
)
def test_a_wide_table_shares_what_is_over(room: int, widths: list[int]) -> None:
    assert fitted([200, 100, 50], [140, 70, 50], room, [0, 180, 60]) == widths


def test_words_grow_more_than_figures_in_a_wide_window(
    context: Context, source: Source, shown: Callable[[QWidget], QWidget]
) -> None:
    columns = (WIDE[0], WIDE[1], replace(WIDE[2], right=True), replace(WIDE[2], key="last"))
    made = RecordTable("words", columns, context, source)
    shown(made)
    made.resize(1700, 300)
    assert made.columnWidth(1) > made.columnWidth(2) > 200


def test_chooser_hides_all_but_the_name(
    qtbot: QtBot, table: RecordTable, context: Context, source: Source
) -> None:
    actions = table.columns_menu().actions()
    assert [each.text() for each in actions] == ["Name", "Number", "More"]
    assert not actions[0].isEnabled()
    actions[1].trigger()
    assert table.isColumnHidden(1)
    again = RecordTable("test", COLUMNS, context, source)
    qtbot.addWidget(again)
    assert again.isColumnHidden(1)


def test_everything_chosen_is_seen_in_every_row(table: RecordTable) -> None:
    table.set_ids(array("q", range(1, 6)))
    delegate = table.itemDelegate()
    assert isinstance(delegate, RecordDelegate)

    def marked() -> list[bool]:
        found = []
        for row in range(5):
            option = QStyleOptionViewItem()
            delegate.initStyleOption(option, table.records.index(row, 0))
            found.append(bool(option.state & QStyle.StateFlag.State_Selected))
        return found

    assert not any(marked())
    table.selectAll()
    assert all(marked())
    table.selectRow(2)
    assert not any(marked())  # Qt itself marks the one


def test_a_remembered_width_grows_with_the_text(
    context: Context, source: Source, table: RecordTable
) -> None:
    table.setColumnWidth(0, 200)
    table._remember()
    context.looks.set_text_size(150)
    larger = RecordTable("test", COLUMNS, context, source)
    assert larger.columnWidth(0) == 300
    larger._remember()
    context.looks.set_text_size(100)
    again = RecordTable("test", COLUMNS, context, source)
    assert again.columnWidth(0) == 200
    for each in (larger, again):
        each.deleteLater()


def test_keys_pressed_before_the_first_answer_are_not_lost(
    table: RecordTable, qtbot: QtBot
) -> None:
    opened: list[int] = []
    table.opened.connect(opened.append)
    table.activateWindow()
    table.setFocus()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return):
        qtbot.keyClick(table, key)
    assert opened == []
    table.set_ids(array("q", [7, 8, 9]))
    assert opened == [8]
    table.set_ids(array("q", [7, 8, 9]))
    assert opened == [8]


def test_keys_are_forgotten_when_somebody_went_elsewhere(
    table: RecordTable, shown: Callable[[QWidget], QWidget], qtbot: QtBot
) -> None:
    table.activateWindow()
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_Down)
    table.clearFocus()
    table.set_ids(array("q", [7, 8, 9]))
    assert table.current_id() is None


@pytest.mark.parametrize(
    ("keys", "known", "order"),
    [
        (["a", "b", "c"], [], []),
        (["a", "b", "c"], ["c", "a", "b"], ["c", "a", "b"]),
        (["a", "new", "b", "c"], ["c", "a", "b"], ["c", "a", "new", "b"]),
        (["new", "a", "b"], ["b", "a"], ["new", "b", "a"]),
        (["a", "b"], ["b", "gone", "a"], ["b", "a"]),
    ],
)
def test_a_column_that_comes_later_stands_where_it_belongs(
    keys: list[str], known: list[str], order: list[str]
) -> None:
    assert _in_order(keys, known) == order
