"""Figures about value by the letter of the definitions: plain Python, one receipt after another."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from math import floor

from hypothesis import strategies as st

from app.core.purchases.bulk import NewReceipt
from tests.core.value.test_totals import ago


@dataclass
class Account:
    """What one customer bought: (day, net) of purchases, and refunds without a receipt."""

    purchases: list[tuple[int, int]] = field(default_factory=list)
    refunds: list[tuple[int, int]] = field(default_factory=list)

    def within(self, first: int, last: int) -> "Account":
        return Account(
            [each for each in self.purchases if first <= each[0] <= last],
            [each for each in self.refunds if first <= each[0] <= last],
        )

    @property
    def revenue(self) -> int:
        return sum(net for _, net in (*self.purchases, *self.refunds))


def accounts(receipts: Sequence[NewReceipt], last: int) -> dict[int, Account]:
    """D1: what every customer has bought by a day, seen from that day."""
    upto = [each for each in receipts if each.day <= last]
    sales = {each.number for each in receipts if each.original_number is None and each.amount >= 0}
    found: dict[int, Account] = {}
    for each in upto:
        if each.original_number in sales or each.customer_id is None:
            continue
        account = found.setdefault(each.customer_id, Account())
        if each.original_number is not None or each.amount < 0:
            account.refunds.append((each.day, each.amount))
            continue
        given = [other.amount for other in upto if other.original_number == each.number]
        net = each.amount + sum(given)
        if not given or net > 0:
            account.purchases.append((each.day, net))
        else:
            account.refunds.append((each.day, net))
    return found


def buying(found: Mapping[int, Account]) -> dict[int, Account]:
    return {who: account for who, account in found.items() if account.purchases}


def matrix(found: Mapping[int, Account]) -> dict[int, str]:
    """D1 with averages."""
    who = buying(found)
    if not who:
        return {}
    count = sum(len(each.purchases) for each in who.values())
    often, level = Fraction(count, len(who)), Fraction(sum(a.revenue for a in who.values()), count)
    return {key: group(account, often, level) for key, account in who.items()}


def group(account: Account, often: Fraction, level: Fraction) -> str:
    is_often = len(account.purchases) >= often
    is_high = Fraction(account.revenue, len(account.purchases)) >= level
    return {
        (True, True): "best",
        (False, True): "spenders",
        (True, False): "frequent",
        (False, False): "uncertain",
    }[is_often, is_high]


def median(values: Iterable[Fraction]) -> Fraction:
    ordered = sorted(values)
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2


def matrix_by_medians(found: Mapping[int, Account]) -> dict[int, str]:
    who = buying(found)
    if not who:
        return {}
    often = median(Fraction(len(each.purchases)) for each in who.values())
    level = median(Fraction(each.revenue, len(each.purchases)) for each in who.values())
    return {key: group(account, often, level) for key, account in who.items()}


def quintile(value: int, values: Sequence[int]) -> int:
    """D2, with the midrank as a fraction."""
    below = sum(other < value for other in values)
    midrank = below + Fraction(values.count(value) + 1, 2)
    return min(5, floor(5 * (midrank - Fraction(1, 2)) / len(values)) + 1)


Score = tuple[int, int, int]


def rfm(found: Mapping[int, Account], today: int) -> dict[int, Score]:
    who = buying(found)
    rows = {
        key: (max(day for day, _ in each.purchases) - today, len(each.purchases), each.revenue)
        for key, each in who.items()
    }
    columns = [[row[part] for row in rows.values()] for part in range(3)]
    return {
        key: (quintile(r, columns[0]), quintile(f, columns[1]), quintile(m, columns[2]))
        for key, (r, f, m) in rows.items()
    }


def nested(found: Mapping[int, Account], today: int) -> dict[int, Score]:
    """F inside R, M inside RF."""
    who = buying(found)
    recent = {key: max(day for day, _ in each.purchases) for key, each in who.items()}
    first = {key: quintile(recent[key], list(recent.values())) for key in who}
    done: dict[int, Score] = {}
    for key, account in who.items():
        peers = [other for other in who if first[other] == first[key]]
        second = {
            other: quintile(len(who[other].purchases), [len(who[each].purchases) for each in peers])
            for other in peers
        }
        closer = [other for other in peers if second[other] == second[key]]
        third = quintile(account.revenue, [who[other].revenue for other in closer])
        done[key] = (first[key], second[key], third)
    return done


def gini(revenues: Sequence[int]) -> Fraction | None:
    """D4."""
    kept = sorted(value for value in revenues if value >= 0)
    total, n = sum(kept), len(kept)
    if total == 0:
        return None
    weighted = sum(i * x for i, x in enumerate(kept, 1))
    return Fraction(2 * weighted, n * total) - Fraction(n + 1, n)


def letters(revenues: Sequence[int]) -> str:
    kept = sorted((value for value in revenues if value >= 0), reverse=True)
    total, before, found = sum(kept), 0, ""
    for value in kept if total else []:
        share = Fraction(before, total)
        found += "A" if share < Fraction(4, 5) else "B" if share < Fraction(19, 20) else "C"
        before += value
    return found


def month(day: int) -> int:
    found = date.fromordinal(day)
    return found.year * 12 + found.month


def cohorts(found: Mapping[int, Account], last: int) -> dict[int, tuple[int, list[int]]]:
    """D5: by first month (as `month`) the size, and the buyers of each observed month."""
    months = {key: {month(day) for day, _ in each.purchases} for key, each in buying(found).items()}
    if not months:
        return {}
    made = {}
    for first in range(min(map(min, months.values())), month(last) + 1):
        members = [key for key in months if min(months[key]) == first]
        counts = [
            sum(first + since in months[key] for key in members)
            for since in range(month(last) - first + 1)
        ]
        made[first] = (len(members), counts)
    return made


def by_month(receipts: Sequence[NewReceipt], last: int) -> dict[int, int]:
    """Money in the month in which it moved."""
    found: dict[int, int] = {}
    for each in receipts:
        if each.day <= last:
            found[month(each.day)] = found.get(month(each.day), 0) + each.amount
    return found


def by_day(receipts: Sequence[NewReceipt], last: int) -> dict[int, int]:
    """Money on the day on which it moved."""
    found: dict[int, int] = {}
    for each in receipts:
        if each.day <= last:
            found[each.day] = found.get(each.day, 0) + each.amount
    return found


@st.composite
def shops(draw: st.DrawFn) -> list[NewReceipt]:
    """Up to eight customers with ties, free goods, returns, refunds, walk-ins and the future."""
    whose = st.sampled_from([1, 2, 3, 4, 5, 6, 7, 8, None])
    money, past = st.sampled_from([0, 1, 5, 5, 10, 100, 7_777]), st.integers(-4, 420)
    receipts = [
        NewReceipt(ago(draw(past)), draw(money), draw(whose), number=f"S{place}")
        for place in range(draw(st.integers(0, 24)))
    ]
    sales = [str(each.number) for each in receipts]
    for place in range(draw(st.integers(0, 8))):
        original = draw(st.sampled_from([*sales, "gone", None]))
        amount = -draw(st.sampled_from([1, 5, 10, 100]))
        receipts.append(
            NewReceipt(
                ago(draw(past)), amount, draw(whose), number=f"T{place}", original_number=original
            )
        )
    return receipts
