"""New passwords: long, not guessed first; no forced classes."""

import pytest

from app.core.errors import Refused
from app.core.vault.passwords import check_new_password, common_passwords, one_time_password


@pytest.mark.parametrize(
    "password",
    [
        "correct horse battery",
        "我家的奶茶店开在桥头边上",
        "   ten blanks   ",
        "🍵🥤🍹🧃☕🫖🍶🥛🧋🍼",
    ],
)
def test_length_is_enough(password: str) -> None:
    check_new_password(password, ("老王茶铺",))


@pytest.mark.parametrize(
    "password",
    [
        "",
        "short",
        "nine char",
        "1234567890",
        "QwertyUiop",
        "aaaaaaaaaaaa",
        "abcdefghijklm",
        "ababababababab",
        "woaini1314520",
        "１２３４５６７８９０",
    ],
)
def test_weak_ones_are_refused_with_a_reason(password: str) -> None:
    with pytest.raises(Refused) as caught:
        check_new_password(password)
    assert all(caught.value.sentences())


def test_names_are_no_passwords() -> None:
    with pytest.raises(Refused):
        check_new_password("Lao Wang Tea House", ("lao wang tea house",))


def test_the_list_holds_only_what_length_lets_through() -> None:
    assert len(common_passwords()) > 100
    assert all(len(each) >= 10 for each in common_passwords())


def test_one_time_passwords_are_random_and_long_enough() -> None:
    assert one_time_password() != one_time_password()
    check_new_password(one_time_password())
