"""The shop that is walked through for its numbers, whom they count, and what keeping means."""

from collections.abc import Collection, Iterator
from datetime import datetime

import pytest
from PySide6.QtWidgets import QApplication

from app.core.actor import Actor, Role
from app.core.complaints import service as complaints
from app.core.complaints.service import NewComplaint
from app.core.demo.filling import Size, fill
from app.core.fading import service as win_backs
from app.core.fading.hints import Standing
from app.core.fading.queries import who_fades
from app.core.segments import queries as segments
from app.core.store.shop import Shop
from app.core.vault.keys import Kdf
from app.ui.app_state import AppState
from app.ui.application import make_application
from app.ui.house import House, Inside
from app.ui.looks import Looks
from app.ui.main_window import Window
from app.ui.screens import settle
from tests.conftest import SHANGHAI
from tests.core.value import plain
from tests.core.value.plain import Account
from tests.core.value.test_totals import ago
from tests.journeys.hand import Hand
from tests.ready_shops import ReadyShops
from tests.ui.conftest import Answers

OWNER = Actor("owner", "老王", Role.OWNER, "session-1")
YEAR, NOW = 365, ago(0)
OCTOBER = (ago(52), ago(22))  # of 2026


def bring_to_life(shop: Shop, owner: Actor) -> None:
    """The sample shop, with win-backs that were tried and a complaint of last month."""
    fill(shop, owner, Size(customers=230, purchases=1150))
    with shop.write(owner, "Try") as unit:
        found = who_fades(unit)
        whom = found.ids[found.rows(Standing.LAPSED)][:3].tolist()
        win_backs.tried(unit, whom, "call", "来不来再说")
        some = NewComplaint("漏水", whom[0], received_at=datetime(2026, 10, 9, 10, tzinfo=SHANGHAI))
        complaints.receive(unit, some)


@pytest.fixture(scope="module")
def hand(
    qapp: QApplication, ready: ReadyShops, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Hand]:
    """One window on one shop for all pages: each group is taken back again."""
    place = tmp_path_factory.mktemp("journey")
    state = AppState(place / "state")
    state.set("language", "en")
    looks = Looks(make_application(["shuke"]), state)
    with ready.copy(bring_to_life, OWNER, place / "shop.shuke") as shop:
        window = Window(House(shop.clock, state, (), Kdf.CHEAP), looks, Answers())
        window.show()
        window.enter(Inside(shop, OWNER))
        made = Hand(window)
        made.settle()
        yield made
        window.close()
        assert settle(lambda: window.background.busy() or window.isVisible())
        window.deleteLater()


class Plain:
    """What each individual bought, receipt by receipt, for figures by the letter."""

    def __init__(self, shop: Shop) -> None:
        asked = (
            "SELECT p.customer_id, p.bought_day, p.counted, p.net, c.kind FROM purchase p"
            " JOIN customer c ON c.id = p.customer_id WHERE p.bought_day <= ?"
        )
        with shop.read(OWNER) as reader:
            rows = reader.connection.exec_driver_sql(asked, (NOW,)).all()
        self.accounts: dict[str, dict[int, Account]] = {"individual": {}, "company": {}}
        for who, day, counted, net, kind in rows:
            account = self.accounts[kind].setdefault(who, Account())
            if counted:
                account.purchases.append((day, net))
            elif net:
                account.refunds.append((day, net))

    def people(self, first: int = 0, last: int = NOW) -> dict[int, Account]:
        """The individuals who bought within these days."""
        within = {
            who: each.within(first, last) for who, each in self.accounts["individual"].items()
        }
        return plain.buying(within)

    def everybody(self, first: int = 0, last: int = NOW) -> set[int]:
        """Companies too."""
        both = {**self.accounts["individual"], **self.accounts["company"]}
        return set(plain.buying({who: each.within(first, last) for who, each in both.items()}))


@pytest.fixture(scope="module")
def book(hand: Hand) -> Plain:
    return Plain(hand.context.shop)


def shown(hand: Hand, whom: Collection[int]) -> None:
    """Exactly these are listed, after one click."""
    assert whom
    assert hand.clicks == 1
    assert hand.listed() == sorted(whom)


def kept(hand: Hand, whom: Collection[int]) -> None:
    """Exactly these are listed; one more click keeps them; the sidebar shows the group."""
    assert whom
    assert hand.listed() == sorted(whom)
    hand.keep("Tea in May")
    assert hand.clicks <= 2, "more than two steps from the number to the group"
    shop = hand.context.shop
    with shop.read(OWNER) as reader:
        group = segments.by_name(reader, "Tea in May")
        assert sorted(segments.ids(reader, group)) == sorted(whom)
    hand.open_group("Tea in May")
    assert hand.listed() == sorted(whom)
    hand.undo()


def bought(hand: Hand, product: int, first: int, last: int) -> set[int]:
    asked = (
        "SELECT DISTINCT customer_id FROM purchase p JOIN purchase_line l ON l.purchase_id = p.id"
        " WHERE l.product_id = ? AND p.bought_day BETWEEN ? AND ? AND customer_id IS NOT NULL"
    )
    with hand.context.shop.read(OWNER) as reader:
        return set(reader.connection.exec_driver_sql(asked, (product, first, last)).scalars())
