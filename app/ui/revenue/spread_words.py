"""What the chart of concentration says: its sentence, and its largest customers as a table."""

from app.core.value.concentration import LETTERS
from app.i18n import ntr
from app.ui.revenue.answers import SpreadFound
from app.ui.widgets.figures import between, money


def rows_of(found: SpreadFound) -> tuple[list[tuple[str, ...]], list[tuple[object, ...]]]:
    """The largest customers, one a line."""
    spread, total = found.spread, found.spread.total
    bounds = {letter: spread.of_letter(letter) for letter in LETTERS}
    rows: list[tuple[str, ...]] = []
    keys: list[tuple[object, ...]] = []
    for place in range(min(len(found.names), spread.customers)):
        who = found.names.get(int(spread.ids[place]))
        name, number = (who.name, who.number or "") if who else ("", "")
        letter = next(key for key, part in bounds.items() if part.start <= place < part.stop)
        sum_, running = int(spread.revenue[place]), int(spread.running[place])
        shares = (100 * sum_ / total, 100 * running / total)
        rows.append((name, number, letter, money(sum_), *(f"{each:.1f}%" for each in shares)))
        keys.append((name, number, letter, sum_, *shares))
    return rows, keys


def sentence_of(found: SpreadFound) -> str:
    """Of whom, which days, how much."""
    return ntr(
        "{n} customer, {days}: {sum} in all, the largest first.",
        "{n} customers, {days}: {sum} in all, the largest first.",
        found.spread.customers,
        days=between(found.window),
        sum=money(found.spread.total),
    )
