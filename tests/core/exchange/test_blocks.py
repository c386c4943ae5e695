"""Rows encoded in blocks are the same as rows encoded one by one."""

from datetime import UTC, datetime
from typing import Any

import pytest

from app.catalogue.kind import Rules
from app.core.customers.bulk import STAGED_IDS, Bulk
from app.core.customers.tuples import Tuples
from app.core.exchange import frames
from app.core.exchange.blocks import BlockReader
from app.core.exchange.customer_rows import CustomerReader, CustomerRow
from app.core.exchange.encoded_block import EncodedBlock, plain, received, tuples_of
from app.core.exchange.layout import What
from app.core.exchange.matching import candidate
from app.core.exchange.source import Source
from app.core.exchange.totals import is_total
from tests.benchmarks.import_benchmark import people
from tests.conftest import TODAY

from .conftest import LAOWANG, WriteTable

NOW = datetime(2026, 11, 22, 4, tzinfo=UTC)


def encoder() -> Bulk:
    return Bulk(seal=None, source="import", now=NOW, first=STAGED_IDS)


def said(tuples: Tuples) -> dict[str, list[dict[str, Any]]]:
    """Every table's rows by column, without empty cells, zeros and the random uuid."""
    found: dict[str, list[dict[str, Any]]] = {}
    for table, rows in tuples.items():
        places = rows.places or range(len(rows.columns))
        where = list(zip(rows.columns, places, strict=True))
        named = [{name: row[at] for name, at in where} for row in rows.tuples]
        filled = [
            {k: v for k, v in row.items() if v not in ("", 0, None) and k != "uuid"}
            for row in named
        ]
        found[table] = sorted(filled, key=str)
    for row in found.get("search_text", []):
        row["terms"] = sorted(row["terms"].split())
    return found


def travelled(block: EncodedBlock) -> EncodedBlock:
    """What a block is after its way from the encoding process."""
    return received(frames.block(frames.packed_block(plain(block))[5:]))


def check(source: Source, what: What) -> int:
    """Compare both ways on every row of the first table; returns how many were plain."""
    table = source.layout(what).tables[0]
    chunks = source.rows(table.name)
    rows = [row for chunk in chunks for row in chunk.rows][table.header_row :]
    reader = CustomerReader(table, what, Rules(TODAY))
    blocks = BlockReader(CustomerReader(table, what, Rules(TODAY)))
    block = blocks.read(rows)
    plain = [p for p, row in enumerate(rows) if block.plain[p] and not is_total(row)]
    slow, fast = encoder(), encoder()
    for place in plain:
        row = reader.read(rows[place])
        assert isinstance(row, CustomerRow)
        assert not row.warnings
        each = candidate(row)
        assert each.digest == block.digests[place]
        assert (each.number, each.name) == (block.numbers[place], block.names[place])
        slow.add_encoded(row.kind, row.number or "", row.encoded, row.rows, row.doubts)
    ids, tuples = tuples_of(fast, reader.kind, travelled(block), plain)
    assert len(ids) == len(plain)
    assert said(tuples) == said(slow.take())
    return len(plain)


@pytest.mark.parametrize(
    ("file", "what", "least"),
    [("members.xlsx", What.CUSTOMERS, 50), ("companies.xlsx", What.COMPANIES, 0)],
)
def test_the_tea_shops_lists(file: str, what: What, least: int) -> None:
    with Source(LAOWANG / file) as source:
        assert check(source, what) >= least


def test_a_long_list(csv_file: WriteTable) -> None:
    with Source(csv_file("long.csv", list(people(500)))) as source:
        assert check(source, What.CUSTOMERS) > 450


def test_what_needs_a_closer_look_is_left_to_it(csv_file: WriteTable) -> None:
    rows = [
        ["姓名", "手机", "手机2", "生日", "身份证号", "子女姓名", "备注"],
        ["王芳", "15412345678", "", "1985-3-7", "", "", "好"],
        ["李伟", "1541234", "", "", "", "", ""],
        ["张三", "15412345678", "15412345679", "", "", "", ""],
        ["赵六", "", "", "85/3/7", "", "", ""],
        ["钱七", "", "", "", "990000196606308787", "", ""],
        ["孙八", "", "", "", "", "团团", ""],
        ["周九", "", "", "", "", "", "已故"],
        ["", "15412345678", "", "", "", "", ""],
    ]
    with Source(csv_file("odd.csv", rows)) as source:
        table = source.layout(What.CUSTOMERS).tables[0]
        blocks = BlockReader(CustomerReader(table, What.CUSTOMERS, Rules(TODAY)))
        block = blocks.read(rows[1:])
    assert block.plain == [True, *[False] * 7]


def test_the_mobile_is_the_phone_that_lists_show(csv_file: WriteTable) -> None:
    rows = [["姓名", "单位电话", "手机"], ["王芳", "0571-88001234", "15412345678"]]
    with Source(csv_file("two.csv", rows)) as source:
        assert check(source, What.CUSTOMERS) == 1
        table = source.layout(What.CUSTOMERS).tables[0]
        blocks = BlockReader(CustomerReader(table, What.CUSTOMERS, Rules(TODAY)))
        _, tuples = tuples_of(encoder(), "individual", blocks.read(rows[1:]), [0])
    (customer,) = said(tuples)["customer"]
    assert customer["phone"] == "+8615412345678"
