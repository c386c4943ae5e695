"""Columns laid behind one another, sums that never overflow, ids as a list wants them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.value.exact import exact_sum
from app.core.value.gathering import gathered, narrow
from app.core.value.packed import numbers
from app.ui.widgets.record_ids import id_array

whole = st.integers(-(2**63), 2**63 - 1)


@given(st.lists(whole, max_size=40))
def test_a_sum_is_exact_however_large(numbers: list[int]) -> None:
    assert exact_sum(np.array(numbers, np.int64)) == sum(numbers)


def test_a_narrow_column_is_summed_widely() -> None:
    assert exact_sum(np.full(1000, 127, np.int8)) == 127_000


@given(st.lists(st.lists(st.integers(-100, 100), max_size=5), max_size=5), st.integers(0, 9))
def test_parts_lie_behind_one_another(parts: list[list[int]], more: int) -> None:
    columns = [(np.array(each, np.int64), np.array(each, np.int64) * 2) for each in parts]
    together = [number for part in parts for number in part]
    found = gathered(columns, (np.int32, np.int64), len(together) + more)
    assert [each.tolist() for each in found] == [together, [2 * each for each in together]]
    assert [each.dtype for each in found] == [np.int32, np.int64]


def test_more_rows_than_there_is_room_for_are_a_mistake() -> None:
    with pytest.raises(ValueError, match="could not broadcast"):
        gathered([(np.arange(3),)], (np.int64,), 2)


@given(st.lists(st.one_of(st.integers(-200, 200), whole), max_size=6))
def test_a_narrow_column_says_the_same(told: list[int]) -> None:
    column = np.array(told, np.int64)
    for least in (np.int8, np.int32):
        found = narrow(column, least)
        assert found.tolist() == told
        assert not told or found.itemsize >= np.dtype(least).itemsize


def test_as_few_bytes_as_they_allow() -> None:
    sizes = {0: 1, -128: 1, 128: 2, 2**15: 4, -(2**31): 4, 2**31: 8}
    assert {each: narrow(np.array([each])).itemsize for each in sizes} == sizes
    assert narrow(np.array([5]), np.int32).dtype == np.int32
    assert narrow(np.array([True])).dtype == np.bool_
    assert narrow(np.array([0.5])).tolist() == [0.5]


@given(st.lists(st.integers(-(10**12), 10**12), max_size=9))
def test_a_column_as_one_text(several: list[int]) -> None:
    assert numbers(" ".join(map(str, several))).tolist() == several


def test_no_rows_are_no_text() -> None:
    assert numbers(None).tolist() == []


@given(st.lists(whole, max_size=9))
def test_ids_stay_in_their_order(ids: list[int]) -> None:
    assert id_array(np.array(ids, np.int64)).tolist() == ids
    assert id_array(np.array(ids, np.int64)[::-1]).tolist() == ids[::-1]
