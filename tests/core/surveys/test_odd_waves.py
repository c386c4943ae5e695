"""Waves that are hardly one: half filled, of one sheet, all alike, with an item nobody answered."""

from fractions import Fraction

import pytest

from app.core.actor import Actor
from app.core.store.shop import Shop
from app.core.surveys import queries, service
from app.core.surveys.drafts import DraftItem
from app.core.surveys.entering import FilledSheet
from app.core.surveys.quadrants import Quadrant
from app.core.surveys.records import Half, ItemKind, Role
from app.core.surveys.results import Results, results
from app.core.surveys.together import Together, together

W, S, ONLY = Half.IMPORTANCE, Half.SATISFACTION, Half.ONLY
DRAFTS = (
    DraftItem("tea", ItemKind.PAIR, key="tea"),
    DraftItem("cup", ItemKind.PAIR, key="cup"),
    DraftItem("seat", ItemKind.PAIR, key="seat"),
    DraftItem("all in all", role=Role.OVERALL, key="overall"),
    DraftItem("recommend", role=Role.RECOMMEND, key="recommend", low=0, high=10),
)
Sheet = dict[tuple[str, Half], int]
ALIKE: Sheet = {
    ("tea", W): 4, ("tea", S): 4, ("cup", W): 4, ("cup", S): 4, ("seat", W): 4, ("seat", S): 4,
    ("overall", ONLY): 4, ("recommend", ONLY): 9,
}  # fmt: skip


def tell(shop: Shop, owner: Actor, *sheets: Sheet) -> tuple[Results, Together]:
    """The figures of one wave that holds these sheets."""
    with shop.write(owner, "Survey") as unit:
        made = service.add_survey(unit, "odd", DRAFTS, model="csi")
        wave = service.add_wave(unit, made, "one")
        version = queries.surveys(unit)[0].version_id
        asked = queries.items(unit, version)
        ids = {each.key: each.id for each in asked}
        for each in sheets:
            answers = {(ids[key], half): value for (key, half), value in each.items()}
            service.enter_whole(unit, wave, FilledSheet(answers))
    with shop.read(owner) as reader:
        return results(reader, version, [wave]), together(reader, asked, [wave])


def test_half_filled_sheets_count_where_they_were_filled(shop: Shop, owner: Actor) -> None:
    found, _ = tell(
        shop, owner, {("tea", W): 5}, {("tea", S): 2, ("overall", ONLY): 3}, {("cup", S): 5}, {}
    )
    assert found.respondents == 4
    tea, cup, seat = found.items
    assert tea.weight is not None
    assert (tea.weight.n, tea.score.n) == (1, 1)
    assert tea.score.mean == 2
    assert cup.score.mean == 5
    assert cup.quadrant is None  # nobody said how important
    assert (seat.score.n, seat.score.mean, seat.quadrant) == (0, None, None)
    assert found.index.score == 2  # of the one item that has both
    assert found.index.items == 1
    assert found.overall.n == 1


def test_a_wave_of_one_sheet_has_means_and_no_interval(shop: Shop, owner: Actor) -> None:
    found, told = tell(shop, owner, ALIKE | {("tea", S): 2})
    assert found.items[0].score.mean == 2
    assert found.items[0].score.interval() is None
    assert found.overall.interval() is None
    assert found.promoters is not None
    assert found.promoters.n == 1
    assert found.promoters.score == 100
    assert found.promoters.unanimous
    assert all(each.r is None and each.n == 1 for each in told.derived.values())


def test_all_alike_is_high_everywhere_and_nothing_goes_along(shop: Shop, owner: Actor) -> None:
    found, told = tell(shop, owner, *[ALIKE] * 7)
    assert {each.quadrant for each in found.items} == {Quadrant.KEEP}  # a tie is high
    assert found.index.raw == Fraction(4, 5)
    assert found.items[0].score.interval() == (4, 4)
    assert found.promoters is not None
    assert found.promoters.standard_error == 0
    assert found.promoters.unanimous
    assert all(each.r is None and each.n == 7 for each in told.derived.values())


def test_an_item_nobody_answered_is_blank_and_out_of_the_index(shop: Shop, owner: Actor) -> None:
    sheet = {key: value for key, value in ALIKE.items() if key[0] != "seat"}
    found, told = tell(shop, owner, *[sheet | {("tea", S): value} for value in (1, 2, 5)])
    seat = found.items[2]
    assert (seat.score.n, seat.score.mean, seat.score.variance) == (0, None, None)
    assert seat.quadrant is None
    assert found.index.items == 2
    assert (told.derived[seat.item.id].n, told.derived[seat.item.id].r) == (0, None)


def test_a_wave_nobody_answered_has_no_figure(shop: Shop, owner: Actor) -> None:
    found, told = tell(shop, owner)
    assert found.respondents == 0
    assert found.index.score is None
    assert found.crosshair is None
    assert found.promoters is not None
    assert found.promoters.score is None
    assert all(each.n == 0 for each in told.derived.values())
    assert told.kano == {}


@pytest.mark.parametrize("half", [W, S])
def test_a_half_that_an_item_has_not_is_an_error_of_ours(
    shop: Shop, owner: Actor, half: Half
) -> None:
    with pytest.raises(ValueError, match=half.value):
        tell(shop, owner, {("overall", half): 3})
