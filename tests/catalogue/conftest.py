"""The day on which every expectation of these tests was reckoned."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from app.catalogue.kind import Rules

TODAY = date(2026, 11, 22)


@pytest.fixture
def rules() -> Rules:
    return Rules(TODAY)


@pytest.fixture
def lunar_rules() -> Rules:
    return Rules(TODAY, lunar=True)


def sheet(name: str) -> list[list[Any]]:
    path = Path(__file__).parent.parent / "data" / "laowang" / name
    return CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()


@pytest.fixture(scope="session")
def member_rows() -> list[list[Any]]:
    return sheet("members.xlsx")


@pytest.fixture(scope="session")
def company_rows() -> list[list[Any]]:
    return sheet("companies.xlsx")


@pytest.fixture(scope="session")
def truth() -> dict[str, Any]:
    path = Path(__file__).parent.parent / "data" / "laowang" / "truth.json"
    found: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return found
