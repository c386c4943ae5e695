"""Channels: the course's lists, their order, and what may not come in without a ground."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.catalogue.channels import (
    CHANNELS,
    Side,
    as_good_as,
    channel_label,
    channel_of,
    needs_basis,
    rank,
    sub_kinds,
    top_channels,
)
from app.catalogue.grounds import BASES, basis_label, basis_parts, basis_text
from app.i18n import tr, use_language

codes = st.sampled_from(sorted(CHANNELS))


def test_seven_direct_and_six_indirect_channels_in_the_course_order() -> None:
    direct = [each.code for each in top_channels(Side.DIRECT)]
    indirect = [each.code for each in top_channels(Side.INDIRECT)]
    assert direct == ["survey", "activity", "service", "counter", "fair", "complaint", "online"]
    assert indirect == ["media", "registry", "bank", "research", "bought", "other"]


def test_every_channel_has_both_labels_and_its_sub_kinds_share_its_side() -> None:
    for each in CHANNELS.values():
        assert each.label
        assert each.chinese
        assert all(sub.side is each.side for sub in sub_kinds(each.code))
    assert {each.under for each in CHANNELS.values() if each.under} <= set(CHANNELS)


@given(codes, codes)
def test_the_order_is_total_and_antisymmetric(one: str, other: str) -> None:
    assert (rank(one) < rank(other)) + (rank(other) < rank(one)) + (one == other) == 1


@given(codes, codes, codes)
def test_the_order_is_transitive(one: str, other: str, third: str) -> None:
    if rank(one) < rank(other) < rank(third):
        assert rank(one) < rank(third)


@given(codes, codes)
def test_one_of_two_sources_is_always_good_enough(one: str, other: str) -> None:
    assert as_good_as(one, other) or as_good_as(other, one)
    if rank(one) > rank(other):
        assert as_good_as(one, other)


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ("online.incoming", "online.outgoing"),  # who calls us tells more than whom we call
        ("complaint", "survey"),  # volunteered beats asked
        ("counter", "fair"),  # frequent contact beats a fair
        ("online", "fair"),
        ("activity.coupon", "survey.questionnaire"),  # what she does beats what she answers
        ("owner", "fair"),
        ("fair", "import"),
        ("import", "bought"),
        ("other.customer", "demo"),
    ],
)
def test_the_course_s_ordering(better: str, worse: str) -> None:
    assert rank(better) > rank(worse)
    assert as_good_as(better, worse)
    assert not as_good_as(worse, better)


def test_nothing_is_better_than_the_talk_while_serving() -> None:
    assert max(CHANNELS, key=rank) == "service.talk"


def test_only_a_worse_place_does_not_make_a_source_worse() -> None:
    assert rank("media.paper") > rank("media.book")
    assert as_good_as("media.book", "media.paper")


def test_an_unknown_source_is_no_better_than_a_list() -> None:
    assert not as_good_as("hearsay from the moon", "owner")
    assert as_good_as("import", None)
    assert channel_label("hearsay from the moon") == "hearsay from the moon"


def test_bought_and_swapped_lists_need_a_ground() -> None:
    needing = {each for each in CHANNELS if needs_basis(each)}
    assert needing == {"bought", "bought.rented", "bought.bought", "other.swap"}
    assert not needs_basis(None)


@pytest.mark.parametrize("text", ["counter.talk", "Counter talk", " counter TALK", "柜台闲聊"])
def test_a_channel_is_found_by_code_and_both_labels(text: str) -> None:
    found = channel_of(text)
    assert found is not None
    assert found.code == "counter.talk"
    assert channel_of("moon") is None


def test_seven_grounds_each_with_its_words() -> None:
    assert [each.article for each in BASES] == [f"13({n})" for n in range(1, 8)]
    kept = basis_text("consent", " signed form  of 3 May ")
    assert kept == "consent: signed form of 3 May"
    assert basis_parts(kept) == ("consent", "signed form of 3 May")
    assert basis_parts("consent") == ("consent", "")
    assert basis_parts("their letter: yes") == ("", "their letter: yes")
    assert basis_parts(None) == ("", "")
    assert basis_label("consent") == "The person agreed"
    assert basis_label("moon") == ""


def test_every_channel_speaks_its_own_chinese() -> None:
    use_language("zh")
    said = {code: tr(channel_label(code)) for code in CHANNELS}
    use_language("en")
    assert said == {code: each.chinese for code, each in CHANNELS.items()}
    assert tr(channel_label("media")) == "Media"
