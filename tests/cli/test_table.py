"""Tables for people: Han characters take two places."""

from fractions import Fraction

from app.cli.answer import average, money, pairs, ratio, table


def test_columns_line_up() -> None:
    text = table(("Name", "Sum"), [("王芳", 5), ("Ann", 12345), (None, "a\nb")], right=(1,))
    assert text.split("\n") == [
        "Name    Sum",
        "----  -----",
        "王芳      5",
        "Ann   12345",
        "        a b",
    ]


def test_pairs_line_up() -> None:
    assert pairs((("店", 1), ("Name", 2))) == "店    1\nName  2"


def test_numbers_as_the_command_line_writes_them() -> None:
    assert money(12850) == "128.50"
    assert money(-5) == "-0.05"
    assert money(0) == "0.00"
    assert money(100_000_000_00) == "100000000.00"
    assert money(None) is None
    assert average(Fraction(100, 3)) == 0.333333
    assert ratio(Fraction(2, 3)) == 0.666667
    assert ratio(None) is None
