"""The company list goes in with its three groups of ten columns, and equals the truth."""

from collections import Counter
from typing import Any

import pytest

from app.catalogue.enterprise import Person, SalesYear
from app.core.exchange.layout import What
from app.core.exchange.report import Report, Status
from app.core.store.profiles import Stored

from .conftest import LAOWANG, Imports, row_value, value

COMPANIES = LAOWANG / "companies.xlsx"
ROLES = {"所有者": "owner", "经营管理者": "manager", "法人代表": "legal"}


@pytest.fixture
def report(imports: Imports) -> Report:
    return imports(COMPANIES, What.COMPANIES)


@pytest.fixture
def stored(report: Report, imports: Imports) -> dict[str, Stored]:
    return imports.profiles()


def test_every_column_is_known(report: Report) -> None:
    assert None not in report.mapping.values()
    assert report.mapping["负责人2角色"] == "person[2].role"
    assert report.mapping["负责人3素质"] == "person[3].quality"


def test_counts(report: Report, truth: dict[str, Any]) -> None:
    assert report.counts == {Status.CREATED: truth["companies"]["rows"]}
    uscc = truth["companies"]["uscc"]
    assert report.warnings == {
        "uscc_bad_checksum": uscc["bad_checksum"],
        "uscc_bad_length": uscc["bad_length"],
    }


def test_every_company_equals_the_truth(stored: dict[str, Stored], truth: dict[str, Any]) -> None:
    states: Counter[str] = Counter()
    for wanted in truth["companies"]["companies"]:
        company = stored[wanted["name"]]
        assert company.record["kind"] == "company"
        assert value(company, "company_phone").e164 == wanted["phone"]
        founded = value(company, "founded_on")
        assert {"y": founded.year, "m": founded.month, "d": founded.day} == wanted["founded"]
        states[_code_state(company, wanted)] += 1
    assert states == truth["companies"]["uscc"]


def _code_state(company: Stored, wanted: dict[str, Any]) -> str:
    """A code that fails its check is kept as typed, not taken over."""
    code = value(company, "uscc")
    doubts = [d for d in company.doubts if d.field == "uscc"]
    state = "valid" if code else doubts[0].reason.removeprefix("uscc_") if doubts else "missing"
    assert state == wanted["uscc_status"]
    assert (code or (doubts[0].typed if doubts else None)) == wanted["uscc"]
    return state


def test_every_person_in_charge(stored: dict[str, Stored], truth: dict[str, Any]) -> None:
    found = 0
    for wanted in truth["companies"]["companies"]:
        people = [row.values for row in stored[wanted["name"]].rows[Person]]
        assert [
            {
                "roles": list(row_value(person, "person.role")),
                "age": row_value(person, "person.age").years,
                "name": row_value(person, "person.name"),
            }
            for person in people
        ] == [{**each, "roles": [ROLES[r] for r in each["roles"]]} for each in wanted["persons"]]
        assert all(len(person) == 10 for person in people)
        found += len(people)
    assert found == truth["companies"]["persons"]


def test_sales_of_several_years_in_one_cell(stored: dict[str, Stored]) -> None:
    rows = stored["云溪永泰01零售农民合作社"].rows[SalesYear]
    said = [
        (
            row_value(r.values, "sales_performance.year"),
            row_value(r.values, "sales_performance").low,
        )
        for r in rows
    ]
    assert said == [(2024, 1_200_000_00), (2025, 1_350_000_00)]


def test_a_second_import_changes_nothing(report: Report, imports: Imports) -> None:
    again = imports(COMPANIES, What.COMPANIES)
    assert again.counts == {Status.UNCHANGED: 60}
    assert again.batch is None
