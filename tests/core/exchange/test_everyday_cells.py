"""Plain mobiles and dates go a short way, with the outcome of the long one."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.catalogue import INDIVIDUAL
from app.catalogue.kind import Rules
from app.core.exchange.cell_reading import IS, Column
from app.core.exchange.coded_columns import CodedColumn
from app.core.exchange.customer_rows import CustomerReader
from app.core.exchange.facts import Facts
from app.core.exchange.layout import ColumnView, TableView, What
from app.core.exchange.plain_mobiles import PlainMobiles
from app.core.store.segmentation import PHONE_EDGES, SHORT_TAIL, edges, number_tokens, phone_tokens
from tests.conftest import TODAY

RULES = Rules(TODAY)
TABLE = TableView("", 1, (ColumnView(0, "姓名", target="name"),))
PHONES = st.one_of(
    st.from_regex(r"1[0-9]{10}", fullmatch=True),
    st.text(st.sampled_from("15４ -+86转0"), max_size=14),
)
DAYS = st.one_of(
    st.dates().map(date.isoformat),
    st.from_regex(r"[0-3][0-9]{3}-[0-9]{2}-[0-9]{2}", fullmatch=True),
    st.text(st.sampled_from("12０９0-/.年月日"), min_size=6, max_size=10),
)


def coded(key: str, *, short: bool) -> CodedColumn:
    reader = CustomerReader(TABLE, What.CUSTOMERS, RULES)
    column = Column(0, key, INDIVIDUAL.field(key), 0, "")
    made = CodedColumn(column, reader, again=False)
    if not short:
        made._everyday = None
    return made


@pytest.mark.parametrize("key", ["mobile", "home_phone"])
@given(text=PHONES)
def test_phones(key: str, text: str) -> None:
    long, short = coded(key, short=False), coded(key, short=True)
    assert short._read(text, lunar=False) == long._read(text, lunar=False)


@pytest.mark.parametrize("key", ["birth_date", "spouse.birthday", "joined_on"])
@given(text=DAYS)
def test_days(key: str, text: str) -> None:
    """The future and the time before the year 1000 too."""
    long, short = coded(key, short=False), coded(key, short=True)
    for lunar in (False, True):
        assert short._read(text, lunar=lunar) == long._read(text, lunar=lunar)


@given(cells=st.lists(PHONES, max_size=30))
def test_a_column_of_mobiles(cells: list[Any]) -> None:
    column, read = coded("mobile", short=True), coded("mobile", short=False)
    lists = PlainMobiles("mobile", column.column.field).lists(
        cells, lambda cell: read._read(cell, lunar=False)
    )
    expected = [read._read(cell, lunar=False) for cell in cells]
    if lists is None:
        plain = [each for each in expected if each.phone and each.said.endswith(each.phone[3:])]
        assert len(plain) < len(cells)
        return
    for name in Facts._fields:
        facts = [getattr(each, name) for each in expected]
        assert lists.get(name, facts if not any(facts) else None) == facts


def test_what_is_no_text_or_empty_among_mobiles() -> None:
    cells = ["15412345678", "", 15412345679.0, *["15412345670"] * 9]
    column = coded("mobile", short=True)
    lists = column.lists(cells)
    assert lists
    assert lists["phone"][:3] == ["+8615412345678", "", "+8615412345679"]
    assert lists["said"][1:3] == ["", f"mobile{IS}15412345679"]
    assert column.lists(["", "0571-88001234", "15412345678"]) is None
    assert coded("birth_date", short=True).lists(cells) is None


def test_cells_by_the_moon_are_others() -> None:
    column = coded("birth_date", short=True)
    solar, lunar, blank = column.of(["1985-03-07", ("1985-03-07",), ("",)])
    assert solar.occasions[0][2:5] == ("solar", 3, 7)
    assert lunar.occasions[0][2:5] == ("lunar", 3, 7)
    assert blank == Facts()
    assert IS in lunar.said


@given(number=st.text(st.sampled_from("LW-０12９é"), max_size=12))
def test_number_tokens_are_all_beginnings_and_ends(number: str) -> None:
    from app.core.store.segmentation import plain

    key = plain(number)
    back = key[::-1]
    expected = [*edges("k", key), *(f"r{each}" for each in (back, back[:2], back[:SHORT_TAIL]))]
    assert number_tokens(number).split() == (expected if key else [])


@given(digits=st.from_regex(r"[0-9]{7,12}", fullmatch=True))
def test_phone_tokens(digits: str) -> None:
    back = digits[::-1]
    beginnings = [f"e{digits[:length]}" for length in PHONE_EDGES]
    assert phone_tokens(digits).split() == [
        f"d{back}", f"d{back[:SHORT_TAIL]}", f"e{digits}", *beginnings,
    ]  # fmt: skip
