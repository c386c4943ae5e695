"""From a file and from the list onto paper and onto address cards; all of it is noted."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import pytest
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.catalogue.basics import Basics
from app.catalogue.education_career import Education
from app.catalogue.field import Field
from app.catalogue.life import Life
from app.catalogue.membership import Extras
from app.core.actor import Actor
from app.core.audit import queries as audit
from app.core.customers.queries import ListQuery
from app.core.errors import Refused
from app.core.progress import SILENT
from app.core.store.shop import Shop
from app.ui.context import Context
from app.ui.customer_columns import COLUMNS
from app.ui.customers.list_page import ListPage
from app.ui.lending import Chosen
from app.ui.printing import entries
from app.ui.printing.cards_dialog import CardsDialog
from app.ui.printing.customer_list import list_paper
from app.ui.printing.file_paper import file_seen, html
from app.ui.printing.label_options import LabelOptions
from app.ui.screens import settle
from app.ui.widgets.list_paper import MOST, ListColumn, ListPaper, widths, wrapped
from app.ui.widgets.paper import paper_font
from app.ui.widgets.paper_dialog import PaperDialog
from tests.factories import make_customer, make_purchase
from tests.ui.conftest import Answers

from .pdf_reading import letters, pages

W = TypeVar("W", bound=QWidget)
HOME = "浙江省杭州市西湖区文三路1号"


@pytest.fixture
def opened(context: Context) -> Callable[[type[W]], W]:
    """The one open dialog of a sort, when all is quiet."""

    def find(kind: type[W]) -> W:
        assert settle(context.jobs.busy)
        (made,) = [
            w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible()
        ]
        return made

    return find


@pytest.fixture
def wang(shop: Shop, owner: Actor) -> int:
    texts: dict[Field[Any], str] = {
        Basics.home_address: HOME,
        Basics.mobile: "15412345678",
        Basics.blood_type: "A",
        Life.medical_history: "高血压",
        Extras.sex: "男",
        Basics.native_place: "绍兴",
        Extras.note: "<b>爱喝</b>\n龙井",
    }
    made = make_customer(shop, owner, "王堃", "LW0001", texts=texts)
    make_purchase(shop, owner, made, date(2026, 11, 3), 12_345)
    return made


def words(shop: Shop, owner: Actor, record: int) -> str:
    with shop.read(owner) as reader:
        return html(file_seen(reader, record))


def actions(shop: Shop, owner: Actor) -> list[str]:
    with shop.read(owner) as reader:
        return [each.action for each in audit.entries(reader)]


def test_the_file_says_what_may_be_seen_and_no_more(shop: Shop, owner: Actor, wang: int) -> None:
    said = words(shop, owner, wang)
    for each in ("王堃", "No. LW0001", HOME, "¥123.45", "2026-11-03", "&lt;b&gt;爱喝", "<br>龙井"):
        assert each in said
    assert "高血压" not in said
    assert "2 protected fields are filled and not printed." in said
    assert "Blood type" not in said


def test_groups_are_small_tables(shop: Shop, owner: Actor, wang: int) -> None:
    from app.core.customers import service

    group = Education.groups[0]
    field = group.fields[0]
    with shop.write(owner, "Add") as unit:
        value = field.kind.parse("杭州大学", unit_rules(unit)).value
        service.add_row(unit, wang, group, {field: value})
    said = words(shop, owner, wang)
    assert f">{field.label}</th>" in said
    assert "杭州大学" in said


def unit_rules(unit: Any) -> Any:
    from app.core.customers.service import rules_of

    return rules_of(unit)


def test_a_file_is_printed_as_pdf_and_noted(
    context: Context, shop: Shop, owner: Actor, wang: int, dialogs: Answers, tmp_path: Path,
    opened: Callable[[type[PaperDialog]], PaperDialog],
) -> None:  # fmt: skip
    entries.print_file(context, wang)
    preview = opened(PaperDialog)
    dialogs.file = tmp_path / "file.pdf"
    preview.to_pdf()
    assert settle(context.jobs.busy)
    preview.close()
    assert pages(dialogs.file) == 1
    assert set("王堃杭州市老茶铺") <= letters(dialogs.file)
    assert actions(shop, owner)[0] == "paper.file"


def test_the_list_with_its_heading_on_each_page(
    context: Context, shop: Shop, owner: Actor, wang: int, dialogs: Answers, tmp_path: Path,
    opened: Callable[[type[PaperDialog]], PaperDialog],
) -> None:  # fmt: skip
    entries.print_list(context, Chosen(ListQuery(), None, 1))
    preview = opened(PaperDialog)
    dialogs.file = tmp_path / "list.pdf"
    preview.to_pdf()
    assert settle(context.jobs.busy)
    preview.close()
    assert set("王堃LW0154 12345678¥123.45NameSpent") - {" "} <= letters(dialogs.file)
    assert actions(shop, owner)[0] == "paper.list"


def test_the_list_is_printed_as_it_is_shown(
    context: Context, shop: Shop, owner: Actor, wang: int, qtbot: QtBot
) -> None:
    page = ListPage(context)
    qtbot.addWidget(page)
    page.resize(1100, 700)
    page.show()
    assert settle(context.jobs.busy)
    table = page.table
    keys = [each.key for each in table.records.columns]
    for key, shown in (("native_place", True), ("phone", False), ("tags", False)):
        table.show_column(keys.index(key), shown=shown)
    header = table.horizontalHeader()
    header.moveSection(header.visualIndex(keys.index("native_place")), 1)
    paper = list_paper(shop, owner, page.chosen(), "", SILENT)
    assert [each.title for each in paper._columns] == [
        "Name", "Native place", "Number", "Last bought", "Times", "Spent in all",
    ]  # fmt: skip
    (row,) = paper._rows
    assert [" ".join(lines) for lines in row.lines][:3] == ["王堃", "绍兴", "LW0001"]


def test_many_columns_lie_across(context: Context, shop: Shop, owner: Actor, wang: int) -> None:
    few = list_paper(shop, owner, Chosen(ListQuery(), None, 1), "", SILENT)
    wide = (*COLUMNS, *COLUMNS)
    many = list_paper(shop, owner, Chosen(ListQuery(), None, 1, wide), "", SILENT)
    assert few.size.width() < few.size.height()
    assert many.size.width() > many.size.height()


def test_more_than_paper_takes_is_refused_with_a_sentence(
    context: Context, dialogs: Answers
) -> None:
    entries.print_list(context, Chosen(ListQuery(), None, MOST + 1))
    (problem,) = dialogs.problems
    assert isinstance(problem, Refused)
    assert "20,001" in problem.sentences()[0]


def test_rows_are_never_split_and_none_is_lost(dressed: QApplication) -> None:
    long = "一行写不下的很长很长的名字" * 4
    rows = [[long if n % 3 else "短", str(n)] for n in range(200)]
    paper = ListPaper("名单", [ListColumn("姓名", 1), ListColumn("号", 1, right=True)], rows)
    on_pages = [number for page in range(paper.count()) for number in paper.rows_on(page)]
    assert on_pages == list(range(200))
    assert paper.count() > 3


def test_a_cell_breaks_at_a_blank_else_anywhere() -> None:
    assert wrapped("Ann Lee-Smith", 8, len) == ("Ann", "Lee-Smit", "h")
    assert wrapped("阿不都热合曼", 4, len) == ("阿不都热", "合曼")
    assert wrapped("短", 4, len) == ("短",)


def test_labels_say_who_is_left_out_and_remember_where_to_begin(
    context: Context, shop: Shop, owner: Actor, wang: int,
    opened: Callable[[type[PaperDialog]], PaperDialog],
) -> None:  # fmt: skip
    make_customer(shop, owner, "无址")
    entries.print_labels(context, Chosen(ListQuery(), None, 2))
    preview = opened(PaperDialog)
    assert preview.words.text() == "1 address. Left out: 1 no address."
    options = preview.findChild(LabelOptions)
    assert options is not None
    options.first.setCurrentIndex(23)
    assert preview.paper.count() == 1
    options.form.choose("DL")
    assert preview.paper.size.width() == 220
    assert not options.first.isVisible()
    preview.close()
    entries.print_label(context, wang)
    again = opened(PaperDialog)
    options = again.findChild(LabelOptions)
    assert options is not None
    assert (options.form.value(), options.first.currentText()) == ("DL", "24")
    again.close()


def test_nobody_with_an_address_prints_nothing(
    context: Context, shop: Shop, owner: Actor, opened: Callable[[type[PaperDialog]], PaperDialog]
) -> None:
    made = make_customer(shop, owner, "无址")
    entries.print_label(context, made)
    preview = opened(PaperDialog)
    assert not preview.print.isEnabled()
    assert not preview.save.isEnabled()
    preview.close()


def test_address_cards_with_a_purpose(
    context: Context, shop: Shop, owner: Actor, wang: int, dialogs: Answers, tmp_path: Path,
    opened: Callable[[type[CardsDialog]], CardsDialog],
) -> None:  # fmt: skip
    make_customer(shop, owner, "李龑")
    entries.save_card(context, wang)
    dialog = opened(CardsDialog)
    dialog.purpose.clear()
    assert not dialog.go.isEnabled()
    dialog.purpose.setText("给店员的手机")
    dialogs.file = tmp_path / "cards"
    dialog.write()
    assert settle(context.jobs.busy)
    said = (tmp_path / "cards.vcf").read_text("utf-8")
    assert "王堃" in said
    assert "李龑" not in said
    assert actions(shop, owner)[0] == "export"
    entries.save_cards(context, Chosen(ListQuery(), None, 2))
    dialog = opened(CardsDialog)
    dialog.write()
    assert settle(context.jobs.busy)
    assert (tmp_path / "cards.vcf").read_text("utf-8").count("BEGIN:VCARD") == 2


def test_no_heading_is_cut(dressed: QApplication) -> None:
    columns = [ListColumn("Name", 200), ListColumn("Times bought in all", 10), ListColumn("N", 60)]
    found = widths(columns, 10_000)
    measure = QFontMetricsF(paper_font(8.5)).horizontalAdvance
    assert sum(found) == pytest.approx(10_000)
    assert all(wide > measure(each.title) for wide, each in zip(found, columns, strict=True))
    assert found[0] / found[2] == pytest.approx(200 / 60)


def test_no_line_begins_with_a_comma() -> None:
    assert wrapped("胡萝卜汁、老街坊", 4, len) == ("胡萝卜", "汁、老街", "坊")
    assert wrapped("，，，，", 2, len)[0] == "，"
