"""Columns corrected, findings shown, an import taken back, rejected rows saved."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget
from python_calamine import CalamineWorkbook

from app.catalogue.enterprise import CompanyBasics
from app.core.actor import Actor
from app.core.customers.queries import ListQuery, list_ids
from app.core.customers.service import edit_text
from app.core.exchange.service import Existing, Status, Unknown
from app.core.store.shop import Shop
from app.ui.exchange.page import OUT
from app.ui.exchange.preview_groups import Sort, Told, groups
from app.ui.exchange.stepper import Stepper
from app.ui.exchange.wizard import CHECK, COLUMNS, DONE, PREVIEW
from app.ui.looks import Looks
from app.ui.navigation import Place
from tests.ui.conftest import Answers

from .conftest import LAOWANG, Hand, WriteCsv

PEOPLE = ("卡号,姓名,手机,内部", "C1,王堃,15412345678,x1", "C2,,15412345679,x2")


def columns(hand: Hand) -> dict[str, str | None]:
    return hand.wizard.columns.mapping()


def test_columns_are_guessed_and_what_nobody_can_name_is_not_imported(hand: Hand) -> None:
    hand.take(LAOWANG / "members.xlsx")
    hand.go_on(COLUMNS)
    table = hand.wizard.columns.table.columns
    line = next(each for each in table.lines if each.heading == "内部编码")
    row = table.lines.index(line)
    assert table.target(row) is None
    assert table.index(row, 2).data() == "not imported"
    assert "hidden" in line.note
    assert len(line.samples) == 3


def test_a_field_is_chosen_by_typing(hand: Hand, write_csv: WriteCsv) -> None:
    hand.take(write_csv(*PEOPLE))
    hand.go_on(COLUMNS)
    table = hand.wizard.columns.table
    table.selectRow(3)
    QTest.keyClick(table, Qt.Key.Key_F2)
    chooser = hand.wizard.columns.chooser
    assert chooser is not None
    chooser.typed.insert("微信")
    assert chooser.list.value() == "wechat"
    QTest.keyClick(chooser.typed, Qt.Key.Key_Return)
    assert columns(hand)["内部"] == "wechat"
    QTest.keyClick(table, Qt.Key.Key_Delete)
    assert columns(hand)["内部"] is None


def test_both_languages_find_a_field(hand: Hand, write_csv: WriteCsv) -> None:
    hand.take(write_csv(*PEOPLE))
    hand.go_on(COLUMNS)
    hand.wizard.columns.choose(3, "Blood")
    chooser = hand.wizard.columns.chooser
    assert chooser is not None
    assert chooser.list.value() == "blood_type"
    chooser.typed.setText("负责人 姓名")
    assert chooser.list.value() is None
    chooser.reject()


def test_a_list_without_a_name_does_not_go_on(hand: Hand, write_csv: WriteCsv) -> None:
    hand.take(write_csv("甲,手机", "王堃,15412345678", "李四,15412345679"))
    hand.go_on(COLUMNS)
    assert not hand.wizard.next.isEnabled()
    hand.wizard.columns.set_target(0, "name")
    assert hand.wizard.next.isEnabled()
    hand.go_on(DONE)
    assert hand.customers() == 2


def test_corrected_columns_are_remembered(hand: Hand, write_csv: WriteCsv) -> None:
    path = write_csv(*PEOPLE)
    hand.take(path)
    hand.go_on(COLUMNS)
    hand.wizard.columns.set_target(3, "wechat")
    hand.go_on(DONE)
    hand.take(path)
    hand.go_on(COLUMNS)
    assert columns(hand)["内部"] == "wechat"
    assert hand.wizard.columns.note.isVisibleTo(hand.wizard)


def test_two_columns_of_one_field_are_said(hand: Hand, write_csv: WriteCsv) -> None:
    hand.take(write_csv(*PEOPLE))
    hand.go_on(COLUMNS)
    hand.wizard.columns.set_target(3, "name")
    words = hand.wizard.columns.note.words
    assert words is not None
    assert "Name" in words.text()


def test_a_second_column_of_a_list_is_no_loss(hand: Hand, write_csv: WriteCsv) -> None:
    """A second telephone is added to the first."""
    hand.take(write_csv(*PEOPLE))
    hand.go_on(COLUMNS)
    hand.wizard.columns.set_target(3, "mobile")
    words = hand.wizard.columns.note.words
    assert words is None or not hand.wizard.columns.note.isVisibleTo(hand.wizard.columns)


def test_the_preview_shows_every_reason_with_its_rows(hand: Hand) -> None:
    hand.take(LAOWANG / "members.xlsx")
    hand.go_on(PREVIEW)
    preview = hand.wizard.preview
    found: dict[tuple[Sort, str], int] = {}
    for row in range(preview.groups.count()):
        told = preview.groups.item(row).data(Qt.ItemDataRole.UserRole)
        if not isinstance(told, Told):
            continue
        preview.groups.setCurrentRow(row)
        hand.wait()
        found[told.sort, told.code] = told.count
        assert len(preview.rows.texts.lines) == told.count, told
    assert found[Sort.REFUSED, "no_name"] == 4
    assert found[Sort.REFUSED, "card_repeated"] == 3
    assert found[Sort.DUPLICATES, "same_phone_other_spelling"] == 6
    assert preview.next_words() == "Import 589 customers"


def test_doubtful_lines_of_a_till_are_shown(hand: Hand, write_csv: WriteCsv) -> None:
    hand.take(
        write_csv("单号,日期,商品,数量,金额", "S1,2026-11-03,茶,好多,20", "S2,2026-11-03,茶,1,9")
    )
    hand.go_on(PREVIEW)
    hand.wait()
    preview = hand.wizard.preview
    assert preview.rows.texts.lines == (("2", "S1", "2026-11-03", "茶", "好多", "20"),)
    assert preview.words.text().startswith("These lines come in; look")


def test_likely_duplicates_are_named(hand: Hand, write_csv: WriteCsv) -> None:
    people = ("卡号,姓名,手机", "C1,王堃,15412345678", "C2,王昆,15412345678")
    hand.take(write_csv(*people))
    hand.go_on(PREVIEW)
    hand.wait()
    assert hand.wizard.preview.rows.texts.lines == (("C1", "王堃", "C2", "王昆"),)


def test_a_second_import_has_nothing_to_do(hand: Hand) -> None:
    hand.bring_in(LAOWANG / "companies.xlsx")
    hand.take(LAOWANG / "companies.xlsx")
    hand.go_on(PREVIEW)
    assert not hand.wizard.next.isEnabled()
    assert hand.wizard.next.text() == "Nothing to import"


def test_the_file_may_win(hand: Hand, write_csv: WriteCsv) -> None:
    hand.bring_in(write_csv("卡号,姓名", "C1,王堃"))
    hand.take(write_csv("卡号,姓名", "C1,王昆", name="newer.csv"))
    hand.go_on(CHECK)
    hand.wizard.check.existing.choose(Existing.UPDATE)
    hand.go_on(DONE)
    report = hand.wizard.done.report
    assert report is not None
    assert report.counts[Status.UPDATED] == 1


def test_a_till_may_make_its_customers(hand: Hand, write_csv: WriteCsv) -> None:
    hand.take(write_csv("单号,日期,会员卡号,金额", "R1,2026-11-01,C7,12.50"))
    hand.go_on(CHECK)
    hand.wizard.check.unknown.choose(Unknown.CREATE)
    hand.go_on(DONE)
    assert hand.customers() == 1
    hand.wizard.next.click()
    assert hand.page.context.navigation.here == Place("value")


def test_walk_ins_are_told_as_receipts(hand: Hand, write_csv: WriteCsv) -> None:
    lines = ("W1,2026-11-01,,12.50", "W1,2026-11-01,,3.00", "W2,2026-11-02,,4.00")
    hand.take(write_csv("单号,日期,会员卡号,金额", *lines))
    hand.go_on(PREVIEW)
    assert "2 receipts of walk-ins" in hand.wizard.preview.about.text()


def test_the_cursor_is_called_back_after_saving(
    hand: Hand, write_csv: WriteCsv, dialogs: Answers, tmp_path: Path
) -> None:
    hand.take(write_csv("卡号,姓名", "C1,王堃", "C2,"))
    hand.go_on(DONE)
    hand.wizard.window().focusWidget().clearFocus()  # as a chooser leaves it
    dialogs.file = tmp_path / "left.xlsx"
    hand.wizard.done.save.click()
    hand.wait()
    assert (tmp_path / "left.xlsx").exists()
    assert hand.wizard.window().focusWidget() is hand.wizard.next


def test_the_lines_of_the_preview_begin_large(hand: Hand) -> None:
    hand.take(LAOWANG / "companies.xlsx")
    hand.go_on(PREVIEW)
    report = hand.wizard.preview.report
    assert report is not None
    told = groups(report)
    assert [each.words for each in told] == [
        "Credit code with a wrong check digit",
        "Credit code of a wrong length",
    ]


def test_every_step_has_a_sign_of_one_width(
    looks: Looks, shown: Callable[[QWidget], QWidget]
) -> None:
    stepper = Stepper(looks.theme, ["File", "Columns", "Check"])
    shown(stepper)
    for step in (0, 1, 2):
        stepper.go_to(step)
        assert len({each.width() for each in stepper._signs}) == 1


def test_an_import_is_taken_back(hand: Hand) -> None:
    hand.bring_in(LAOWANG / "companies.xlsx")
    assert hand.customers() == 60
    hand.wizard.done.undo.click()
    hand.wait()
    assert hand.customers() == 0
    assert hand.wizard.done.undone
    assert not hand.wizard.done.undo.isVisibleTo(hand.wizard)


@pytest.mark.parametrize(("yes", "left"), [(True, 1), (False, 60)])
def test_what_was_changed_since_is_asked_about(
    yes: bool, left: int, hand: Hand, shop: Shop, owner: Actor, dialogs: Answers
) -> None:
    hand.bring_in(LAOWANG / "companies.xlsx")
    with shop.write(owner, "Edit") as unit:
        edit_text(unit, list_ids(unit, ListQuery())[0], {CompanyBasics.industry: "茶叶"})
    dialogs.yes = yes
    hand.wizard.done.undo.click()
    hand.wait()
    hand.wait()
    assert dialogs.asked == ["Some of it was changed since"]
    assert hand.customers() == left


def test_an_earlier_import_is_taken_back(hand: Hand, dialogs: Answers) -> None:
    hand.bring_in(LAOWANG / "companies.xlsx")
    hand.wizard.done.again.click()
    hand.wait()
    card = hand.wizard.file.begin.past
    assert card.isVisibleTo(hand.wizard)
    undo = next(each for each in card.findChildren(QPushButton) if each.text() == "Undo")
    undo.click()
    hand.wait()
    assert hand.customers() == 0
    assert dialogs.asked == ["Take back the import of companies.xlsx?"]
    assert not [each for each in card.findChildren(QPushButton) if each.isVisibleTo(card)]


def test_rejected_rows_are_saved_with_their_reasons(
    hand: Hand, dialogs: Answers, tmp_path: Path, write_csv: WriteCsv
) -> None:
    hand.bring_in(write_csv(*PEOPLE))
    dialogs.file = tmp_path / "rejected"
    hand.wizard.done.save.click()
    hand.wait()
    rows = CalamineWorkbook.from_path(str(tmp_path / "rejected.xlsx")).get_sheet_by_index(0)
    lines = rows.to_python()
    assert lines[0][-1] == "Reason"
    assert lines[1] == ["C2", "", "15412345679", "x2", "The row has no name."]


def test_a_list_is_taken_out_for_a_purpose(
    hand: Hand, dialogs: Answers, tmp_path: Path, write_csv: WriteCsv
) -> None:
    hand.bring_in(write_csv(*PEOPLE))
    hand.page.show_place(Place("import", detail=OUT))
    out, file = hand.page.take_out, tmp_path / "out.xlsx"
    dialogs.file = file
    assert not out.go.isEnabled()
    out.purpose.setText("For the accountant")
    out.go.click()
    hand.wait()
    assert file.exists()
    assert out.told.words is not None
    assert "1 row is in out.xlsx" in out.told.words.text()
    assert dialogs.asked == ["Where shall it go?"]


def test_sealed_values_are_asked_about(
    hand: Hand, dialogs: Answers, tmp_path: Path, write_csv: WriteCsv
) -> None:
    hand.bring_in(write_csv("卡号,姓名,宗教信仰", "C1,王堃,佛教"))
    out, file = hand.page.take_out, tmp_path / "out.csv"
    dialogs.file, dialogs.yes = file, False
    hand.page.way.choose(OUT)
    out.form.choose(".csv")
    out.purpose.setText("The customer asked for it")
    out.sealed.setChecked(True)
    out.go.click()
    hand.wait()
    assert not file.exists()
    dialogs.yes = True
    out.go.click()
    hand.wait()
    assert "Buddhism" in file.read_text("utf-8-sig")
    assert not out.sealed.isChecked()
    out.go.click()
    hand.wait()
    assert "Buddhism" not in file.read_text("utf-8-sig")
