"""The same from the pages of fading, share and worth, rules, goods and receipts."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.core.fading.hints import Standing
from app.core.fading.next_purchase import When
from app.core.fading.queries import expected_next, who_fades
from app.core.wallet import queries as wallet
from app.core.wallet.rad import Rad
from app.core.worth import queries as worth
from app.core.worth.tiers import Tier
from app.ui.fading.falling_card import FallingCard
from app.ui.fading.model_card import ModelCard
from app.ui.fading.next_card import NextCard
from app.ui.fading.slipping_card import SlippingCard
from app.ui.purchases.find_card import FindCard
from app.ui.purchases.products_card import ProductsCard
from app.ui.purchases.receipts_card import ReceiptsCard
from app.ui.rules.rules_card import RulesCard
from app.ui.rules.settled_card import SettledCard
from app.ui.rules.week_card import WeekCard
from app.ui.wallet.board_card import BoardCard
from app.ui.worth.lifetime_card import LifetimeCard
from app.ui.worth.losing_card import LosingCard
from app.ui.worth.tiers_card import TiersCard
from tests.core.value.test_totals import ago
from tests.journeys.hand import Hand
from tests.journeys.numbers_walk import NOW, OWNER, YEAR, Plain, book, bought, hand, kept, shown

__all__ = ["book", "hand"]


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


def test_units_that_were_sold(hand: Hand) -> None:
    card = hand.open_tab("purchases", "units", FindCard)
    asked = "SELECT number FROM purchase WHERE customer_id IS NOT NULL ORDER BY id DESC"
    with hand.context.shop.read(OWNER) as reader:
        number = str(reader.connection.exec_driver_sql(asked).scalars().first())
    QTest.keyClicks(card.line, number[:-1])
    QTest.keyClick(card.line, Qt.Key.Key_Return)
    hand.settle()
    whose = {each.customer_id for each in card.found if each.customer_id is not None}
    assert f"{len(card.found)} unit" in card.said.text()
    hand.press("List who bought these", card)
    kept(hand, whose)


def test_what_was_done_lately(hand: Hand) -> None:
    card = hand.open_tab("week", "settled", SettledCard)
    asked = "SELECT DISTINCT customer_id FROM firing WHERE settled_on IS NOT NULL"
    with hand.context.shop.read(OWNER) as reader:
        whose = set(reader.connection.exec_driver_sql(asked).scalars())
    assert len(card.found) < 60  # what stands there is all of it
    hand.press("Show as a list", card)
    kept(hand, whose)
