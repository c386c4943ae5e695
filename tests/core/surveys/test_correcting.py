"""A filled sheet is corrected: figures right again, history kept, taken back by undo."""

import pytest

from app.core.actor import Actor, Role
from app.core.errors import NotAllowed, Refused
from app.core.store.shop import Shop
from app.core.store.undo import undo_act
from app.core.surveys import queries, service
from app.core.surveys.drafts import DraftItem
from app.core.surveys.entering import FilledSheet
from app.core.surveys.records import Half, ItemKind
from app.core.surveys.results import results

RECOMMEND, WHY = 0, 1
Sheet = tuple[int, int, list[queries.Item]]


@pytest.fixture
def sheet(shop: Shop, owner: Actor) -> Sheet:
    """An NPS sheet that says 2 and why; its wave and questions."""
    with shop.write(owner, "Survey") as unit:
        wave = service.add_wave(unit, service.copy_sheet(unit, "nps"), "May")
        items = list(queries.items(unit, queries.surveys(unit)[0].version_id))
        answers: dict[tuple[int, Half], int | str] = {
            (items[RECOMMEND].id, Half.ONLY): 2,
            (items[WHY].id, Half.ONLY): "茶凉",
        }
        made = service.enter_whole(unit, wave, FilledSheet(answers, number="P1"))
    return wave, made, items


def score(shop: Shop, owner: Actor, sheet: Sheet) -> object:
    with shop.read(owner) as reader:
        found = results(reader, queries.surveys(reader)[0].version_id, [sheet[0]]).promoters
        assert found is not None
        return found.score


def test_results_are_right_again_and_an_undo_takes_it_back(
    shop: Shop, owner: Actor, sheet: Sheet
) -> None:
    _, made, items = sheet
    assert score(shop, owner, sheet) == -100
    key, why = (items[RECOMMEND].id, Half.ONLY), (items[WHY].id, Half.ONLY)
    with shop.write(owner, "Correct") as unit:
        assert service.correct(unit, made, {key: 10, why: "茶凉"}, "P2") == 2
        corrected = unit.act_id
    assert score(shop, owner, sheet) == 100
    with shop.read(owner) as reader:
        assert queries.answers(reader, made) == {key: 10, why: "茶凉"}
        assert queries.responses(reader, sheet[0], typed="p2")[0].id == made
        assert queries.responses(reader, sheet[0], typed="P1") == ()
        kept = reader.connection.exec_driver_sql(
            "SELECT old, new FROM history WHERE act_id = ? AND column_name = 'value'", (corrected,)
        ).all()
        assert kept == [(2, 10)]
    with shop.write(owner, "Undo") as unit:
        undo_act(unit, corrected)
    assert score(shop, owner, sheet) == -100


def test_blank_takes_an_answer_away_and_a_missing_one_is_added(
    shop: Shop, owner: Actor, sheet: Sheet
) -> None:
    _, made, items = sheet
    key, why = (items[RECOMMEND].id, Half.ONLY), (items[WHY].id, Half.ONLY)
    with shop.write(owner, "Correct") as unit:
        assert service.correct(unit, made, {key: None, why: ""}) == 2
        assert service.correct(unit, made, {key: None}) == 0
    assert score(shop, owner, sheet) is None
    with shop.write(owner, "Correct") as unit:
        assert service.correct(unit, made, {key: 9}) == 1
    assert score(shop, owner, sheet) == 100


def test_a_corrected_remark_is_to_be_read_anew(shop: Shop, owner: Actor, sheet: Sheet) -> None:
    _, made, items = sheet
    with shop.write(owner, "Read") as unit:
        service.mark_remark(unit, queries.remarks(unit)[0].answer_id, "read")
        assert queries.unread_remarks(unit) == 0
        service.correct(unit, made, {(items[WHY].id, Half.ONLY): "茶凉了"})
        assert queries.remarks(unit, unread=True)[0].words == "茶凉了"


def test_outside_the_scale_or_with_anothers_number_nothing_is_corrected(
    shop: Shop, owner: Actor, sheet: Sheet
) -> None:
    wave, made, items = sheet
    key = (items[RECOMMEND].id, Half.ONLY)
    with pytest.raises(Refused, match="no answer"), shop.write(owner, "Correct") as unit:
        service.correct(unit, made, {(items[WHY].id, Half.ONLY): "x", key: 11})
    with shop.write(owner, "Another") as unit:
        service.enter_whole(unit, wave, FilledSheet({}, number="P9"))
    with pytest.raises(Refused, match="already"), shop.write(owner, "Correct") as unit:
        service.correct(unit, made, {}, "p9")
    with pytest.raises(Refused, match="not on the wave"), shop.write(owner, "Correct") as unit:
        service.correct(unit, made, {(items[WHY].id + 99, Half.ONLY): 1})
    with shop.read(owner) as reader:
        assert queries.answers(reader, made)[items[WHY].id, Half.ONLY] == "茶凉"


def test_an_old_sheet_is_corrected_by_the_questions_it_was_asked(
    shop: Shop, owner: Actor, sheet: Sheet
) -> None:
    _, made, items = sheet
    with shop.write(owner, "Edit") as unit:
        survey = queries.surveys(unit)[0]
        service.edit_survey(unit, survey.id, [DraftItem("另问", ItemKind.SCALE, key="other")])
    with shop.write(owner, "Correct") as unit:
        assert service.correct(unit, made, {(items[RECOMMEND].id, Half.ONLY): 10}) == 1
        version = queries.waves(unit, survey.id)[0].version_id
        assert [each.words for each in queries.items(unit, version)] == [i.words for i in items]


def test_who_may_not_change_customers_may_not_correct(shop: Shop, sheet: Sheet) -> None:
    custodian = Actor("c", "小周", Role.CUSTODIAN, "session-2")
    with pytest.raises(NotAllowed), shop.write(custodian, "Correct") as unit:
        service.correct(unit, sheet[1], {})
