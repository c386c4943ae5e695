"""The program's English: quotes that stand close to Latin words, whatever users typed."""

from app.i18n import N_, ntr, tr


def test_english_has_straight_quotes_and_leaves_what_was_typed_alone() -> None:
    words = N_("Replace “{name}”?")
    assert tr(words, name="“好”") == 'Replace "“好”"?'
    assert ntr("“{n}” tea", "“{n}” teas", 2) == '"2" teas'
