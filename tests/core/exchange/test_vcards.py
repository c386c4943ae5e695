"""vCards: what ten-year-old phones write comes in, what we write comes back unchanged."""

import base64
import quopri
import shutil
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.actor import Actor
from app.core.errors import Refused
from app.core.exchange.exporting import export
from app.core.exchange.layout import What
from app.core.exchange.report import Status
from app.core.exchange.vcard_cards import Card, cards, day_text
from app.core.exchange.vcard_lines import in_utf8
from app.core.exchange.vcard_writer import escaped, folded
from app.core.store.shop import Shop
from app.i18n import use_language

from .conftest import LAOWANG, Imports, value

JPEG = b"\xff\xd8\xff\xe0" + bytes(range(256)) * 4 + b"\xff\xd9"


def one(*lines: str | bytes, version: str = "2.1", end: bool = True) -> Card:
    told: list[str | bytes] = ["BEGIN:VCARD", f"VERSION:{version}", *lines]
    raw = b"\r\n".join(each.encode() if isinstance(each, str) else each for each in told)
    (found,) = cards(raw + (b"\r\nEND:VCARD\r\n" if end else b"\r\n"))
    return found


def test_quoted_printable_gbk_folded_over_lines() -> None:
    """Symbian and early Android: soft breaks in the middle of a character."""
    written = quopri.encodestring("家住杭州市西湖区某某路一百二十八号三单元".encode("gbk"))
    assert b"=\n" in written
    card = one(
        "N;CHARSET=GBK;ENCODING=QUOTED-PRINTABLE:=CD=F5;=88=D2;;;",
        b"NOTE;CHARSET=GBK;ENCODING=QUOTED-PRINTABLE:" + written,
        "TEL;CELL;PREF:154-0000-0001",
    )
    assert card.texts["name"] == ["王堃"]
    assert card.texts["note"] == ["家住杭州市西湖区某某路一百二十八号三单元"]
    assert card.texts["mobile"] == ["154-0000-0001"]


def test_gbk_without_a_word_about_it() -> None:
    assert one("FN:陈静".encode("gb18030")).texts["name"] == ["陈静"]


def test_utf16_file() -> None:
    raw = "BEGIN:VCARD\r\nFN:李龑\r\nEND:VCARD\r\n".encode("utf-16")
    assert [card.texts["name"] for card in cards(in_utf8(raw))] == [["李龑"]]


def test_folding_inside_a_character_is_undone() -> None:
    name = "龑" * 60
    raw = b"BEGIN:VCARD\r\n" + folded(f"NOTE:{name}") + b"FN:x\r\nEND:VCARD"
    assert max(map(len, raw.split(b"\r\n"))) <= 75
    assert next(cards(raw)).texts["note"] == [name]


def test_group_names_and_quoted_parameters() -> None:
    card = one('item1.TEL;TYPE="work,voice";X-LABEL="a:b;c":0571-8000 0001', "FN:甲", version="4.0")
    assert card.texts["employer_phone"] == ["0571-8000 0001"]


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ("TEL;HOME:0571-80000002", "home_phone"),
        ("TEL;WORK;FAX:0571-80000003", "employer_fax"),
        ("TEL;TYPE=FAX,HOME:0571-80000004", "home_fax"),
        ("TEL;HOME:15400000005", "mobile"),
        ("TEL:0571-80000006", "mobile"),
    ],
)
def test_which_phone(line: str, key: str) -> None:
    assert one("FN:甲", line).texts[key] == [line.partition(":")[2]]


def test_a_second_home_phone_is_kept_too() -> None:
    card = one("FN:甲", "TEL;HOME:0571-80000002", "TEL;HOME:0571-80000003")
    assert (card.texts["home_phone"], card.texts["mobile"]) == (
        ["0571-80000002"],
        ["0571-80000003"],
    )


@pytest.mark.parametrize(
    ("said", "typed"),
    [
        ("1985-03-07", "1985-03-07"),
        ("19850307", "1985-03-07"),
        ("1985-03-07T00:00:00Z", "1985-03-07"),
        ("--0307", "3月7日"),
        ("--03-07", "3月7日"),
        ("1985-03", "1985年3月"),
        ("spring", "spring"),
    ],
)
def test_days(said: str, typed: str) -> None:
    assert day_text(said) == typed


def test_a_year_that_a_phone_made_up_is_left_out() -> None:
    card = one("FN:甲", "BDAY;X-APPLE-OMIT-YEAR=1604:1604-03-07", version="3.0")
    assert card.texts["birth_date"] == ["3月7日"]


def test_photo_of_an_old_phone_without_indented_lines() -> None:
    body = base64.encodebytes(JPEG).strip()
    card = one("FN:甲", b"PHOTO;ENCODING=BASE64;JPEG:" + body, "", "TEL;CELL:15400000001")
    assert card.photo == JPEG
    assert card.texts["mobile"] == ["15400000001"]


@pytest.mark.parametrize("broken", ["PHOTO;ENCODING=b:@@@", "PHOTO;VALUE=uri:http://x/y.jpg"])
def test_broken_photo_is_left_out_and_the_card_kept(broken: str) -> None:
    card = one("FN:甲", broken)
    assert card.photo is None
    assert card.texts["name"] == ["甲"]


def test_huge_photo_is_left_out() -> None:
    card = one("FN:甲", b"PHOTO;ENCODING=b:" + b"A" * (12 << 20), version="3.0")
    assert (card.photo, card.texts["name"]) == (None, ["甲"])


def test_card_inside_a_card_is_passed_over() -> None:
    card = one("FN:甲", "AGENT:", "BEGIN:VCARD", "FN:秘书", "TEL:1", "END:VCARD", "TITLE:老板")
    assert card.texts["name"] == ["甲"]
    assert card.texts["job_title"] == ["老板"]
    assert "mobile" not in card.texts


def test_missing_end_costs_no_card() -> None:
    raw = "BEGIN:VCARD\nFN:甲\nBEGIN:VCARD\nFN:乙\nEND:VCARD\nBEGIN:VCARD\nFN:丙\n".encode()
    assert [card.texts["name"][0] for card in cards(raw)] == ["甲", "乙", "丙"]


@given(st.binary(max_size=400))
def test_no_bytes_break_the_reader(raw: bytes) -> None:
    for card in cards(b"BEGIN:VCARD\r\n" + raw + b"\r\nEND:VCARD"):
        assert all(isinstance(text, str) for told in card.texts.values() for text in told)


@given(st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=120))
def test_any_note_comes_back(note: str) -> None:
    raw = b"BEGIN:VCARD\r\n" + folded(f"NOTE:{escaped(note)}") + b"END:VCARD\r\n"
    told = next(cards(raw)).texts.get("note", [])
    assert told == ([note.strip()] if note.strip() else [])


CARDS = (
    "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:王堃\r\nTEL;TYPE=CELL:15400000011\r\n"
    "BDAY:1985-03-07\r\nADR;TYPE=HOME:;;文三路1号;杭州市;浙江省;;\r\nEND:VCARD\r\n"
    "BEGIN:VCARD\r\nVERSION:3.0\r\nTEL:15400000012\r\nEND:VCARD\r\n"
)


def test_cards_come_in_and_the_nameless_one_is_listed(imports: Imports, tmp_path: Path) -> None:
    path = tmp_path / "contacts.vcf"
    path.write_text(CARDS, "utf-8")
    report = imports(path, What.CUSTOMERS)
    assert report.counts[Status.CREATED] == 1
    assert report.counts[Status.REJECTED] == 1
    wang = imports.profiles()["王堃"]
    assert value(wang, "home_address").text == "浙江省杭州市文三路1号"
    assert value(wang, "mobile")[0].e164 == "+8615400000011"


def said(imports: Imports) -> dict[str, dict[str, Any]]:
    """What a vCard can carry, of everybody, as text."""
    found = {}
    for number, stored in imports.profiles().items():
        texts = {f.key: f.kind.edit_text(v) for f, v in stored.values.items()}
        found[number] = {key: text for key, text in texts.items() if key in CARRIED}
    return found


@pytest.fixture
def second(second_shop: Shop, shop: Shop, owner: Actor) -> Imports:
    """Imports into another, empty shop."""
    for keyring in shop.folder.glob("keyring*.json"):
        shutil.copyfile(keyring, second_shop.folder / keyring.name)
    return Imports(second_shop, owner)


CARRIED = {
    *("customer_no", "name", "form_of_address", "sex", "mobile", "home_phone", "email", "wechat"),
    *("birth_date", "wedding_anniversary", "home_address", "employer_name", "job_title"),
    *("employer_phone", "employer_address", "tags", "note"),
}


@pytest.mark.parametrize(("version", "language"), [("3.0", "zh"), ("4.0", "en")])
@pytest.mark.timeout(300)
def test_our_own_cards_change_nothing_and_carry_everything(
    imports: Imports, second: Imports, tmp_path: Path, version: Any, language: Any
) -> None:
    use_language(language)
    imports(LAOWANG / "members.xlsx", What.CUSTOMERS)
    path = tmp_path / "members.vcf"
    done = export(
        imports.owner, imports.shop, path, What.CUSTOMERS, "new phone", vcard_version=version
    )
    assert done.rows == 589
    again = imports(path, What.CUSTOMERS)
    assert again.batch is None, again.warnings
    second(path, What.CUSTOMERS)
    theirs, ours = said(second), said(imports)
    lost = [
        (n, key, text)
        for n, told in ours.items()
        for key, text in told.items()
        if theirs.get(n, {}).get(key) != text
    ]
    assert lost == []


def test_companies_are_no_cards(imports: Imports, tmp_path: Path) -> None:
    with pytest.raises(Refused):
        export(imports.owner, imports.shop, tmp_path / "x.vcf", What.COMPANIES, "phones")
