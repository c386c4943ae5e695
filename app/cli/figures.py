"""Figures: `value` and `rfm`."""

from argparse import ArgumentParser
from fractions import Fraction
from pathlib import Path
from typing import Any

from app.catalogue.currency import money as shown_money
from app.charts.matrix_words import lines_words
from app.cli.answer import Answer, average, money, pairs, ratio, table
from app.cli.arguments import shop_argument, whole
from app.cli.call import Call, Command, opened
from app.cli.files import refuse_no_place
from app.core.settings import declared
from app.core.settings.of_value import RFM_METHOD
from app.core.settings.queries import get
from app.core.store.reader import Reader
from app.core.value import answers, queries
from app.core.value.answers import cut_of
from app.core.value.groups import WORDS, Group
from app.core.value.matrix import Matrix
from app.core.value.queries import Named
from app.core.value.rfm import Method, Rfm
from app.core.value.window import DEFAULT_DAYS, Window, all_time, last_days
from app.i18n import N_, tr

_MOST_DAYS = 36_500


def _value_arguments(parser: ArgumentParser) -> None:
    shop_argument(parser)
    _window_arguments(parser)
    parser.add_argument("--companies", action="store_true", help=tr("companies, not persons"))
    parser.add_argument("--chart", type=Path, metavar="FILE", help=tr(".png, .svg or .pdf"))


def _rfm_arguments(parser: ArgumentParser) -> None:
    shop_argument(parser)
    _window_arguments(parser)


def _window_arguments(parser: ArgumentParser) -> None:
    either = parser.add_mutually_exclusive_group()
    either.add_argument(
        "--days", type=whole(1, _MOST_DAYS), metavar="N", help=tr("the last N days, today included")
    )
    either.add_argument("--all", action="store_true", help=tr("all time"))


def _value(call: Call) -> Answer:
    days = None if call.options.all else call.options.days or DEFAULT_DAYS
    window = _window(call, days)
    refuse_no_place(call.options.chart)
    with opened(call) as (shop, actor), shop.read(actor) as reader:
        merge = get(reader, declared.MERGE_SAME_DAY)
        companies = call.options.companies
        cut = cut_of(reader)
        found = queries.matrix(reader, window, companies=companies, merge_days=merge, cut=cut)
        names = queries.named(reader, found.ids.tolist())
    if call.options.chart:
        _draw(call, found, window)
    return Answer(_value_data(found, names), lambda: _value_words(found))


def _rfm(call: Call) -> Answer:
    with opened(call) as (shop, actor), shop.read(actor) as reader:
        found, method = _scored(reader, _window(call, call.options.days))
        names = queries.named(reader, found.ids.tolist())
    members = _rfm_members(found, names)
    data = {"method": str(method), "members": members}
    return Answer(data, lambda: _members_words(members, method))


def _scored(reader: Reader, window: Window) -> tuple[Rfm, Method]:
    """Fifths, however few there are, unless the shop has set another way."""
    if Method(get(reader, RFM_METHOD)) is Method.QUINTILES:
        return queries.rfm(reader, window), Method.QUINTILES
    scores = answers.rfm_scores(reader, window)
    return scores.rfm, Method.BANDS if scores.few else scores.method


def _window(call: Call, days: int | None) -> Window:
    today = call.clock.today()
    return all_time(today) if days is None else last_days(today, days)


def _value_data(found: Matrix, names: dict[int, Named]) -> dict[str, Any]:
    return {
        "customers": found.customers,
        "purchases": found.total_purchases,
        "revenue": money(found.total_revenue),
        "purchases_per_customer": ratio(found.purchases_per_customer),
        "average_purchase": average(found.average_purchase),
        "lines": _lines(found),
        "counts": {group.word: found.count(group) for group in Group},
        "members": _value_members(found, names),
    }


def _lines(found: Matrix) -> dict[str, Any] | None:
    """Where the matrix is parted: at the averages, unless the shop has set something else."""
    if found.lines is None:
        return None
    often, level = ratio(found.lines.often), average(found.lines.level)
    return {"by": str(found.cut), "purchases": often, "average": level}


def _value_members(found: Matrix, names: dict[int, Named]) -> list[dict[str, Any]]:
    columns = (found.ids, found.purchases, found.revenue, found.groups)
    rows = zip(*(column.tolist() for column in columns), strict=True)
    members = [
        {
            "number": _called(names, row_id),
            "purchases": purchases,
            "average": average(Fraction(revenue, purchases)),
            "group": Group(code).word,
        }
        for row_id, purchases, revenue, code in rows
    ]
    return sorted(members, key=_by_number)


def _rfm_members(found: Rfm, names: dict[int, Named]) -> list[dict[str, Any]]:
    columns = (found.ids, found.recency, found.frequency, found.money)
    rows = zip(*(column.tolist() for column in columns), strict=True)
    members = [
        {"number": _called(names, row_id), "r": r, "f": f, "m": m, "score": f"{r}{f}{m}"}
        for row_id, r, f, m in rows
    ]
    return sorted(members, key=_by_number)


def _by_number(member: dict[str, Any]) -> str:
    return str(member["number"])


def _called(names: dict[int, Named], row_id: int) -> str:
    found = names.get(row_id)
    return (found.number if found else None) or f"#{row_id}"


def _value_words(found: Matrix) -> str:
    if not found.customers:
        return tr("Nobody bought anything in these days.")
    top = pairs(
        (
            (tr("Customers"), found.customers),
            (tr("Purchases"), found.total_purchases),
            (tr("Revenue"), shown_money(found.total_revenue)),
            (tr("Purchases per customer"), _short(found.purchases_per_customer)),
            (tr("Average purchase"), _shown_average(found.average_purchase)),
            (tr(N_("Parted at")), " · ".join(lines_words(found))),
        )
    )
    headings = (tr("Group"), tr("Customers"), tr("Revenue"), tr("Share"), tr("What to do"))
    rows = (
        (
            tr(WORDS[group].name),
            found.count(group),
            shown_money(found.group_revenue(group)),
            _percent(found.revenue_share(group)),
            tr(WORDS[group].aim),
        )
        for group in Group
    )
    return f"{top}\n\n{table(headings, rows, right=(1, 2, 3))}"


def _members_words(members: list[dict[str, Any]], method: Method) -> str:
    if not members:
        return tr("Nobody bought anything in these days.")
    headings = (tr("Number"), tr("Recency"), tr("Frequency"), tr("Money"), tr("Score"))
    rows = ((m["number"], m["r"], m["f"], m["m"], m["score"]) for m in members)
    how = next(each.label for each in RFM_METHOD.options if each.value == method)
    said = pairs([(tr(RFM_METHOD.label), tr(how))])
    return f"{said}\n\n{table(headings, rows, right=(1, 2, 3, 4))}"


def _short(number: Fraction | None) -> str | None:
    return None if number is None else f"{float(number):.2f}"


def _shown_average(fen: Fraction | None) -> str | None:
    return None if fen is None else shown_money(round(fen))


def _percent(share: Fraction | None) -> str:
    return "" if share is None else f"{float(100 * share):.1f} %"


def _draw(call: Call, found: Matrix, window: Window) -> None:
    from app.charts.look import LIGHT
    from app.charts.matrix_chart import Caption, matrix_chart
    from app.charts.saving import save

    picture = matrix_chart(found, LIGHT, Caption(window, call.options.companies))
    save(picture.figure, call.options.chart)


COMMANDS = (
    Command("value", N_("the customer value matrix"), _value_arguments, _value),
    Command("rfm", N_("recency, frequency and money"), _rfm_arguments, _rfm),
)
