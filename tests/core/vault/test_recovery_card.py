"""The card's check characters catch what people mistype."""

from itertools import combinations

import pytest

from app.core.errors import Refused
from app.core.vault.recovery_card import ALPHABET, new_card, secret_of

CARD = new_card()


def test_a_card_is_160_bits_in_eight_checked_groups() -> None:
    groups = CARD.split("-")
    assert [len(group) for group in groups] == [5] * 8
    assert len(secret_of(CARD)) * 5 == 160
    assert new_card() != CARD


@pytest.mark.parametrize(
    "typed",
    [CARD.lower(), CARD.replace("-", " "), f"  {CARD}\n"],
    ids=["lower case", "blanks", "outer blanks"],  # a card is new in each test process
)
def test_case_and_separators_do_not_matter(typed: str) -> None:
    assert secret_of(typed) == secret_of(CARD)


def test_look_alike_digits_are_read_as_letters() -> None:
    mistyped = CARD.replace("O", "0").replace("I", "1").replace("B", "8")
    assert secret_of(mistyped) == secret_of(CARD)


def test_every_single_wrong_letter_is_caught() -> None:
    letters = CARD.replace("-", "")
    for place, right in enumerate(letters):
        for wrong in set(ALPHABET) - {right}:
            with pytest.raises(Refused) as caught:
                secret_of(letters[:place] + wrong + letters[place + 1 :])
            assert caught.value.values["place"] == place // 5 + 1


def test_every_swap_inside_a_group_is_caught() -> None:
    letters = CARD.replace("-", "")
    for group in range(8):
        for one, other in combinations(range(group * 5, group * 5 + 4), 2):
            swapped = list(letters)
            swapped[one], swapped[other] = swapped[other], swapped[one]
            if swapped != list(letters):
                with pytest.raises(Refused):
                    secret_of("".join(swapped))


def test_swapped_groups_are_caught() -> None:
    groups = CARD.split("-")
    groups[2], groups[5] = groups[5], groups[2]
    with pytest.raises(Refused):
        secret_of("-".join(groups))


@pytest.mark.parametrize(
    "typed",
    ["", CARD[:-1], CARD + "A", "熟" * 40, "9" * 40],
    ids=["nothing", "too short", "too long", "Han", "nines"],
)
def test_what_is_no_card_is_refused(typed: str) -> None:
    with pytest.raises(Refused):
        secret_of(typed)
