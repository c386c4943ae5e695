"""Filter rows, chips, saved lists, and acts on many customers through the window."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from app.catalogue.basics import Basics
from app.catalogue.life import Life
from app.catalogue.membership import Extras
from app.core.actor import Actor
from app.core.customers.queries import ListQuery, count, profile
from app.core.segments import queries, service
from app.core.segments.filter import Condition, Filter
from app.core.store.shop import Shop
from app.ui.context import Context
from app.ui.customers.list_page import ListPage
from app.ui.customers.lists.edit_dialog import EditDialog
from app.ui.customers.lists.tags_dialog import TagsDialog
from app.ui.lending import Chosen, Entry
from app.ui.navigation import Place
from app.ui.saved_lists import SAVED, SavedLists
from app.ui.screens import settle
from tests.factories import make_customer
from tests.ui.conftest import Answers
from tests.ui.customers.test_list_page import names, said, show

TEA = Filter((Condition("tags", "any", ("爱茶",)),))


@pytest.fixture
def page(context: Context, qtbot: QtBot) -> ListPage:
    made = ListPage(context)
    qtbot.addWidget(made)
    made.resize(1200, 760)
    return made


@pytest.fixture
def people(shop: Shop, owner: Actor) -> list[int]:
    return [
        make_customer(shop, owner, "陈欣", texts={Extras.tags: "爱茶", Extras.handler: "小李"}),
        make_customer(shop, owner, "单雄", texts={Life.favourite_dishes: "川菜"}),
        make_customer(shop, owner, "王堃", texts={Basics.birth_date: "1985-08-15"}),
    ]


def type_in(line: object, words: str) -> None:
    """As an input method commits it; QTest knows only Latin keys."""
    assert isinstance(line, QLineEdit)
    line.setText(words)
    line.textEdited.emit(words)


def ready(page: ListPage) -> None:
    assert settle(page.context.jobs.busy)


def saved_names(page: ListPage) -> list[str]:
    return [each.name for each in page.saved.saved]


def choose_field(page: ListPage, key: str, op: str) -> None:
    row = page.panel.rows[-1]
    keys = [each.key for each in row._subjects]
    row.field.setCurrentIndex(keys.index(key))
    row.op.setCurrentIndex(row.op.findData(op))


def test_a_row_narrows_while_it_is_typed(page: ListPage, people: list[int]) -> None:
    show(page)
    page.show_filter_rows()
    choose_field(page, "favourite_dishes", "any")
    first = page.panel.rows[0].editor.first()  # type: ignore[union-attr]
    type_in(first, "川")
    ready(page)
    assert names(page) == ["单雄"]
    assert page.found.text() == "1 customer"
    type_in(first, "川xx")
    ready(page)
    assert "Nobody fits: Favourite dishes has 川xx" in said(page)


def test_nonsense_is_marked_and_not_asked(page: ListPage, people: list[int]) -> None:
    show(page)
    page.show_filter_rows()
    choose_field(page, "birth_date", "before")
    first = page.panel.rows[0].editor.first()  # type: ignore[union-attr]
    type_in(first, "2026-02-30")
    ready(page)
    assert isinstance(first, QLineEdit)
    assert first.property("look") == "wrong"
    assert len(names(page)) == 3
    type_in(first, "1990年")
    ready(page)
    assert names(page) == ["王堃"]


def test_any_of_the_rows(page: ListPage, people: list[int]) -> None:
    show(page)
    page.set_filter(Filter((*TEA.conditions, Condition("birth_date", "filled")), True))
    ready(page)
    assert names(page) == ["陈欣", "王堃"]
    assert page.chips.words() == ("Tags has 爱茶", "or Birth date is filled in")


def test_chips_are_taken_away(page: ListPage, people: list[int], qtbot: QtBot) -> None:
    show(page)
    page.set_filter(Filter((*TEA.conditions, Condition("birth_date", "filled"))))
    ready(page)
    assert names(page) == []
    qtbot.mouseClick(page.chips.chips()[1], Qt.MouseButton.LeftButton)
    ready(page)
    assert names(page) == ["陈欣"]
    assert page.panel.filter() == TEA


def test_where_nobody_fits_everything_is_cleared(page: ListPage, people: list[int]) -> None:
    show(page)
    page.set_filter(Filter((Condition("motto", "contains", "x"),)))
    ready(page)
    button = next(b for b in page.nothing.findChildren(QPushButton) if b.isVisible())
    button.click()
    ready(page)
    assert len(names(page)) == 3


def test_a_filter_about_a_field_that_is_gone(page: ListPage, people: list[int]) -> None:
    show(page)
    page.set_filter(Filter((Condition("own.99", "filled"), *TEA.conditions)))
    ready(page)
    assert "not there any more" in said(page)
    assert page.chips.words()[0] == "Cannot be asked any more: own.99"
    page.chips.chips()[0].click()
    ready(page)
    assert names(page) == ["陈欣"]


def test_saved_opened_renamed_deleted(
    page: ListPage, people: list[int], context: Context, shop: Shop, owner: Actor
) -> None:
    show(page)
    page.set_filter(TEA)
    ready(page)
    answers = iter(("Tea", "Tea lovers"))
    page.saved.ask = lambda title, name: next(answers)
    page.saved.save(page._asked())
    ready(page)
    assert [each.name for each in page.saved.saved] == ["Tea"]
    page.clear_everything()
    ready(page)
    assert len(names(page)) == 3
    page.open_saved(page.saved.saved[0])
    ready(page)
    assert names(page) == ["陈欣"]
    page.saved.rename(page.saved.saved[0])
    ready(page)
    assert page.saved.saved[0].name == "Tea lovers"
    menu = page.saved.menu(page._asked(), page.chosen())
    words = [str(action.text()) for action in menu.actions()]
    assert 'Delete "Tea lovers"' in words
    page.saved.delete(page.saved.saved[0])
    ready(page)
    assert saved_names(page) == []
    context.undo.undo()
    ready(page)
    assert saved_names(page) == ["Tea lovers"]


def test_a_name_that_is_taken_is_asked_about(
    page: ListPage, people: list[int], dialogs: Answers
) -> None:
    show(page)
    page.saved.ask = lambda title, name: "Tea"
    page.saved.save(ListQuery(filter=TEA))
    ready(page)
    dialogs.yes = False
    page.saved.save(ListQuery(kind="company"))
    ready(page)
    assert dialogs.asked == ['Replace "Tea"?']
    assert page.saved.saved[0].query.filter == TEA
    dialogs.yes = True
    page.saved.save(ListQuery(kind="company"))
    ready(page)
    assert page.saved.saved[0].query.kind == "company"


def test_a_group_keeps_the_marked_ones(page: ListPage, people: list[int]) -> None:
    show(page)
    page.saved.ask = lambda title, name: "Two"
    page.saved.save_group(Chosen(ListQuery(), tuple(people[:2]), 2))
    ready(page)
    page.open_saved(page.saved.saved[0])
    ready(page)
    assert names(page) == ["陈欣", "单雄"]
    assert page.chips.words() == ("Group: Two",)
    page.chips.chips()[0].click()
    ready(page)
    assert len(names(page)) == 3


def test_saved_lists_stand_in_the_sidebar(
    page: ListPage, context: Context, shop: Shop, owner: Actor, people: list[int], qtbot: QtBot
) -> None:
    side = SavedLists(context)
    qtbot.addWidget(side)
    ready(page)
    assert side.buttons == []
    with shop.write(owner, "Save") as unit:
        made = service.save(unit, "Tea", ListQuery(filter=TEA))
    ready(page)
    assert [each.text() for each in side.buttons] == ["Tea"]
    side.buttons[0].click()
    assert context.navigation.here == Place("customers", detail=f"{SAVED}{made}")
    page.show_place(context.navigation.here)
    show(page)
    ready(page)
    assert names(page) == ["陈欣"]


def test_all_matching_is_a_query(page: ListPage, people: list[int]) -> None:
    show(page)
    assert not page.bar.isVisible()
    page.table.selectAll()
    assert page.bar.isVisible()
    assert page.chosen() == Chosen(ListQuery(), None, 3)
    assert page.bar.count.text() == "All 3 that were found"
    page.table.selectRow(1)
    assert page.chosen().ids == (people[1],)
    assert not page.bar.isVisible()


def test_lent_entries_are_given_the_chosen(
    context: Context, people: list[int], qtbot: QtBot
) -> None:
    got: list[Chosen] = []
    entry: Entry[Chosen] = Entry("Letter", "file", lambda _, chosen: got.append(chosen))
    page = ListPage(context, (entry,))
    qtbot.addWidget(page)
    show(page)
    page.table.selectAll()
    next(b for b in page.bar.findChildren(QPushButton) if b.text() == "Letter").click()
    assert got == [Chosen(ListQuery(), None, 3)]


def dialog_of(page: ListPage, kind: type, open_it: Callable[[Chosen], object]) -> object:
    page.table.selectAll()
    open_it(page.chosen())
    ready(page)
    return page.findChild(kind)


def test_a_field_for_many_is_counted_then_changed(
    page: ListPage, people: list[int], shop: Shop, owner: Actor, context: Context
) -> None:
    show(page)
    dialog = dialog_of(page, EditDialog, page.acts.edit)
    assert isinstance(dialog, EditDialog)
    dialog.field.setCurrentIndex(dialog.field.findData("handler"))
    assert dialog.editor is not None
    dialog.editor.put("阿云")
    dialog.editor.changed.emit()
    ready(page)
    told = dialog.counts.text()
    assert told == "3 customers: 2 without a value, 1 with another, 0 the same."
    assert dialog.go.text() == "Change 3 customers"
    assert dialog.mode is not None
    dialog.mode.choose("blanks")
    assert dialog.go.text() == "Change 2 customers"
    dialog.go.click()
    ready(page)
    with shop.read(owner) as reader:
        asked = Filter((Condition("handler", "is", "阿云"),))
        assert count(reader, ListQuery(filter=asked)) == 2
    context.undo.undo()
    ready(page)
    with shop.read(owner) as reader:
        assert count(reader, ListQuery(filter=asked)) == 0
        assert profile(reader, people[0]).value(Extras.handler) == "小李"


def test_what_cannot_be_read_cannot_be_given(page: ListPage, people: list[int]) -> None:
    show(page)
    dialog = dialog_of(page, EditDialog, page.acts.edit)
    assert isinstance(dialog, EditDialog)
    dialog.field.setCurrentIndex(dialog.field.findData("height"))
    assert dialog.editor is not None
    dialog.editor.put("tall")
    dialog.editor.changed.emit()
    ready(page)
    assert not dialog.go.isEnabled()


def test_tags_for_many_and_renamed(
    page: ListPage, people: list[int], shop: Shop, owner: Actor, context: Context
) -> None:
    show(page)
    dialog = dialog_of(page, TagsDialog, page.acts.tag)
    assert isinstance(dialog, TagsDialog)
    assert dialog.tags.item(0).text().startswith("爱茶")
    dialog.typed.setText("老客, VIP")
    dialog.add.click()
    ready(page)
    with shop.read(owner) as reader:
        assert queries.count(reader, queries.Segment(0, "", ListQuery(tags=("VIP",)))) == 3
    context.undo.undo()
    ready(page)
    other = TagsDialog(page, context, None)
    ready(page)
    other.tags.setCurrentRow(0)
    other.typed.setText("红茶")
    other.rename.click()
    ready(page)
    with shop.read(owner) as reader:
        assert count(reader, ListQuery(tags=("红茶",))) == 1
    other.deleteLater()


def test_the_bin_is_one_step(page: ListPage, people: list[int], context: Context) -> None:
    show(page)
    page.table.selectAll()
    page.acts.to_bin()
    ready(page)
    assert names(page) == []
    context.undo.undo()
    ready(page)
    assert len(names(page)) == 3


def test_an_edit_waits_for_a_long_job_and_says_so(
    page: ListPage, people: list[int], context: Context
) -> None:
    from threading import Event

    told: list[str] = []
    context.messages.toasted.connect(lambda message: told.append(message.words))
    show(page)
    gate = Event()
    context.jobs.long("Import", lambda progress: gate.wait(60))
    page.table.selectAll()
    page.acts.to_bin()
    assert told == ["Waits until this is done: Import"]
    gate.set()
    ready(page)
    assert names(page) == []


def test_every_word_fits_a_screen_reader(page: ListPage, people: list[int]) -> None:
    show(page)
    page.show_filter_rows()
    for each in page.panel.findChildren(QPushButton):
        assert each.accessibleName()
    assert [each for each in page.findChildren(QLabel) if each.isVisible()]


def test_any_field_can_be_a_column(page: ListPage, people: list[int], context: Context) -> None:
    show(page)
    keys = [each.key for each in page.table.records.columns]
    place = keys.index("favourite_dishes")
    assert page.table.isColumnHidden(place)
    menus = page.table.columns_menu().findChildren(QMenu)
    actions = [each for menu in menus for each in menu.actions()]
    next(each for each in actions if each.data() == place).trigger()
    names(page)
    model = page.table.records
    words = [str(model.index(row, place).data()) for row in range(model.rowCount())]
    assert words == ["", "川菜", ""]
    assert "favourite_dishes" in page.table.shown_keys()
    assert context.app_state.get("table.customers")["shown"]["favourite_dishes"] is True
    assert "id_number" not in keys


def test_tab_goes_from_the_operator_to_the_value(page: ListPage, people: list[int]) -> None:
    show(page)
    page.show_filter_rows()
    choose_field(page, "birth_date", "month")
    row = page.panel.rows[-1]
    assert row.editor is not None
    assert row.op.nextInFocusChain() is row.editor.first()
    choose_field(page, "name", "contains")
    assert row.editor is not None
    assert row.op.nextInFocusChain() is row.editor.first()
