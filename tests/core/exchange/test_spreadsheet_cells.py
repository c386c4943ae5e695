"""What we write for spreadsheets holds texts alone: IDs stay whole, nothing becomes a formula."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from app.catalogue.basics import Basics
from app.catalogue.enterprise import CompanyBasics
from app.catalogue.membership import CompanyExtras, Extras
from app.core.actor import Actor
from app.core.complaints import service as complaints
from app.core.exchange.exporting import SHEETS, export
from app.core.exchange.layout import What
from app.core.purchases import service as purchases
from app.core.store.shop import Shop
from tests.factories import make_company, make_customer

ODD = ("=1+1", "+86 154", "-2", "@SUM(A1)", '=HYPERLINK("http://x")', "00123", "1.5E17")
ID = "990000197003136669"
_SEALED = (What.CUSTOMERS, What.COMPANIES)


def fill(shop: Shop, owner: Actor) -> None:
    for number, odd in enumerate(ODD):
        texts = {Extras.note: odd, Extras.form_of_address: odd, Basics.id_number: ID}
        made = make_customer(shop, owner, f"{odd}客户", f"{odd}-{number}", texts=texts)
        make_company(
            shop, owner, f"{odd}公司", f"={number}",
            texts={CompanyExtras.note: odd, CompanyBasics.company_address: odd},
        )  # fmt: skip
        with shop.write(owner, "Buy") as unit:
            purchases.enter(unit, made, date(2026, 11, 3), 1200, odd, payment=odd)
            complaints.receive(unit, complaints.NewComplaint(odd, made, channel="phone", wish=odd))


LISTS = [each for each in SHEETS if isinstance(each, What)]


@pytest.mark.parametrize("what", LISTS)
def test_every_cell_is_a_text(shop: Shop, owner: Actor, tmp_path: Path, what: What) -> None:
    fill(shop, owner)
    path = tmp_path / "out.xlsx"
    done = export(owner, shop, path, what, "check", reveal=what in _SEALED)
    assert done.rows == len(ODD)
    book = openpyxl.load_workbook(path)
    cells = [cell for row in book.worksheets[0].iter_rows() for cell in row if cell.value]
    assert {cell.data_type for cell in cells} == {"s"}
    said = {str(cell.value) for cell in cells}
    assert set(ODD) <= said
    assert what is not What.CUSTOMERS or ID in said


def test_no_figure_is_a_formula(shop: Shop, owner: Actor, tmp_path: Path) -> None:
    """Tables of figures hold texts and perhaps numbers, whatever people are called."""
    fill(shop, owner)
    for what in SHEETS:
        path = tmp_path / f"{what}.xlsx"
        export(owner, shop, path, what, "check", reveal=what in _SEALED)
        book = openpyxl.load_workbook(path)
        cells = [cell for row in book.worksheets[0].iter_rows() for cell in row if cell.value]
        assert {cell.data_type for cell in cells} <= {"s", "n"}, what
