"""One customer's group in the matrix: the same as the matrix page says, of the same days."""

from datetime import date, timedelta
from fractions import Fraction

from app.core.actor import Actor
from app.core.settings.declared import MATRIX_WINDOW
from app.core.settings.service import put
from app.core.store.shop import Shop
from app.core.value.answers import matrix_now
from app.core.value.cut_lines import AVERAGES, own
from app.core.value.groups import Group
from app.core.value.service import set_cut
from app.core.value.standing import standings
from tests.factories import make_customer, make_purchase

TODAY = date(2026, 11, 22)


def test_everybody_stands_where_the_matrix_puts_them(shop: Shop, owner: Actor) -> None:
    best, seldom, nobody = (make_customer(shop, owner, name) for name in ("王堃", "李龑", "陈新"))
    for day in range(4):
        make_purchase(shop, owner, best, TODAY - timedelta(days=day), 50_000)
    make_purchase(shop, owner, seldom, TODAY, 100)
    with shop.read(owner) as reader:
        found = standings(reader)
    assert found.of(best) is Group.BEST
    assert found.of(seldom) is Group.UNCERTAIN
    assert found.of(nobody) is None


def test_the_window_is_the_shops_own(shop: Shop, owner: Actor) -> None:
    wang = make_customer(shop, owner, "王堃")
    make_purchase(shop, owner, wang, TODAY - timedelta(days=40), 5_000)
    with shop.write(owner, "Set") as unit:
        put(unit, MATRIX_WINDOW, 30)
    with shop.read(owner) as reader:
        assert standings(reader).of(wang) is None
    with shop.write(owner, "Set") as unit:
        put(unit, MATRIX_WINDOW, 0)
    with shop.read(owner) as reader:
        found = standings(reader)
    assert found.window.first is None
    assert found.of(wang) is not None


def test_the_lines_are_the_shops_own(shop: Shop, owner: Actor) -> None:
    """A file says what the matrix says, wherever the shop drags its lines."""
    often, seldom = (make_customer(shop, owner, name) for name in ("王堃", "李龑"))
    for day in range(6):
        make_purchase(shop, owner, often, TODAY - timedelta(days=day), 10_000)
    for day in range(2):
        make_purchase(shop, owner, seldom, TODAY - timedelta(days=day), 10_000)
    for cut, group in (
        (AVERAGES, Group.SPENDERS),
        (own(Fraction(2), Fraction(10_000)), Group.BEST),
        (own(Fraction(2), Fraction(20_000)), Group.FREQUENT),
    ):
        with shop.write(owner, "Part") as unit:
            set_cut(unit, cut)
        with shop.read(owner) as reader:
            found = standings(reader)
            assert found.of(seldom) is group
            again = matrix_now(reader, found.window)
        assert {int(who): found.of(int(who)) for who in again.ids} == {
            int(who): Group(int(code)) for who, code in zip(again.ids, again.groups, strict=True)
        }
