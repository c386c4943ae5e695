"""What customers complain of and how satisfied they are: `complaints` and `satisfaction`."""

from argparse import ArgumentParser
from fractions import Fraction
from pathlib import Path
from typing import Any

from app.cli.answer import Answer, pairs, ratio, table
from app.cli.arguments import shop_argument
from app.cli.call import Call, Command, opened
from app.cli.files import refuse_no_place
from app.core.complaints import figures, queries
from app.core.complaints.figures import By
from app.core.errors import Refused
from app.core.store.reader import Reader
from app.core.surveys import queries as surveys
from app.core.surveys.quadrants import QUADRANT_WORDS
from app.core.surveys.results import Results, line
from app.core.value.window import all_time
from app.i18n import N_, tr


def _complaints_arguments(parser: ArgumentParser) -> None:
    shop_argument(parser)


def _complaints(call: Call) -> Answer:
    window = all_time(call.clock.today())
    with opened(call) as (shop, actor), shop.read(actor) as reader:
        still_open, overdue = queries.counts(reader)
        bars = figures.pareto_by(reader, window, By.CATEGORY)
        found = figures.figures(reader, window)
    hours = found.settled_calendar
    data = {
        "open": still_open,
        "overdue": overdue,
        "received": found.received,
        "by_category": [
            {"category": each.name, "count": each.count, "cumulative": ratio(each.cumulative)}
            for each in bars
        ],
        "resolution_hours": {"median": _hours(hours.median), "p90": _hours(hours.p90)},
    }

    def words() -> str:
        top = pairs(
            (
                (tr("Not settled"), still_open),
                (tr("Overdue complaints"), overdue),
                (tr("Hours until settled, median"), _hours(hours.median)),
                (tr("Hours until settled, nine of ten"), _hours(hours.p90)),
            )
        )
        rows = ((each.name, each.count, f"{float(100 * each.cumulative):.1f} %") for each in bars)
        headings = (tr("Kind of complaint"), tr("Complaints"), tr("Cumulative"))
        return f"{top}\n\n{table(headings, rows, right=(1, 2))}"

    return Answer(data, words)


def _hours(minutes: Fraction | None) -> float | None:
    return None if minutes is None else ratio(minutes / 60)


def _satisfaction_arguments(parser: ArgumentParser) -> None:
    shop_argument(parser)
    parser.add_argument("--survey", required=True, metavar="NAME", help=tr("which survey"))
    parser.add_argument("--chart", type=Path, metavar="FILE", help=tr(".png, .svg or .pdf"))


def _satisfaction(call: Call) -> Answer:
    refuse_no_place(call.options.chart)
    with opened(call) as (shop, actor), shop.read(actor) as reader:
        _refuse_none(reader, call.options.survey)
        asked = surveys.by_name(reader, call.options.survey)
        waves_asked = surveys.waves(reader, asked.id)
        found = list(zip(waves_asked, line(reader, waves_asked), strict=True))
    if call.options.chart:
        _draw(call, found)
    waves = [_wave(wave, told) for wave, told in found]
    return Answer({"waves": waves}, lambda: _words(waves))


def _refuse_none(reader: Reader, name: str) -> None:
    """Where there is none at all, none can be named instead."""
    if not surveys.surveys(reader):
        raise Refused(
            N_("There is no survey called “{name}”."),
            N_("Nothing was changed."),
            N_("This shop has none yet: make one in the window, or import filled sheets."),
            name=name,
        )


def _wave(wave: surveys.Wave, found: Results) -> dict[str, Any]:
    points = found.promoters
    return {
        "wave": wave.name,
        "respondents": found.respondents,
        "csi": ratio(found.index.score),
        "csi_raw": ratio(found.index.raw),
        "csi_rescaled": ratio(found.index.rescaled),
        "nps": None
        if points is None
        else {"n": points.n, "score": ratio(points.score), "se": _six(points.standard_error)},
        "items": [
            {
                "item": each.item.words,
                "importance": ratio(each.weight.mean) if each.weight else None,
                "satisfaction": ratio(each.score.mean),
                "n": each.score.n,
                "quadrant": each.quadrant.value if each.quadrant else None,
            }
            for each in found.items
        ],
    }


def _six(number: float | None) -> float | None:
    return None if number is None else round(number, 6)


def _words(waves: list[dict[str, Any]]) -> str:
    if not waves:
        return tr("This survey has no wave yet.")
    headings = (tr("Item"), tr("Importance"), tr("Satisfaction"), tr("What to do"))
    parts = []
    for wave in waves:
        points = wave["nps"] or {}
        top = pairs(
            (
                (tr("Wave"), wave["wave"]),
                (tr("Sheets"), wave["respondents"]),
                (tr("Satisfaction index, of the highest"), wave["csi_raw"]),
                (tr("Satisfaction index, of the range"), wave["csi_rescaled"]),
                (tr("Net promoter score"), points.get("score")),
            )
        )
        rows = (
            (
                each["item"],
                each["importance"],
                each["satisfaction"],
                tr(QUADRANT_WORDS[each["quadrant"]]) if each["quadrant"] else None,
            )
            for each in wave["items"]
        )
        parts.append(f"{top}\n\n{table(headings, rows, right=(1, 2))}")
    return "\n\n".join(parts)


def _draw(call: Call, found: list[tuple[surveys.Wave, Results]]) -> None:
    from app.charts.look import LIGHT
    from app.charts.picture import PAGE
    from app.charts.plane_chart import plane_chart
    from app.charts.saving import save

    wave, told = found[-1] if found else (None, None)
    named = wave.name if wave else ""
    save(plane_chart(told, LIGHT, PAGE, title=True, wave=named).figure, call.options.chart)


COMMANDS = (
    Command(
        "complaints", N_("what is open, late, and what for"), _complaints_arguments, _complaints
    ),
    Command("satisfaction", N_("index, item means, NPS"), _satisfaction_arguments, _satisfaction),
)
