"""Filled sheets from a list: read whole, then written into one survey as one batch.

The survey named is asked for by its name; where there is none, it is made from the headings,
and a wave for each word in the column of waves.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import select

from app.catalogue.cleaning import tidy, tidy_line
from app.catalogue.kind import Rules
from app.core.customers.records import customer
from app.core.exchange import staging
from app.core.exchange.cells import cell_text
from app.core.exchange.customer_rows import REPEATED_HEADING, TOTAL_ROW
from app.core.exchange.faults import refusal
from app.core.exchange.layout import Layout, TableView
from app.core.exchange.moments import read_moment
from app.core.exchange.options import Options
from app.core.exchange.report import Report, Status, Tally
from app.core.exchange.row_stream import DataRow, RowStream
from app.core.exchange.source import Source
from app.core.exchange.staging import ROWS, StagedRow
from app.core.exchange.survey_columns import SCALES
from app.core.exchange.totals import is_total
from app.core.progress import Progress, stop_if_cancelled
from app.core.purchases.records import fold_number
from app.core.store.reader import Reader
from app.core.store.shop import Shop
from app.core.store.unit import Unit
from app.core.surveys import queries, service
from app.core.surveys.drafts import DraftItem, halves
from app.core.surveys.records import (
    Half,
    ItemKind,
    Role,
    survey,
    survey_answer,
    survey_response,
    survey_wave,
)
from app.i18n import N_, tr

OUTSIDE, NOTHING, SAME = "outside_the_scale", "no_answers", "same_sheet"
_EVERY = 500
_PAIRS = {
    Half.IMPORTANCE: "csi",
    Half.SATISFACTION: "csi",
    Half.EXPECTATION: "servqual",
    Half.PERCEPTION: "servqual",
}
_ONLY_WAVE = N_("Imported")


@dataclass(frozen=True)
class Sheet:
    """One row: which wave, whose, when, and the answers by target."""

    wave: str
    number: str
    customer: str
    on: date | None
    answers: Mapping[str, int | str]


@dataclass
class Prepared:
    """The sheets to be written, and the questions that the list asks, by target."""

    sheets: list[Sheet] = field(default_factory=list)
    targets: tuple[str, ...] = ()


def stage(
    shop: Shop, source: Source, layout: Layout, options: Options, progress: Progress
) -> tuple[Report, Prepared]:
    """Read every row and reckon what the import would come to; nothing in the shop changes."""
    tally, prepared, bad = Tally(), Prepared(), list[StagedRow]()
    name = _named(layout, options)
    with shop.aside() as connection:
        staging.begin(connection, ROWS)
        known = _known_sheets(connection, name)
    for table in layout.fitting(options.sheet):
        reader = _SheetReader(table, shop.clock.today())
        prepared.targets = tuple(dict.fromkeys((*prepared.targets, *reader.targets)))
        stream = RowStream(source, table)
        for row in stream.rows(progress):
            if tally.counts.total() % _EVERY == 0:
                stop_if_cancelled(progress)
                progress.report(stream.read, table.rows)
            found = _reason(row) or reader.read(row.cells, tally)
            if isinstance(found, Sheet) and found.number:
                place = (found.wave.casefold(), fold_number(found.number))
                if known.get(place) == "here":
                    tally.note(Status.UNCHANGED)
                    continue
                if known.get(place) == "read":
                    found = SAME
                known.setdefault(place, "read")
            if isinstance(found, str):
                held = found == SAME
                tally.note(Status.HELD_BACK if held else Status.REJECTED, found)
                bad.append(_needs_a_look(table, row, found, held))
                continue
            tally.note(Status.CREATED)
            prepared.sheets.append(found)
        tally.blank_rows += stream.blank
    with shop.aside() as connection:
        staging.add_rows(connection, bad)
    return _report(layout, options, tally), prepared


def move(unit: Unit, layout: Layout, options: Options, prepared: Prepared, batch: int) -> None:
    """Write all sheets with their answers, inside one unit."""
    name = _named(layout, options)
    survey = next(
        (each for each in queries.surveys(unit) if each.name.casefold() == name.casefold()), None
    )
    survey_id = survey.id if survey else _make_survey(unit, name, prepared.targets)
    waves = {each.name.casefold(): each for each in queries.waves(unit, survey_id)}
    for each in dict.fromkeys(sheet.wave for sheet in prepared.sheets):
        if each.casefold() not in waves:
            service.add_wave(unit, survey_id, each)
    waves = {each.name.casefold(): each for each in queries.waves(unit, survey_id)}
    items = {wave.version_id: queries.items(unit, wave.version_id) for wave in waves.values()}
    found = next(each for each in queries.surveys(unit) if each.id == survey_id)
    bearers = {} if found.anonymous else _bearers(unit, prepared)
    rows, answers = [], []
    for sheet in prepared.sheets:
        wave = waves[sheet.wave.casefold()]
        rows.append(_response(unit, wave.id, sheet, bearers, batch))
        answers.append(_by_item(items[wave.version_id], found.model, sheet, layout))
    ids = unit.insert_many(survey_response, rows) if rows else []
    cells = [
        {"response_id": made, "wave_id": row["wave_id"], **answer}
        for made, row, several in zip(ids, rows, answers, strict=True)
        for answer in several
    ]
    if cells:
        unit.insert_many(survey_answer, cells)


def _make_survey(unit: Unit, name: str, targets: Sequence[str]) -> int:
    """A survey of the questions that the headings name, in their order."""
    drafts: dict[str, DraftItem] = {}
    model = "own"
    for target in targets:
        half, _, words = target.partition(":")
        if target == "overall":
            drafts["overall"] = DraftItem(
                tr(N_("Satisfied all in all")), role=Role.OVERALL, key="overall"
            )
        elif target == "recommend":
            words = tr(N_("Would you recommend us?"))
            drafts["recommend"] = DraftItem(
                words, role=Role.RECOMMEND, key="recommend", low=0, high=10
            )
        elif half == "words":
            drafts[target] = DraftItem(words, ItemKind.TEXT, Role.REMARK, key=words)
        elif half in _PAIRS:
            model = _PAIRS[Half(half)]
            drafts[words] = DraftItem(words, ItemKind.PAIR, key=words)
        elif words:
            drafts[words] = DraftItem(words, key=words)
    return service.add_survey(unit, name, list(drafts.values()), model=model)


class _SheetReader:
    """Reads rows of one table by its mapping."""

    def __init__(self, table: TableView, today: date) -> None:
        self._rules = Rules(today)
        self._at = {c.target: c.index for c in table.columns if c.target is not None}
        self.targets = tuple(each for each in self._at if ":" in each or each in SCALES)

    def read(self, cells: Sequence[Any], tally: Tally) -> Sheet | str:
        texts = [cell if isinstance(cell, str) else cell_text(cell) for cell in cells]
        answers: dict[str, int | str] = {}
        for target in self.targets:
            text = tidy(self._text(target, texts))
            if not text:
                continue
            value = text if target.startswith("words:") else _whole(text, target)
            if value is None:
                tally.warnings[OUTSIDE] += 1
            else:
                answers[target] = value
        if not answers:
            return NOTHING
        day = read_moment(tidy(self._text("filled_on", texts)), self._rules)
        return Sheet(
            tidy_line(self._text("wave", texts)) or tr(_ONLY_WAVE),
            tidy_line(self._text("sheet_number", texts)),
            tidy_line(self._text("customer_no", texts)),
            day.date() if day else None,
            answers,
        )

    def _text(self, target: str, texts: list[str]) -> str:
        index = self._at.get(target)
        return texts[index] if index is not None and index < len(texts) else ""


_WIDEST = (0, 10)


def _whole(text: str, target: str) -> int | None:
    """A whole answer that some scale could have; the item's own is asked when it is written."""
    try:
        number = float(text)
    except ValueError:
        return None
    low, high = SCALES.get(target, _WIDEST)
    return int(number) if number == int(number) and low <= number <= high else None


def _by_item(
    items: Sequence[queries.Item], model: str, sheet: Sheet, layout: Layout
) -> list[dict[str, Any]]:
    """The answers with their items; one outside the item's scale refuses the import."""
    by_words = {each.words_zh.casefold(): each for each in items}
    by_words |= {each.words_en.casefold(): each for each in items if each.words_en}
    by_words |= {each.key.casefold(): each for each in items}
    roles = {each.role: each for each in items}
    found = []
    for target, value in sheet.answers.items():
        half, _, words = target.partition(":")
        role = {"overall": Role.OVERALL, "recommend": Role.RECOMMEND}.get(target)
        item = roles.get(role) if role else by_words.get(words.casefold())
        place = Half.ONLY if role or half == "words" else Half(half)
        if item is None or place not in halves(item.kind, model):
            raise refusal("no_question", layout.path.name, name=words or target)
        if isinstance(value, str):
            found.append({"item_id": item.id, "half": place.value, "value": None, "words": value})
            continue
        low, high = item.limits
        if not low <= value <= high:
            raise refusal(
                "outside_scale", layout.path.name, name=item.words, value=value, low=low, high=high
            )
        found.append({"item_id": item.id, "half": place.value, "value": value, "words": None})
    return found


def _response(
    unit: Unit, wave_id: int, sheet: Sheet, bearers: Mapping[str, int], batch: int
) -> dict[str, Any]:
    number = fold_number(sheet.customer)
    return {
        "wave_id": wave_id,
        "number": sheet.number or None,
        "number_key": fold_number(sheet.number) or None,
        "customer_id": bearers.get(number),
        "customer_number": sheet.customer or None,
        "customer_key": number or None,
        "way": "import",
        "filled_on": sheet.on,
        "entered_at": unit.clock.now(),
        "finished": 1,
        "batch_id": batch,
    }


def _bearers(unit: Unit, prepared: Prepared) -> dict[str, int]:
    keys = {fold_number(each.customer) for each in prepared.sheets}
    asked = select(customer.c.number_key, customer.c.id).where(
        customer.c.number_key.is_not(None), customer.c.binned_on.is_(None)
    )
    rows = unit.connection.execute(asked)
    return {row.number_key: int(row.id) for row in rows if row.number_key in keys}


def _known_sheets(connection: Any, name: str) -> dict[tuple[str, str], str]:
    """The numbered sheets that the survey holds already, by wave and number."""
    asked = (
        select(survey_wave.c.name_key, survey_response.c.number_key)
        .join(survey_wave, survey_wave.c.id == survey_response.c.wave_id)
        .join(survey, survey.c.id == survey_wave.c.survey_id)
        .where(survey.c.name_key == name.casefold(), survey_response.c.number_key.is_not(None))
    )
    return {(row[0], row[1]): "here" for row in connection.execute(asked)}


def _named(layout: Layout, options: Options) -> str:
    """The survey's name: as chosen, else as the file is called."""
    return tidy_line(options.survey or "") or layout.path.stem


def known_surveys(reader: Reader) -> tuple[str, ...]:
    """What surveys there are to import into."""
    return tuple(each.name for each in queries.surveys(reader) if each.retired_on is None)


def _report(layout: Layout, options: Options, tally: Tally) -> Report:
    return Report(
        what=layout.what,
        counts=tally.counts,
        warnings=tally.warnings,
        reasons=tally.reasons,
        mapping=layout.mapping(options.sheet),
        blank_rows=tally.blank_rows,
    )


def _reason(row: DataRow) -> str:
    if row.repeated:
        return REPEATED_HEADING
    return TOTAL_ROW if is_total(row.cells) else ""


def _needs_a_look(table: TableView, row: DataRow, reason: str, held: bool) -> StagedRow:
    status = Status.HELD_BACK if held else Status.REJECTED
    return StagedRow(table.name, row.number, status, reason, (), None, tuple(row.cells))
