"""What the preview says of a list that the shop has already, in whole or in part."""

from app.core.exchange.service import Existing
from app.ui.exchange.preview_groups import Told
from app.ui.exchange.wizard import CHECK, PREVIEW

from .conftest import Hand, WriteCsv

HEAD = "单号,日期,商品,数量,金额"
LINES = tuple(f"S{n},2026-11-03,茶,好多,20" for n in range(4))
OTHERWISE = tuple(each[:-2] + "21" for each in LINES)
NONE = "None of these rows comes in: they are here already, or stay out."


def said(hand: Hand) -> dict[str, tuple[str, str, int, int]]:
    """By each group's words: what stands over it, its explanation, its number, lines shown."""
    hand.wait()
    preview, found, head = hand.wizard.preview, {}, ""
    for row in range(preview.groups.count()):
        preview.groups.setCurrentRow(row)
        hand.wait()
        told = preview.groups.value()
        if isinstance(told, Told):
            shown = len(preview.rows.texts.lines)
            found[told.words] = (head, preview.words.text(), told.count, shown)
        else:
            item = preview.groups.item(row)
            head = item.text()
    return found


def test_the_same_list_again_does_not_come_in(hand: Hand, write_csv: WriteCsv) -> None:
    path = write_csv(HEAD, *LINES)
    hand.bring_in(path)
    hand.take(path)
    hand.go_on(PREVIEW)
    assert said(hand) == {
        "A cell that can't be read: left out, the rest of the row is kept": (
            "Have a look", NONE, 4, 4,
        )
    }  # fmt: skip


def test_what_is_held_back_is_said_once(hand: Hand, write_csv: WriteCsv) -> None:
    hand.bring_in(write_csv(HEAD, *LINES))
    hand.take(write_csv(HEAD, *OTHERWISE, "S9,2026-11-03,茶,1,9", name="b.csv"))
    hand.go_on(PREVIEW)
    found = said(hand)
    head, words, count, shown = found.pop("We have this receipt already, with other contents.")
    assert (head, count, shown) == ("Does not come in", 4, 4)
    assert words.startswith("These rows stay out.")
    (doubtful,) = found.values()
    assert doubtful[0] == "Have a look"
    assert doubtful[1].endswith("Rows that are here already, or stay out, are counted, too.")


def test_receipts_that_change_are_said_to_change(hand: Hand, write_csv: WriteCsv) -> None:
    hand.bring_in(write_csv(HEAD, *LINES))
    hand.take(write_csv(HEAD, *OTHERWISE, name="b.csv"))
    hand.go_on(CHECK)
    hand.wizard.check.receipts.choose(Existing.UPDATE)
    hand.go_on(PREVIEW)
    found = said(hand)
    head, words, count, _ = found.pop("Lines of receipts that change")
    assert (head, count) == ("Changes what is here", 4)
    assert "they become as this list says" in words
    (doubtful,) = found.values()
    assert doubtful[:2] == (
        "Comes in, but have a look",
        "These lines come in; look whether their doubtful cells were taken rightly.",
    )


def test_one_number_on_two_days_is_kept_apart(hand: Hand, write_csv: WriteCsv) -> None:
    hand.take(write_csv(HEAD, "S1,2026-11-03,茶,1,9", "S1,2026-11-04,茶,1,9"))
    hand.go_on(PREVIEW)
    ((_, words, count, _),) = said(hand).values()
    assert (words, count) == ("Each day and each customer becomes a receipt of its own.", 1)
