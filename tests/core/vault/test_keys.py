"""Password costs have bounds, checked before anything is reserved."""

import tracemalloc
import unicodedata

import pytest

from app.core.errors import Damaged
from app.core.vault.keys import MIB, Kdf, Keys, as_typed, calibrated, derive, new_keys

HUGE = 64 * 1024 * MIB  # 64 GiB


@pytest.mark.parametrize(
    "kdf",
    [
        Kdf(memory=HUGE),
        Kdf(memory=1024 * MIB + 1),
        Kdf(memory=19 * MIB - 1),
        Kdf(iterations=21),
        Kdf(iterations=0),
        Kdf(lanes=9),
        Kdf(lanes=0),
        Kdf(memory=-1),
    ],
)
def test_costs_out_of_bounds_are_refused_before_anything_is_reserved(kdf: Kdf) -> None:
    tracemalloc.start()
    try:
        with pytest.raises(Damaged):
            kdf.derive("password", bytes(16))
        assert tracemalloc.get_traced_memory()[1] < 1_000_000
    finally:
        tracemalloc.stop()


def test_the_default_costs_what_an_attacker_should_pay() -> None:
    assert (Kdf.DEFAULT.iterations, Kdf.DEFAULT.lanes, Kdf.DEFAULT.memory) == (3, 4, 128 * MIB)


def test_measuring_never_goes_below_64_mib() -> None:
    found = calibrated()
    assert 64 * MIB <= found.memory <= 256 * MIB
    assert found.iterations == 3


def test_composed_and_decomposed_are_one_password_and_nothing_else_is() -> None:
    assert as_typed(unicodedata.normalize("NFD", "café")) == as_typed("café")
    assert as_typed("ｐａｓｓ") != as_typed("pass")
    assert as_typed("pass ") != as_typed("pass")
    assert as_typed("x\ud800") != as_typed("x")


def test_long_passwords_are_not_cut() -> None:
    long = "长" * 5000
    key = Kdf.CHEAP.derive(long, bytes(16))
    assert key != Kdf.CHEAP.derive(long[:-1], bytes(16))


def test_keys_do_not_show_themselves() -> None:
    keys = new_keys()
    assert keys.db.hex() not in repr(keys)
    assert "db" not in repr(keys)


def test_each_purpose_has_its_own_key() -> None:
    key = bytes(32)
    assert len({derive(key, "audit"), derive(key, "backup"), key}) == 3


def test_a_custodian_holds_no_sensitive_key() -> None:
    assert Keys(b"d" * 32, b"s" * 32).without_sealed() == Keys(b"d" * 32, None)
