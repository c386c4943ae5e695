"""The charts of a wave as panels show them: radar, bars, waves, plane, promoters."""

from fractions import Fraction

from app.charts.board import Heading, say_nothing_to_draw
from app.charts.look import ChartLook
from app.charts.picture import Picture, Size
from app.charts.plane_chart import TITLE as PLANE
from app.charts.plane_chart import plane_chart, shown
from app.charts.promoters_chart import promoters_chart
from app.charts.survey_charts import (
    Compared,
    Spoke,
    item_bars_chart,
    radar_chart,
)
from app.core.surveys.promoters import Promoters
from app.core.surveys.quadrants import QUADRANT_WORDS
from app.core.surveys.results import ItemResult, Results
from app.i18n import N_, tr
from app.ui.satisfaction.answers import Shown
from app.ui.satisfaction.chart_words import Open, names, notes, said, scale_of, two
from app.ui.satisfaction.classes_chart import classes_chart
from app.ui.satisfaction.derived_chart import derived_chart
from app.ui.satisfaction.gap_chart import gaps_chart
from app.ui.satisfaction.kano_chart import kano_chart
from app.ui.satisfaction.kinds import (
    BARS,
    CLASSES,
    DERIVED,
    GAPS,
    GROUPS,
    KANO,
    NPS,
    PARTS,
    PLANE_KEY,
    RADAR,
    WAVES,
)
from app.ui.satisfaction.part_chart import parts_chart
from app.ui.satisfaction.wave_line import waves_line
from app.ui.satisfaction.words import few_words, group_words, interval, mean, of, points
from app.ui.widgets.chart import Chart, ChartTable, Column


def chart_of(key: str, found: Shown, open_item: Open) -> Chart | None:
    """The chart of this key; None where there is nothing to draw."""
    if found.now is None or found.wave is None or found.survey is None:
        return None
    made = {
        RADAR: _radar,
        GROUPS: _groups,
        BARS: _bars,
        WAVES: waves_line,
        PLANE_KEY: _plane,
        NPS: _nps,
        DERIVED: derived_chart,
        KANO: kano_chart,
        CLASSES: classes_chart,
        GAPS: gaps_chart,
        PARTS: parts_chart,
    }
    return made[key](found, found.now, open_item) if key in made else None


def _pairs(found: Shown, now: Results) -> list[tuple[ItemResult, Spoke]]:
    """Satisfaction on the wave before, or perception on expectation."""
    gaps = bool(now.gaps)
    old = {each.item.key: each for each in found.before.items} if found.before else {}
    pairs = []
    for each in now.items:
        before = old.get(each.item.key)
        other = each.weight.mean if gaps and each.weight else before.score.mean if before else None
        spoke = Spoke(each.item.words, each.score.mean, other, each.score.n, each.score.interval())
        pairs.append((each, spoke))
    return pairs


def _item_table(pairs: list[tuple[ItemResult, Spoke]], names: Compared) -> ChartTable:
    columns = (
        Column(tr(N_("Item"))),
        Column(names.now, right=True),
        Column(names.other or tr(N_("Before")), right=True),
        Column("n", right=True),
        Column(tr(N_("Interval"))),
    )
    rows = [
        (s.words, two(s.value), two(s.other), f"{s.n:,}", interval(s.interval)) for _, s in pairs
    ]
    keys = [(s.words, s.value, s.other, s.n, None) for _, s in pairs]
    return ChartTable(columns, rows, keys)


def _radar(found: Shown, now: Results, open_item: Open) -> Chart:
    pairs, compared = _pairs(found, now), names(found, now)
    spokes, scale, told = [s for _, s in pairs], scale_of(now), said(found)
    title = tr(N_("Satisfaction by item"))

    def draw(look: ChartLook, size: Size, titled: bool) -> Picture:
        heading = Heading(title, told) if titled else None
        return radar_chart(spokes, scale, compared, look, size, heading)

    return Chart(
        title,
        told,
        draw,
        _item_table(pairs, compared),
        name=lambda _, mark: _tip(spokes[mark], compared),
        open=lambda mark: open_item(pairs[mark][0]),
        notes=notes(now),
    )


def _tip(spoke: Spoke, names: Compared) -> str:
    lines = [spoke.words, f"{names.now}: {two(spoke.value)} · {of(spoke.n)}"]
    if names.other and spoke.other is not None:
        lines.append(f"{names.other}: {two(spoke.other)}")
    return "\n".join(lines)


def _groups(found: Shown, now: Results, _: Open) -> Chart:
    compared, told, spokes = names(found, now), said(found), _level_spokes(found, now)
    title, scale = tr(N_("Satisfaction by level")), scale_of(now)

    def draw(look: ChartLook, size: Size, titled: bool) -> Picture:
        heading = Heading(title, told) if titled else None
        if not spokes:
            words = tr(N_("The questions of this survey are in no levels."))
            return Picture(say_nothing_to_draw(look, size, words))
        if len(spokes) < 3:
            known = [each for each in spokes if each.value is not None]
            return item_bars_chart(known, scale, look, size, heading)
        return radar_chart(spokes, scale, compared, look, size, heading)

    columns = (
        Column(tr(N_("Level"))),
        Column(compared.now, right=True),
        Column(compared.other or tr(N_("Before")), right=True),
        Column(tr(N_("least n")), right=True),
    )
    rows = [(s.words, two(s.value), two(s.other), f"{s.n:,}") for s in spokes]
    return Chart(
        title,
        told,
        draw,
        ChartTable(columns, rows, [(s.words, s.value, s.other, s.n) for s in spokes]),
        name=lambda _, mark: _tip(spokes[mark], compared),
        notes=notes(now),
    )


def _level_spokes(found: Shown, now: Results) -> list[Spoke]:
    """A spoke for each level: the mean of its item means, beside the former or the expected."""
    keys = list(dict.fromkeys(each.item.group for each in now.items if each.item.group))
    spokes = []
    for key in keys:
        ns = [each.score.n for each in now.items if each.item.group == key]
        if now.gaps:
            means = [
                each.weight.mean
                for each in now.items
                if each.item.group == key and each.weight and each.weight.mean is not None
            ]
            other = sum(means, Fraction(0)) / len(means) if means else None
        else:
            other = found.before.group(key) if found.before else None
        spokes.append(Spoke(group_words(key), now.group(key), other, min(ns, default=0)))
    return spokes


def _bars(found: Shown, now: Results, open_item: Open) -> Chart:
    pairs = [pair for pair in _pairs(found, now) if pair[1].value is not None]
    compared, scale, told = names(found, now), scale_of(now), said(found)
    title = tr(N_("Items, the weak first"))

    def draw(look: ChartLook, size: Size, titled: bool) -> Picture:
        heading = Heading(title, told) if titled else None
        return item_bars_chart([s for _, s in pairs], scale, look, size, heading)

    return Chart(
        title,
        told,
        draw,
        _item_table(pairs, compared),
        name=lambda _, mark: _tip(pairs[mark][1], compared),
        open=lambda mark: open_item(pairs[mark][0]),
        notes=notes(now),
    )


def _plane(found: Shown, now: Results, open_item: Open) -> Chart:
    items, told = shown(now), said(found)
    wave = found.wave.name if found.wave else ""

    def draw(look: ChartLook, size: Size, titled: bool) -> Picture:
        return plane_chart(now, look, size, title=titled, wave=wave)

    columns = (
        Column(tr(N_("Item"))),
        Column(tr(N_("Importance")), right=True),
        Column(tr(N_("Satisfaction")), right=True),
        Column("n", right=True),
        Column(tr(N_("What to do"))),
    )
    rows = [
        (
            each.item.words,
            mean(each.weight) if each.weight else "–",
            mean(each.score),
            f"{each.score.n:,}",
            tr(QUADRANT_WORDS[each.quadrant]) if each.quadrant else "",
        )
        for each in items
    ]
    keys = [
        (each.item.words, each.weight and each.weight.mean, each.score.mean, each.score.n, row[4])
        for each, row in zip(items, rows, strict=True)
    ]
    return Chart(
        tr(PLANE),
        told,
        draw,
        ChartTable(columns, rows, keys),
        name=lambda _, mark: "\n".join((rows[mark][0], rows[mark][4], of(items[mark].score.n))),
        open=lambda mark: open_item(items[mark]),
        notes=(tr(N_("The cross stands at the means of all items; a tie is high.")), *notes(now)),
    )


def _nps(found: Shown, now: Results, _: Open) -> Chart:
    waves = [
        (wave.name, each.promoters)
        for wave, each in found.line
        if each.promoters is not None and each.promoters.n
    ]
    title, told = tr(N_("Net promoter score")), said(found)

    def draw(look: ChartLook, size: Size, titled: bool) -> Picture:
        return promoters_chart(waves, look, size, Heading(title, told) if titled else None)

    columns = (
        Column(tr(N_("Wave"))),
        Column(tr(N_("Promoters, 9-10")), right=True),
        Column(tr(N_("Passives, 7-8")), right=True),
        Column(tr(N_("Detractors, 0-6")), right=True),
        Column(tr(N_("Score")), right=True),
        Column("±", right=True),
        Column("n", right=True),
    )
    rows = [_nps_row(name, each) for name, each in waves]
    alike = any(each.unanimous for _, each in waves)
    notes: tuple[str, ...] = (tr(N_("± is the standard error, in points.")),)
    if alike:
        notes += (tr(N_("Where all are of one kind there is no error to tell.")),)
    return Chart(
        title,
        told,
        draw,
        ChartTable(columns, rows),
        name=lambda _, mark: f"{rows[mark][0]}\n{rows[mark][4]} ± {rows[mark][5]}",
        notes=(*notes, *few_words(each.n for _, each in waves)),
    )


def _nps_row(name: str, each: Promoters) -> tuple[str, ...]:
    return (
        name,
        f"{each.promoters:,}",
        f"{each.passives:,}",
        f"{each.detractors:,}",
        points(each.score, each.n),
        "" if each.standard_error is None or each.unanimous else f"{each.standard_error:.1f}",
        f"{each.n:,}",
    )
