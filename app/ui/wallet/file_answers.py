"""What the card on a customer's file asks the shop."""

from dataclasses import dataclass

from app.catalogue.currency import short_money
from app.core.store.reader import Reader
from app.core.wallet import queries as wallets
from app.core.wallet.queries import Wallet
from app.core.worth import queries as worth
from app.core.worth.queries import Given, Grade, Privilege
from app.core.worth.tiers import Tier
from app.i18n import N_, ntr, tr
from app.ui.formats import day
from app.ui.wallet.words import joined


@dataclass(frozen=True)
class Hers:
    """Her wallet, her tier, and what she is given."""

    record: int
    wallet: Wallet
    grade: Grade
    names: dict[Tier, str]
    given: tuple[Given, ...]
    privileges: tuple[Privilege, ...]


def ask(reader: Reader, record: int) -> Hers:
    """Everything in one look."""
    return Hers(
        record,
        wallets.wallet(reader, record),
        worth.grade(reader, record),
        worth.tier_names(reader),
        worth.given_to(reader, [record]).get(record, ()),
        worth.privileges(reader),
    )


def tier_sentence(found: Hers) -> str:
    """Where she stands by hand and by rule, with window and number."""
    return joined(_by_hand(found), _by_rule(found))


def _by_hand(found: Hers) -> str:
    given = found.grade.given
    if given is None:
        return ""
    on = day(given.on, found.wallet.today)
    words = N_("Given by {who} on {day}.")
    return joined(tr(words, who=given.who or "–", day=on), given.reason or "")


def _by_rule(found: Hers) -> str:
    grade, rule = found.grade, found.grade.computed
    days = grade.window.days
    window = (
        tr(N_("of all time")) if days is None else ntr("of {n} day", "of the last {n} days", days)
    )
    if rule is None:
        return tr(N_("The rule says nothing: no purchase {window}."), window=window)
    words = N_("The rule says “{tier}”: place {place} of {of}, {worth} left over {window}.")
    if grade.rule.by == "revenue":
        words = N_("The rule says “{tier}”: place {place} of {of}, {worth} of revenue {window}.")
    return tr(
        words,
        tier=found.names[rule.tier],
        place=f"{rule.place:,}",
        of=f"{rule.of:,}",
        worth=short_money(rule.worth),
        window=window,
    )
