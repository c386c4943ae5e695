"""From each page a click leads to the customers behind a number, a second one keeps them."""

from collections.abc import Collection, Iterator
from datetime import datetime
from fractions import Fraction

import numpy as np
import pytest
from PySide6.QtWidgets import QApplication

from app.core.actor import Actor, Role
from app.core.complaints import service as complaints
from app.core.complaints.service import NewComplaint
from app.core.demo.filling import Size, fill
from app.core.fading import service as win_backs
from app.core.fading.hints import Standing
from app.core.fading.next_purchase import When
from app.core.fading.queries import expected_next, who_fades
from app.core.segments import queries as segments
from app.core.store.shop import Shop
from app.core.value.groups import Group
from app.core.value.movement import NOBODY
from app.core.vault.keys import Kdf
from app.core.wallet import queries as wallet
from app.core.wallet.rad import Rad
from app.core.worth import queries as worth
from app.core.worth.tiers import Tier
from app.ui.app_state import AppState
from app.ui.application import make_application
from app.ui.fading.falling_card import FallingCard
from app.ui.fading.model_card import ModelCard
from app.ui.fading.next_card import NextCard
from app.ui.fading.slipping_card import SlippingCard
from app.ui.house import House, Inside
from app.ui.looks import Looks
from app.ui.main_window import Window
from app.ui.purchases.products_card import ProductsCard
from app.ui.purchases.receipts_card import ReceiptsCard
from app.ui.reports.monthly_card import MonthlyCard
from app.ui.revenue.concentration_card import ConcentrationCard
from app.ui.revenue.growth_card import GrowthCard
from app.ui.rfm.rfm_card import RfmCard
from app.ui.rules.rules_card import RulesCard
from app.ui.rules.week_card import WeekCard
from app.ui.screens import settle
from app.ui.value.matrix_card import MatrixCard
from app.ui.value.who_card import WhoCard
from app.ui.wallet.board_card import BoardCard
from app.ui.worth.lifetime_card import LifetimeCard
from app.ui.worth.losing_card import LosingCard
from app.ui.worth.tiers_card import TiersCard
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


def test_the_matrix_its_groups_and_all_of_it(hand: Hand, book: Plain) -> None:
    card = hand.open_tab("value", "matrix", MatrixCard)
    groups = plain.matrix(book.people(ago(YEAR - 1)))
    best = [who for who, group in groups.items() if group == "best"]
    assert card.found is not None
    assert card.found.matrix.count(Group.BEST) == len(best)
    hand.press("Show these customers: Best", card)
    kept(hand, best)
    card = hand.open_tab("value", "matrix", MatrixCard)
    hand.press("List all these customers", card.panel)
    shown(hand, groups)


def test_who_moved(hand: Hand, book: Plain) -> None:
    card = hand.open_tab("value", "matrix", MatrixCard)
    hand.press("What is shown: Who moved", card)
    chart = card.moves.chart
    assert chart is not None
    before = plain.matrix(book.people(ago(2 * YEAR - 1), ago(YEAR)))
    after = plain.matrix(book.people(ago(YEAR - 1)))
    both = {**before, **after}
    gone = [who for who in both if before.get(who) == "uncertain" and who not in after]
    assert card.found is not None
    assert card.found.moved.movement is not None
    counts = card.found.moved.movement.counts
    assert counts[Group.UNCERTAIN, NOBODY] == len(gone)
    rows = [row[:2] for row in chart.table.rows]
    hand.clicks = 0
    hand.mark(card.moves, rows.index(("Uncertain customers", "No purchase")))
    kept(hand, gone)
    card = hand.open_tab("value", "matrix", MatrixCard)
    hand.table(card.moves)
    hand.clicks = 0
    hand.row(card.moves.table, rows.index(("Uncertain customers", "No purchase")))
    shown(hand, gone)
    card = hand.open_tab("value", "matrix", MatrixCard)
    hand.press("List all these customers", card.moves)
    shown(hand, [who for who in both if before.get(who) != after.get(who)])
    hand.press("What is shown: Where they stand", hand.open_tab("value", "matrix", MatrixCard))


def test_who_they_are(hand: Hand) -> None:
    card = hand.open_tab("value", "who", WhoCard)
    assert card.found is not None
    portrait = next(each for each in card.found.portraits if each.cut == "sex")
    chart = card.panel.chart
    assert chart is not None
    rows = [tuple(each) for each in chart.table.rows]
    number = next(n for n, row in enumerate(rows) if row[0] == "Sex")
    hand.mark(card.panel, number)
    with hand.context.shop.read(OWNER) as reader:
        asked = "SELECT id FROM individual WHERE sex = ?"
        value = portrait.bars[0].value
        known = set(reader.connection.exec_driver_sql(asked, (value,)).scalars())
    whom = known & set(card.found.ids.tolist())
    assert portrait.bars[0].group == len(whom)
    kept(hand, whom)
    card = hand.open_tab("value", "who", WhoCard)
    hand.press("List all", card)
    assert card.found is not None
    shown(hand, card.found.ids.tolist())


def test_a_cell_of_the_heat_map_and_the_points(hand: Hand, book: Plain) -> None:
    card = hand.open_tab("value", "rfm", RfmCard)
    scores = plain.rfm(book.people(), NOW)
    cell = max(
        scores.values(), key=lambda one: sum(each[:2] == one[:2] for each in scores.values())
    )
    r, f = cell[:2]
    hand.mark(card.panels["heat"], (r - 1) * 5 + f - 1)
    kept(hand, [who for who, score in scores.items() if score[:2] == (r, f)])
    card = hand.open_tab("value", "rfm", RfmCard)
    hand.press("What is shown: Points", card)
    assert card.found is not None
    points = card.found.points
    low = [int(who) for who, score in zip(points.ids, points.thousandths, strict=True)
           if 0 <= score < 20_000]  # fmt: skip
    hand.clicks = 0
    hand.mark(card.panels["points"], 0)
    shown(hand, low)


def test_recent_buyers(hand: Hand, book: Plain) -> None:
    card = hand.open_tab("value", "rfm", RfmCard)
    hand.press("What is shown: Recent buyers", card)
    chart = card.panels["trend"].chart
    assert chart is not None
    months = len(chart.table.rows)
    recent = book.people(ago(89))
    hand.clicks = 0
    hand.mark(card.panels["trend"], months - 1)
    kept(hand, recent)
    hand.press("What is shown: Heat map", hand.open_tab("value", "rfm", RfmCard))


def test_concentration(hand: Hand, book: Plain) -> None:
    card = hand.open_tab("value", "concentration", ConcentrationCard)
    revenue = {who: each.revenue for who, each in book.people(ago(YEAR - 1)).items()}
    order = sorted(revenue, key=lambda who: -revenue[who])
    letters = plain.letters(list(revenue.values()))
    first = order[: letters.count("A")]
    hand.mark(card.panel, 0)
    kept(hand, first)
    card = hand.open_tab("value", "concentration", ConcentrationCard)
    hand.press("Show these customers: C", card)
    shown(hand, order[letters.index("C") :])
    card = hand.open_tab("value", "concentration", ConcentrationCard)
    hand.press("Show these customers: First 10%", card)
    assert card.found is not None
    shown(hand, order[: card.found.spread.top(Fraction(10))])


def test_growth_and_cohorts(hand: Hand, book: Plain) -> None:
    card = hand.open_tab("value", "growth", GrowthCard)
    chart = card.panels["growth"].chart
    assert chart is not None
    rows = [row[0] for row in chart.table.rows]
    hand.table(card.panels["growth"])
    hand.clicks = 0
    hand.row(card.panels["growth"].table, rows.index("2026-10"))
    kept(hand, book.everybody(*OCTOBER))
    card = hand.open_tab("value", "growth", GrowthCard)
    hand.press("What is shown: Cohorts", card)
    found = card.found
    assert found is not None
    sizes = found.cohorts.sizes
    largest = int(np.argmax(sizes))
    month = found.cohorts.first_day(largest)
    people = book.people()
    new = [w for w, each in people.items() if plain.month(min(each.purchases)[0])
           == month.year * 12 + month.month]  # fmt: skip
    assert int(sizes[largest]) == len(new)
    hand.table(card.panels["cohorts"])
    hand.clicks = 0
    hand.row(card.panels["cohorts"].table, largest)
    shown(hand, new)
    hand.press("View: Chart", hand.open_tab("value", "growth", GrowthCard).panels["cohorts"])
    hand.press("What is shown: Growth", card)
    hand.press("View: Chart", card.panels["growth"])


def test_the_monthly_report(hand: Hand, book: Plain) -> None:
    card = hand.open_tab("value", "monthly", MonthlyCard)
    assert card.made is not None
    assert card.made.found is not None
    assert card.made.found.visits.customers == len(book.everybody(*OCTOBER))
    hand.link(card.view, "bought")
    kept(hand, book.everybody(*OCTOBER))
    first = book.everybody(*OCTOBER) - book.everybody(0, OCTOBER[0] - 1)
    if first:
        card = hand.open_tab("value", "monthly", MonthlyCard)
        hand.link(card.view, "new")
        shown(hand, first)
    card = hand.open_tab("value", "monthly", MonthlyCard)
    hand.link(card.view, "leaving")
    with hand.context.shop.read(OWNER) as reader:
        found = who_fades(reader)
    shown(hand, found.ids[found.rows(Standing.FADING)].tolist())
    card = hand.open_tab("value", "monthly", MonthlyCard)
    hand.link(card.view, "complained")
    assert len(hand.listed()) == 1
    card = hand.open_tab("value", "monthly", MonthlyCard)
    assert card.made is not None
    assert card.made.found is not None
    seller = card.made.found.sellers[0]
    hand.link(card.view, f"product:{seller.product_id}")
    shown(hand, bought(hand, seller.product_id, *OCTOBER))


def bought(hand: Hand, product: int, first: int, last: int) -> set[int]:
    asked = (
        "SELECT DISTINCT customer_id FROM purchase p JOIN purchase_line l ON l.purchase_id = p.id"
        " WHERE l.product_id = ? AND p.bought_day BETWEEN ? AND ? AND customer_id IS NOT NULL"
    )
    with hand.context.shop.read(OWNER) as reader:
        return set(reader.connection.exec_driver_sql(asked, (product, first, last)).scalars())


def test_slipping_away_and_who_was_asked_back(hand: Hand) -> None:
    card = hand.open_tab("fading", "slipping", SlippingCard)
    with hand.context.shop.read(OWNER) as reader:
        found = who_fades(reader)
        tried = set(reader.connection.exec_driver_sql("SELECT customer_id FROM win_back").scalars())
    assert card.seen is not None
    hand.press("As a list", card)
    kept(hand, found.ids[found.rows(Standing.FADING)].tolist())
    card = hand.open_tab("fading", "slipping", SlippingCard)
    hand.press("Show these customers: Asked back", card)
    shown(hand, tried)


def test_buying_less_and_the_next_purchase(hand: Hand) -> None:
    with hand.context.shop.read(OWNER) as reader:
        found, coming = who_fades(reader), expected_next(reader)
    falling = found.ids[found.rows(Standing.FALLING)].tolist()
    card = hand.open_tab("fading", "falling", FallingCard)
    hand.press("As a list", card)
    kept(hand, falling)
    for when, words in ((When.WEEK, "Within 7 days"), (When.GONE, "Beyond their limit")):
        later = hand.open_tab("fading", "next", NextCard)
        hand.press(f"When: {words}", later)
        hand.clicks = 0
        hand.press("As a list", later)
        shown(hand, coming.ids[coming.rows(when)].tolist())


def test_the_model(hand: Hand, book: Plain) -> None:
    card = hand.open_tab("fading", "model", ModelCard)
    assert card.opinion is not None
    assert card.opinion.shown
    days = {w: len({day for day, _ in each.purchases}) for w, each in
            {**book.accounts["individual"], **book.accounts["company"]}.items()}  # fmt: skip
    hand.mark(card.panel, 1)
    kept(hand, [who for who, number in days.items() if number == 2])
    card = hand.open_tab("fading", "model", ModelCard)
    hand.press("List all these customers", card.panel)
    shown(hand, book.everybody())


def test_share_of_wallet(hand: Hand) -> None:
    card = hand.open_tab("wallet", "rad", BoardCard)
    with hand.context.shop.read(OWNER) as reader:
        board = wallet.board(reader)
    keep = board.ids[board.rows(Rad.KEEP)].tolist()
    hand.press("Show these customers: Keep (R)", card)
    kept(hand, keep)
    hand.press("List all these customers", hand.open_tab("wallet", "rad", BoardCard))
    shown(hand, board.ids.tolist())
    blank = board.ids[board.rows(None)].tolist()
    if blank:
        card = hand.open_tab("wallet", "rad", BoardCard)
        hand.press(card.blank.text(), card)
        shown(hand, blank)


def test_tiers_and_the_best(hand: Hand, book: Plain) -> None:
    card = hand.open_tab("wallet", "tiers", TiersCard)
    with hand.context.shop.read(OWNER) as reader:
        tiers = worth.tiers(reader, companies=False)
        name = worth.tier_names(reader)[Tier.GOOD]
        share = worth.vip_percent(reader)
    hand.press(f"Show these customers: {name}", card)
    kept(hand, tiers.ids[tiers.rows(Tier.GOOD)].tolist())
    card = hand.open_tab("wallet", "tiers", TiersCard)
    hand.press("List all", card.all_best.parentWidget())
    shown(hand, tiers.ids[tiers.best(share)].tolist())
    hand.press("List all these customers", hand.open_tab("wallet", "tiers", TiersCard))
    shown(hand, book.people(ago(YEAR - 1)))


def test_own_numbers_of_lifetime_value_and_of_losing_one(hand: Hand, book: Plain) -> None:
    card = hand.open_tab("wallet", "lifetime", LifetimeCard)
    card.source.setCurrentIndex(card.source.findData("people"))
    hand.settle()
    last, before = set(book.people(ago(YEAR - 1))), set(book.people(ago(2 * YEAR - 1), ago(YEAR)))
    hand.press("Show these customers: Bought in both years", card)
    kept(hand, last & before)
    losing = hand.open_tab("wallet", "losing", LosingCard)
    hand.press("Show these customers: Bought in the last", losing)
    shown(hand, book.everybody(ago(YEAR - 1)))


def test_what_the_rules_ask_for(hand: Hand) -> None:
    card = hand.open_tab("week", "todo", WeekCard)
    assert card.week is not None
    group = card.week.groups[0]
    asked = "SELECT DISTINCT customer_id FROM firing WHERE rule_id = ? AND state IN ('open')"
    with hand.context.shop.read(OWNER) as reader:
        waits = set(reader.connection.exec_driver_sql(asked, (group.rule.id,)).scalars())
    assert group.customers == len(waits)
    hand.press(f"{group.rule.name}: ", card)
    kept(hand, waits)
    rules = hand.open_tab("week", "rules", RulesCard)
    done = next(each for each in rules.lines if each.states.get("done"))
    hand.press(f"{done.rule.name}: {done.states['done']} done", rules)
    with hand.context.shop.read(OWNER) as reader:
        of_it = (done.rule.id,)
        settled = asked.replace("'open'", "'done'")
        shown(hand, set(reader.connection.exec_driver_sql(settled, of_it).scalars()))


def test_goods_and_receipts(hand: Hand) -> None:
    card = hand.open_tab("purchases", "products", ProductsCard)
    hand.press("Which products: Best sellers", card)
    product = card.form.product
    assert product is not None
    hand.clicks = 0
    hand.press("Its buyers", card)
    kept(hand, bought(hand, product.id, ago(YEAR - 1), NOW))
    receipts = hand.open_tab("purchases", "receipts", ReceiptsCard)
    hand.press("Which receipts: 30 days", receipts)
    hand.clicks = 0
    hand.press("List whose receipts these are", receipts)
    since = "SELECT DISTINCT customer_id FROM purchase WHERE customer_id IS NOT NULL AND bought_day"
    with hand.context.shop.read(OWNER) as reader:
        asked = f"{since} BETWEEN ? AND ?"
        recent = set(reader.connection.exec_driver_sql(asked, (ago(29), NOW)).scalars())
    shown(hand, recent)
