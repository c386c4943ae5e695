"""What delights and what must be: Kano's classes of each item (definition D16)."""

from app.charts.board import PALETTE, Heading
from app.charts.look import ChartLook
from app.charts.picture import Picture, Size
from app.charts.stacked_chart import Part, Stacked, stacked_chart
from app.core.surveys.kano import CLASS_WORDS, Class, Kano
from app.core.surveys.results import ItemResult, Results
from app.core.surveys.together import Together
from app.i18n import N_, tr
from app.ui.satisfaction.answers import Shown
from app.ui.satisfaction.chart_words import Open, said
from app.ui.satisfaction.words import TOO_FEW, few_words, of, signed
from app.ui.widgets.chart import Chart, ChartTable, Column

_COLOURS: dict[Class, str] = {
    Class.MUST_BE: PALETTE[5],
    Class.ONE_DIMENSIONAL: PALETTE[0],
    Class.ATTRACTIVE: PALETTE[2],
    Class.INDIFFERENT: "#B8B5AE",
    Class.REVERSE: PALETTE[3],
    Class.QUESTIONABLE: PALETTE[1],
}


def kano_chart(found: Shown, now: Results, _: Open) -> Chart:
    """Kano's classes of each item as shares of who answered both questions."""
    told = found.together or Together()
    items = [(each, told.kano[each.item.id]) for each in now.items if each.item.id in told.kano]
    title, sheets = tr(N_("What delights, what must be")), said(found)
    parts = [Part(tr(CLASS_WORDS[each]), colour) for each, colour in _COLOURS.items()]
    bars = [
        Stacked(
            each.item.words,
            tuple(kano.counts.get(one, 0) for one in _COLOURS),
            f"{_mode(kano)}  n={kano.n:,}",
        )
        for each, kano in items
    ]
    drawn = [pair for pair in items if pair[1].n]

    def draw(look: ChartLook, size: Size, titled: bool) -> Picture:
        nothing = tr(N_("Nobody answered both questions yet."))
        heading = Heading(title, sheets) if titled else None
        return stacked_chart(bars, parts, look, size, heading, nothing)

    return Chart(
        title,
        sheets,
        draw,
        _kano_table(items),
        name=lambda _, mark: _kano_tip(*drawn[mark]) if mark < len(drawn) else "",
        notes=(
            tr(N_("“Must be” is missed when it fails and not noticed when it is there; “The more "
                  "the better” works both ways; “Delights” is not missed, but gladdens.")),
            tr(N_("Better, 0 to 1: how much having it lifts. Worse, 0 to −1: how much missing it "
                  "hurts.")),
            *few_words(kano.n for _, kano in items),
        ),
    )  # fmt: skip


def _mode(kano: Kano) -> str:
    """What most feel; of fewer than five it is not said."""
    return tr(CLASS_WORDS[kano.mode]) if kano.mode and kano.n >= TOO_FEW else "–"


def _kano_table(items: list[tuple[ItemResult, Kano]]) -> ChartTable:
    columns = (
        Column(tr(N_("Item"))),
        Column(tr(N_("What it is"))),
        *(Column(tr(CLASS_WORDS[each]), right=True) for each in _COLOURS),
        Column(tr(N_("Better")), right=True),
        Column(tr(N_("Worse")), right=True),
        Column("n", right=True),
    )
    rows = [
        (
            each.item.words,
            _mode(kano),
            *(f"{kano.counts.get(one, 0):,}" for one in _COLOURS),
            signed(kano.better if kano.n >= TOO_FEW else None),
            signed(kano.worse if kano.n >= TOO_FEW else None),
            f"{kano.n:,}",
        )
        for each, kano in items
    ]
    return ChartTable(columns, rows)


def _kano_tip(each: ItemResult, kano: Kano) -> str:
    lines = [each.item.words, f"{_mode(kano)} · {of(kano.n)}"]
    if kano.n >= TOO_FEW:
        lines.append(f"{signed(kano.better)} / {signed(kano.worse)}")
    return "\n".join(lines)
