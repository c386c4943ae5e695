"""The page of fields: order by keyboard and mouse, hiding, adding, renaming, choices."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.catalogue.field import Catalogue, Tier
from app.core.actor import Actor
from app.core.store.shop import Shop
from app.ui.context import Context
from app.ui.navigation import Place
from app.ui.own_fields.page import FieldsPage
from app.ui.own_fields.tree import Line
from app.ui.screens import settle
from app.ui.settings.page import SettingsPage
from tests.core.own_fields.shops import add_field, field_of
from tests.factories import make_customer

ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def page(qtbot: QtBot, context: Context) -> FieldsPage:
    """The page, shown and loaded."""
    made = FieldsPage(context)
    qtbot.addWidget(made)
    made.resize(1100, 800)
    made.show()
    settle(context.jobs.busy)
    return made


def kept(shop: Shop, actor: Actor, profile: str = "individual") -> Catalogue:
    """What the shop keeps now."""
    with shop.read(actor) as reader:
        return reader.catalogues[profile]


def keys_of(catalogue: Catalogue, part: str) -> list[str]:
    """The fields of one part, in order."""
    return [f.key for each in catalogue.parts if each.key == part for f in each.fields]


def again(page: FieldsPage) -> None:
    """Load what was changed behind the page's back."""
    page.reload()
    settle(page.context.jobs.busy)


def line(page: FieldsPage, key: str, *, part: bool = False) -> Line:
    """One line of the list."""
    return next(each for _, each in page.tree.lines() if (each.key, each.is_part) == (key, part))


def test_alt_and_arrows_move_a_part(
    qtbot: QtBot, page: FieldsPage, shop: Shop, owner: Actor
) -> None:
    page.tree.choose("education", is_part=True)
    qtbot.keyClick(page.tree, Qt.Key.Key_Up, ALT)
    settle(page.context.jobs.busy)
    assert [each.key for each in kept(shop, owner).parts][:2] == ["education", "basic"]
    now = page.tree.line()
    assert now is not None
    assert now.key == "education"
    qtbot.keyClick(page.tree, Qt.Key.Key_Up, ALT)  # it is the first already
    settle(page.context.jobs.busy)
    page.context.undo.undo()
    settle(page.context.jobs.busy)
    assert [each.key for each in kept(shop, owner).parts][:2] == ["basic", "education"]


def test_alt_and_arrows_move_a_field_within_its_part(
    qtbot: QtBot, page: FieldsPage, shop: Shop, owner: Actor
) -> None:
    before = keys_of(kept(shop, owner), "basic")
    page.tree.choose(before[1])
    qtbot.keyClick(page.tree, Qt.Key.Key_Down, ALT)
    settle(page.context.jobs.busy)
    after = keys_of(kept(shop, owner), "basic")
    assert after[:3] == [before[0], before[2], before[1]]
    assert after[3:] == before[3:]


def test_dragging_asks_for_the_same(page: FieldsPage, shop: Shop, owner: Actor) -> None:
    before = keys_of(kept(shop, owner), "basic")
    page.tree.drop_on(line(page, before[-1]), line(page, before[0]), below=True)
    settle(page.context.jobs.busy)
    assert keys_of(kept(shop, owner), "basic") == [before[0], before[-1], *before[1:-1]]
    parts = [each.key for each in kept(shop, owner).parts]
    page.tree.drop_on(line(page, parts[0], part=True), line(page, parts[2], part=True), below=True)
    settle(page.context.jobs.busy)
    assert [e.key for e in kept(shop, owner).parts][:3] == [parts[1], parts[2], parts[0]]


def test_only_an_own_field_goes_to_another_part(page: FieldsPage, shop: Shop, owner: Actor) -> None:
    own = add_field(shop, owner)
    again(page)
    goal = line(page, "life", part=True)
    page.tree.drop_on(line(page, "mobile"), goal, below=False)
    page.tree.drop_on(line(page, f"own.{own}"), goal, below=False)
    settle(page.context.jobs.busy)
    assert f"own.{own}" in keys_of(kept(shop, owner), "life")
    assert "mobile" in keys_of(kept(shop, owner), "basic")


def test_hiding_and_showing_again(page: FieldsPage, shop: Shop, owner: Actor) -> None:
    page.tree.choose("wechat")
    assert page.panel.hide_button.text() == "Hide"
    page.panel.hide_button.click()
    settle(page.context.jobs.busy)
    assert kept(shop, owner).hides == {"wechat"}
    assert page.panel.hide_button.text() == "Show again"
    page.tree.choose("life", is_part=True)
    page.panel.hide_button.click()
    settle(page.context.jobs.busy)
    assert kept(shop, owner).hides == {"wechat", "part:life"}
    page.tree.choose("wechat")
    page.panel.hide_button.click()
    settle(page.context.jobs.busy)
    assert kept(shop, owner).hides == {"part:life"}


@pytest.mark.parametrize(("key", "part"), [("name", False), ("basic", True)])
def test_the_name_cannot_be_hidden(page: FieldsPage, key: str, part: bool) -> None:
    page.tree.choose(key, is_part=part)
    assert not page.panel.hide_button.isEnabled()


def test_adding_a_field(qtbot: QtBot, page: FieldsPage, shop: Shop, owner: Actor) -> None:
    page.tree.choose("life", is_part=True)
    page.new_button.click()
    form = page.form
    assert form.parts["individual"].currentData() == "life"
    qtbot.keyClicks(form.name_en, "Usual seat")
    form.kind.setCurrentIndex(form.kind.findData("choice"))
    assert form.choices_line.isVisible()
    assert not form.unit_line.isVisible()
    qtbot.keyClicks(form.choices.lines[0][1], "Window")
    qtbot.keyClicks(form.choices.lines[1][1], "Door")
    form.tier.choose(Tier.GUARDED)
    form.parts["company"].setCurrentIndex(form.parts["company"].findData("features"))
    form.add.click()
    settle(page.context.jobs.busy)
    field = field_of(shop, owner, 1)
    assert (str(field.label), field.kind.name, field.tier) == ("Usual seat", "choice", "H")
    assert field.kind.parse("door", None).value == "Door"  # type: ignore[arg-type]
    assert kept(shop, owner, "company").has("own.1")
    now = page.tree.line()
    assert now is not None
    assert now.key == "own.1"
    assert page.panel.own is not None
    page.context.undo.undo()
    settle(page.context.jobs.busy)
    assert not kept(shop, owner).has("own.1")


def test_a_taken_name_is_said_below_the_names(
    qtbot: QtBot, page: FieldsPage, shop: Shop, owner: Actor
) -> None:
    page.new_button.click()
    page.form.name.setText("手机")
    page.form.add.click()
    settle(page.context.jobs.busy)
    assert "already a name of the field" in page.form.name_en_line.below.text()
    assert page.side.currentIndex() == 1
    assert not kept(shop, owner).own


def test_every_kind_shows_an_example(page: FieldsPage) -> None:
    page.new_button.click()
    for index in range(page.form.kind.count()):
        page.form.kind.setCurrentIndex(index)
        assert page.form.kind_line.below.text().startswith("For example: ")


def test_renaming_is_kept_when_left(
    qtbot: QtBot, page: FieldsPage, shop: Shop, owner: Actor
) -> None:
    own = add_field(shop, owner)
    again(page)
    page.tree.choose(f"own.{own}")
    part = page.panel.own
    assert part is not None
    part.name_en.setText("Best seat")
    part.name_en.editingFinished.emit()
    settle(page.context.jobs.busy)
    assert str(field_of(shop, owner, own).label) == "Best seat"
    assert page.panel.own is part
    part.name_en.setText("Mobile")
    part.name_en.editingFinished.emit()
    settle(page.context.jobs.busy)
    assert "already a name" in part.name_en_line.below.text()
    assert str(field_of(shop, owner, own).label) == "Best seat"


def test_choices_are_added_later(qtbot: QtBot, page: FieldsPage, shop: Shop, owner: Actor) -> None:
    own = add_field(shop, owner, "choice")
    again(page)
    page.tree.choose(f"own.{own}")
    part = page.panel.own
    assert part is not None
    qtbot.keyClicks(part.choices.lines[3][1], "Bucket")
    part.choices.lines[3][1].editingFinished.emit()
    settle(page.context.jobs.busy)
    assert [each.code for each in part.spec.choices] == ["小杯", "中杯", "大杯", "Bucket"]
    qtbot.keyClicks(part.choices.lines[4][1], "small")
    part.choices.lines[4][1].editingFinished.emit()
    settle(page.context.jobs.busy)
    assert "Two choices are called" in part.choices_line.below.text()


def test_what_the_search_finds_is_switched(page: FieldsPage, shop: Shop, owner: Actor) -> None:
    own = add_field(shop, owner)
    make_customer(shop, owner, texts={field_of(shop, owner, own): "窗边"})
    again(page)
    page.tree.choose(f"own.{own}")
    assert page.panel.own is not None
    page.panel.own.findable.click()
    settle(page.context.jobs.busy)
    assert field_of(shop, owner, own).search


def test_companies_have_their_own_order(page: FieldsPage, shop: Shop, owner: Actor) -> None:
    page.profiles.choose("company")
    settle(page.context.jobs.busy)
    assert {each.key for _, each in page.tree.lines() if each.is_part} == {
        each.key for each in kept(shop, owner, "company").parts
    }


def test_settings_lead_here(qtbot: QtBot, context: Context) -> None:
    settings = SettingsPage(context)
    qtbot.addWidget(settings)
    settings.to_fields.click()
    assert context.navigation.here == Place("fields")


def test_a_place_may_name_a_field(qtbot: QtBot, page: FieldsPage) -> None:
    page.show_place(Place("fields", detail="wechat"))
    settle(page.context.jobs.busy)
    now = page.tree.line()
    assert now is not None
    assert now.key == "wechat"


def test_a_day_reminds_unless_told_otherwise(page: FieldsPage, shop: Shop, owner: Actor) -> None:
    page.new_button.click()
    form = page.form
    assert not form.yearly.isVisible()
    form.name.setText("猫的生日")
    form.kind.setCurrentIndex(form.kind.findData("day"))
    assert form.yearly.isVisible()
    form.add.click()
    settle(page.context.jobs.busy)
    assert field_of(shop, owner, 1).occasion == "own"
    assert page.panel.own is not None
    assert page.panel.own.yearly.isChecked()
    page.panel.own.yearly.click()
    settle(page.context.jobs.busy)
    assert field_of(shop, owner, 1).occasion == ""
    assert not page.panel.own.yearly.isChecked()
    page.context.undo.undo()
    settle(page.context.jobs.busy)
    assert page.panel.own.yearly.isChecked()


def test_only_a_day_is_asked_whether_it_reminds(page: FieldsPage, shop: Shop, owner: Actor) -> None:
    own = add_field(shop, owner)
    again(page)
    page.tree.choose(f"own.{own}")
    assert page.panel.own is not None
    assert not page.panel.own.yearly.isVisible()


@pytest.mark.parametrize(
    ("width", "hidden"), [(700, [False, False]), (350, [True, False]), (200, [True, True])]
)
def test_the_names_keep_their_room(page: FieldsPage, width: int, hidden: list[bool]) -> None:
    page.tree.setParent(None)
    page.tree.resize(width, 300)
    page.tree.show()
    assert [page.tree.isColumnHidden(place) for place in (1, 2)] == hidden
