"""Identity card numbers and credit codes."""

from datetime import date
from typing import Any

import pytest

from app.catalogue.checked_numbers import check_credit_code, check_id, masked_id, read_id

TODAY = date(2026, 11, 22)
VALID_CODES = [
    "91110000600037341L",
    "121200004013590816",
    "91340600MA2PBM9HXD",
    "92340602MA2PBQAH7E",
    "N2370181MF0000005G",
]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("11010519491231002X", "11010519491231002X"),
        ("440524188001010014", "440524188001010014"),
        ("360426199101010071", "360426199101010071"),
        ("44011320141005001x", "44011320141005001X"),
        ("810000199408230021", "810000199408230021"),
        ("110111198012010078", "110111198012010078"),
        ("110105491231002", "11010519491231002X"),
        ("110105 19491231 002X", "11010519491231002X"),
        ("１１０１０５１９４９１２３１００２Ｘ", "11010519491231002X"),
    ],
)
def test_v5_valid(text: str, number: str) -> None:
    assert check_id(text, TODAY).number == number


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("36042619910102009X", "id_bad_checksum"),
        ("360426199113010079", "id_bad_birth_date"),
        ("T60426199101010078", "id_bad_format"),
        ("9.90000196504158e+17", "id_lossy_number"),
        ("990000196504158000", "id_lossy_number"),
        ("990000196504158000.0", "id_lossy_number"),
        ("12345", "id_bad_format"),
    ],
)
def test_v5_wrong(text: str, problem: str) -> None:
    checked = check_id(text, TODAY)
    assert (checked.number, checked.problem) == (None, problem)


def test_a_birth_in_the_future_is_refused() -> None:
    assert check_id("11010519491231002X", date(1949, 12, 30)).problem == "id_bad_birth_date"


def test_what_an_id_number_tells() -> None:
    facts = read_id("11010519491231002X")
    assert facts is not None
    assert (facts.region, facts.born, facts.male) == ("110105", date(1949, 12, 31), False)
    other = read_id("440524188001010014")
    assert other is not None
    assert other.male
    assert read_id("nonsense") is None


def test_a_masked_id_number_shows_six_and_four() -> None:
    assert masked_id("11010519491231002X") == "110105********002X"


@pytest.mark.parametrize("code", VALID_CODES)
def test_v6_valid(code: str) -> None:
    assert check_credit_code(code.lower()).number == code


@pytest.mark.parametrize(
    ("code", "problem"),
    [
        ("91110000600037341N", "uscc_bad_checksum"),
        ("9111000060003IOZSV", "uscc_bad_alphabet"),
        ("12345", "uscc_bad_length"),
    ],
)
def test_v6_wrong(code: str, problem: str) -> None:
    assert check_credit_code(code).problem == problem


def test_every_id_number_of_the_member_list(
    member_rows: list[list[Any]], truth: dict[str, Any]
) -> None:
    for row in truth["members"]["rows"]:
        if row["status"] != "rejected":
            cell = str(member_rows[row["row"] - 1][6])
            checked = check_id(cell, TODAY)
            state = "valid" if checked.number else checked.problem.removeprefix("id_")
            assert (state if cell else "missing") == row["id_status"], cell
            assert checked.number == row["id_number"]


def test_every_credit_code_of_the_company_list(
    company_rows: list[list[Any]], truth: dict[str, Any]
) -> None:
    for row in truth["companies"]["companies"]:
        cell = str(company_rows[row["row"] - 1][1])
        checked = check_credit_code(cell)
        state = "valid" if checked.number else checked.problem.removeprefix("uscc_")
        assert (state if cell else "missing") == row["uscc_status"], cell
