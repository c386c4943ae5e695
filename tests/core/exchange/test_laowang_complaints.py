"""The complaints of the tea shop go in; Pareto, hours, open and overdue equal the truth."""

import shutil
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from app.core.actor import Actor, Role
from app.core.clock import fixed_clock
from app.core.complaints import queries
from app.core.complaints.figures import By, figures, pareto_by
from app.core.exchange.layout import What
from app.core.exchange.report import Report, Status
from app.core.store.files import open_data_file
from app.core.store.undo import undo_batch
from app.core.value.window import all_time
from tests.conftest import SHANGHAI, TODAY, VAULT_ID

from .conftest import LAOWANG, Imports

COMPLAINTS = LAOWANG / "complaints.xlsx"
Done = tuple[Report, Imports]


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory, template: Any, keys: Any) -> Iterator[Done]:
    folder = tmp_path_factory.mktemp("complaints") / "shop.shuke"
    shutil.copytree(template.parent, folder)
    shop = open_data_file(folder, keys, vault_id=VAULT_ID, clock=fixed_clock(TODAY, SHANGHAI))
    imports = Imports(shop, Actor("owner-1", "老王", Role.OWNER, "session-1"))
    imports(LAOWANG / "members.xlsx", What.CUSTOMERS)
    report = imports(COMPLAINTS, What.COMPLAINTS)
    yield report, imports
    shop.close()


@pytest.fixture(scope="module")
def wanted(truth: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = truth["complaints"]
    return found


def test_every_row_is_a_complaint(done: Done, wanted: dict[str, Any]) -> None:
    report, _ = done
    assert report.rows == report.counts[Status.CREATED] == wanted["rows"]
    assert None not in report.mapping.values()


def test_pareto_and_the_vital_few(done: Done, wanted: dict[str, Any]) -> None:
    _, imports = done
    with imports.shop.read(imports.owner) as reader:
        bars = pareto_by(reader, all_time(TODAY), By.CATEGORY)
    assert [
        {"category": each.name, "count": each.count, "cumulative": round(float(each.cumulative), 6)}
        for each in bars
    ] == wanted["pareto"]
    assert [each.name for each in bars if each.vital] == wanted["vital_few"]


def test_hours_costs_and_grades(done: Done, wanted: dict[str, Any]) -> None:
    _, imports = done
    with imports.shop.read(imports.owner) as reader:
        found = figures(reader, all_time(TODAY))
    assert found.settled == wanted["closed"]
    assert _hours(found.settled_calendar.median) == pytest.approx(wanted["median_hours"], abs=1e-6)
    p90 = _hours(found.settled_calendar.p90)
    assert p90 == pytest.approx(wanted["p90_hours_inclusive"], abs=1e-6)
    first = _hours(found.answered.median)
    assert first == pytest.approx(wanted["median_first_response_hours"], abs=1e-6)
    assert found.late == wanted["closed_late"]
    assert found.reopened == wanted["reopened"]
    assert found.cost == wanted["cost"] * 100
    assert float(found.grade or 0) == pytest.approx(wanted["mean_satisfied"], abs=1e-5)


def test_open_and_overdue_are_the_rows_named(done: Done, wanted: dict[str, Any]) -> None:
    _, imports = done
    with imports.shop.read(imports.owner) as reader:
        open_ones = {each.id for each in queries.opened(reader)}
        overdue = {each.id for each in queries.overdue(reader)}
    first = 2  # rows are numbered as in the file, below its headings
    assert open_ones == {row - first + 1 for row in wanted["open_rows"]}
    assert overdue == {row - first + 1 for row in wanted["overdue_rows"]}


def test_a_second_import_changes_nothing_and_customers_have_theirs(done: Done) -> None:
    _, imports = done
    again = imports(COMPLAINTS, What.COMPLAINTS)
    assert again.counts[Status.UNCHANGED] == again.rows
    with imports.shop.read(imports.owner) as reader:
        card = queries.cards(reader, [1])[0]
        assert card.number == "LW0072"
        assert card.customer_id is not None


def _hours(minutes: Fraction | None) -> float:
    return float((minutes or 0) / 60)


def write(path: Path, rows: list[list[Any]]) -> Path:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


HEAD = ["受理时间", "描述", "解决时间", "满意度", "花费", "严重程度", "承诺完成"]


def test_what_cannot_be_is_rejected_or_left_out_and_said(imports: Imports, tmp_path: Path) -> None:
    rows: list[list[Any]] = [
        HEAD,
        ["2026-11-01 10:00", "茶碎了", "2026-10-01 10:00", 9, "", "安全", ""],
        ["2099-01-01", "来自将来", "", "", "", "", ""],
        ["看不懂", "没有日期", "", "", "", "", ""],
        ["2026-11-02 10:00", "", "", "", "", "", ""],
        ["2026-11-03 10:00", "一样", "", "", "12.50", "", "2026-11-05 18:00"],
        ["2026-11-03 10:00", "一样", "", "", "12.50", "", "2026-11-05 18:00"],
    ]
    report = imports(write(tmp_path / "投诉.xlsx", rows), What.COMPLAINTS)
    assert dict(report.reasons) == {"future_date": 1, "bad_date": 1, "no_words": 1}
    assert dict(report.warnings) == {"settled_before_received": 1, "bad_grade": 1}
    assert report.counts[Status.CREATED] == 3
    with imports.shop.read(imports.owner) as reader:
        first = queries.opened(reader)[0]
        assert (first.words, first.severity) == ("茶碎了", "safety")
        assert len(queries.overdue(reader)) == 3


@pytest.mark.parametrize(
    ("column", "text", "warning"),
    [
        ("解决时间", "2026-10-31 10:00", "settled_before_received"),
        ("承诺完成", "2026-10-31 10:00", "settled_before_received"),
        ("解决时间", "2099-01-01 10:00", "invalid_date"),
        ("解决时间", "看不懂", "invalid_date"),
        ("花费", "-12.50", "bad_cost"),
        ("花费", "很多", "bad_cost"),
        ("满意度", "0", "bad_grade"),
        ("严重程度", "不好说", "unknown_severity"),
    ],
)
def test_one_wrong_cell_is_left_out_and_said(
    imports: Imports, tmp_path: Path, column: str, text: str, warning: str
) -> None:
    cells = {"受理时间": "2026-11-01 10:00", "描述": "茶碎了", column: text}
    rows: list[list[Any]] = [HEAD, [cells.get(name, "") for name in HEAD]]
    report = imports(write(tmp_path / "投诉.xlsx", rows), What.COMPLAINTS)
    assert dict(report.warnings) == {warning: 1}
    with imports.shop.read(imports.owner) as reader:
        found = queries.get_complaint(reader, 1)
    assert found is not None
    assert (found.card.settled, found.promised_at) == (None, None)
    assert (found.cost, found.satisfaction, found.card.severity) == (None, None, "normal")


def test_the_batch_is_undone_whole(imports: Imports, tmp_path: Path) -> None:
    rows: list[list[Any]] = [
        HEAD,
        ["2026-11-01 10:00", "茶碎了", "2026-11-02 10:00", 4, "5", "轻", ""],
    ]
    report = imports(write(tmp_path / "投诉.xlsx", rows), What.COMPLAINTS)
    assert report.batch is not None
    with imports.shop.write(imports.owner, "Undo") as unit:
        undo_batch(unit, report.batch)
    with imports.shop.read(imports.owner) as reader:
        assert queries.closed(reader) == queries.opened(reader) == ()
        for table in ("complaint_step", "complaint_category"):
            found = reader.connection.exec_driver_sql(f"SELECT count(*) FROM {table}")
            assert found.scalar_one() == 0
