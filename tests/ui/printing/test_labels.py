"""Labels lie where the sheet has them, to the millimetre; every address is there whole."""

from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from app.core.customers.addresses import Recipient
from app.ui.printing.labels import (
    ENVELOPES,
    HIGH,
    PER_SHEET,
    WIDE,
    EnvelopePaper,
    LabelPaper,
    block,
    label_place,
)
from app.ui.widgets.paper import dots, picture, write_pdf

from .pdf_reading import letters, pages, size

SHORT = Recipient(1, "杭州市文三路1号", "陈晓云 女士")
LONG = Recipient(
    2,
    "新疆维吾尔自治区伊犁哈萨克自治州察布查尔锡伯自治县孙扎齐牛录镇人民政府东侧五百米乌拉斯台"
    "村二组十八号院内三号楼四单元五〇二室（收发室转交，电话联系）" * 2,
    "阿不都热合曼·买买提 先生",
    "察布查尔县某某乳业股份有限责任公司第三生产车间",
)
RARE = Recipient(3, "𬭎𫟹㛃路7号", "𠮷野龑 女士")
IN_MM = 96 / 25.4

pytestmark = pytest.mark.usefixtures("dressed")


def ink(drawn: QImage) -> tuple[float, float, float, float] | None:
    """The smallest rectangle with ink in it: left, top, right, bottom in millimetres."""
    grey = drawn.convertToFormat(QImage.Format.Format_Grayscale8)
    shape = (grey.width(), grey.height())
    found = Image.frombytes("L", shape, bytes(grey.constBits()), "raw", "L", grey.bytesPerLine())
    box = found.point(lambda shade: 255 if shade < 160 else 0).getbbox()
    if box is None:
        return None
    left, top, right, bottom = box
    return left / IN_MM, top / IN_MM, right / IN_MM, bottom / IN_MM


def test_the_labels_fill_the_sheet_exactly() -> None:
    places = [label_place(each) for each in range(PER_SHEET)]
    assert (places[0].left(), places[0].top()) == (0, 0)
    assert (places[-1].right(), places[-1].bottom()) == (210, 297)
    assert (places[4].left(), places[4].top()) == (70, 37.125)
    assert all((each.width(), each.height()) == (WIDE, HIGH) for each in places)


@pytest.mark.parametrize("place", [0, 2, 13, 23])
def test_an_address_stays_inside_its_label(place: int) -> None:
    found = ink(picture(LabelPaper([LONG], place), 0))
    assert found is not None
    left, top, right, bottom = found
    where = label_place(place)
    assert where.left() + 5 < left < where.left() + 8
    assert right < where.right() - 4
    assert where.top() + 2 < top
    assert bottom < where.bottom() - 2


def test_a_begun_sheet_goes_on_where_it_was() -> None:
    paper = LabelPaper([SHORT] * 30, first=20)
    assert paper.count() == 3
    assert [place for place, _ in paper.on_page(0)] == [20, 21, 22, 23]
    assert [place for place, _ in paper.on_page(1)] == list(range(24))
    assert [place for place, _ in paper.on_page(2)] == [0, 1]


def test_nobody_is_no_sheet() -> None:
    assert LabelPaper([]).count() == 0


@pytest.mark.parametrize("found", [SHORT, LONG, RARE], ids=["short", "long", "rare"])
def test_nothing_is_cut_off(found: Recipient) -> None:
    wide, high = dots(59), dots(30)
    made = block(found, wide, high)
    assert made.high <= high
    assert made.wide <= wide + dots(0.3)
    written = "".join(line.words for line in made.lines).replace(" ", "")
    assert written == (found.address + found.company + found.name).replace(" ", "")


def test_a_short_address_is_large_and_a_long_one_shrinks() -> None:
    short, long = (block(each, dots(59), dots(30)) for each in (SHORT, LONG))
    assert short.lines[0].points > long.lines[0].points
    assert short.lines[-1].points > short.lines[0].points  # the name


@pytest.mark.parametrize("form", ENVELOPES)
def test_an_envelope_has_its_size_the_sender_and_the_address(form: str, tmp_path: Path) -> None:
    paper = EnvelopePaper([SHORT, LONG], ENVELOPES[form], "老王茶铺")
    file = tmp_path / "envelopes.pdf"
    assert write_pdf(paper, file)
    assert pages(file) == 2
    wanted = ENVELOPES[form].size
    assert size(file) == pytest.approx((wanted.width(), wanted.height()), abs=0.3)
    assert set("老王茶铺陈晓云女士杭州") <= letters(file)
    found = ink(picture(paper, 1))
    assert found is not None
    assert found[2] < wanted.width() - 8
    assert found[3] < wanted.height() - 8


def test_labels_as_a_pdf(dressed: QApplication, tmp_path: Path) -> None:
    file = tmp_path / "labels.pdf"
    assert write_pdf(LabelPaper([SHORT] * 25), file)
    assert pages(file) == 2
    assert set("杭州市文三路号陈晓云女士1") <= letters(file)
