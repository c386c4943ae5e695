"""How texts are folded and cut for the search index."""

from app.core.store.search_index import question
from app.core.store.segmentation import folded, number_tokens, phone_tokens, runs, text_tokens


def test_folding_makes_widths_cases_and_accents_alike() -> None:
    assert folded("ＡＢＣ１２") == "abc12"
    assert folded("Seán") == "sean"
    assert folded("a\u200bb") == "ab"
    assert folded("50%_*\"'") == "50     "


def test_runs_part_chinese_from_letters_and_digits() -> None:
    assert runs("王Lily 88，茶") == ["王", "lily", "88", "茶"]
    assert runs("%_*") == []


def test_no_token_holds_a_quotation_mark_or_a_space() -> None:
    for text in ('a"b', "王\u3000\u00a0建", "x'y", "\ud7a4\u2028z"):
        for token in text_tokens("n", text).split(" "):
            assert '"' not in token
            assert token == token.strip()


def test_numbers_and_phones_are_stored_backwards_for_their_tails() -> None:
    assert "r2950wl" in number_tokens("LW0592").split()
    assert "d00083100451" in phone_tokens("15400138000").split()


def test_a_question_of_signs_alone_is_none() -> None:
    assert question("% _ *") is None
    assert question("") is None
