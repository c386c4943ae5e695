"""Sheets keep their versions, answers their scale; nobody is asked twice or against her wish."""

from datetime import date, timedelta

import pytest

from app.catalogue.membership import Extras
from app.catalogue.values import YesNo
from app.core.actor import Actor
from app.core.customers import service as customers
from app.core.customers.joining import join_all_waiting
from app.core.customers.records import customer
from app.core.errors import Refused
from app.core.store.shop import Shop
from app.core.surveys import queries, service
from app.core.surveys.drafts import DraftItem
from app.core.surveys.entering import FilledSheet
from app.core.surveys.latest import asked_last
from app.core.surveys.records import Half, ItemKind, Role, survey_response
from tests.conftest import TODAY
from tests.core.surveys.sheets import add_tea_survey
from tests.factories import make_customer


@pytest.fixture
def wave(shop: Shop, owner: Actor) -> int:
    with shop.write(owner, "Survey") as unit:
        return service.add_wave(unit, add_tea_survey(unit), "2026上半年")


def asked(shop: Shop, owner: Actor) -> list[queries.Item]:
    with shop.read(owner) as reader:
        return list(queries.items(reader, queries.surveys(reader)[0].version_id))


def enter(shop: Shop, owner: Actor, wave: int, sheet: FilledSheet) -> int:
    with shop.write(owner, "Sheet") as unit:
        return service.enter_whole(unit, wave, sheet)


def test_a_sheet_with_answers_gets_another_version_and_old_answers_keep_their_words(
    shop: Shop, owner: Actor, wave: int
) -> None:
    before = asked(shop, owner)
    with shop.write(owner, "Edit") as unit:
        made = queries.surveys(unit)[0]
        draft = [DraftItem("茶好不好", ItemKind.PAIR, key=before[0].key)]
        assert service.edit_survey(unit, made.id, draft) == made.version_id
    assert [each.words for each in asked(shop, owner)] == ["茶好不好"]
    item = asked(shop, owner)[0]
    enter(shop, owner, wave, FilledSheet({(item.id, Half.SATISFACTION): 4}))
    with shop.write(owner, "Edit") as unit:
        made = queries.surveys(unit)[0]
        fresh = service.edit_survey(unit, made.id, [DraftItem("茶香不香", ItemKind.PAIR, key="x")])
        assert fresh != made.version_id
        assert queries.items(unit, made.version_id)[0].words == "茶好不好"
        next_wave = service.add_wave(unit, made.id, "2026下半年")
        waves = {each.id: each.version_id for each in queries.waves(unit, made.id)}
        assert waves == {wave: made.version_id, next_wave: fresh}


def test_answers_come_one_by_one_and_can_be_changed_and_taken_back(
    shop: Shop, owner: Actor, wave: int
) -> None:
    first, *_ = asked(shop, owner)
    with shop.write(owner, "Sheet") as unit:
        sheet = service.begin(unit, wave)
    for value in (2, 5):
        with shop.write(owner, "Answer") as unit:
            service.answer(unit, sheet, first.id, Half.SATISFACTION, value)
    with shop.read(owner) as reader:
        assert queries.answers(reader, sheet) == {(first.id, Half.SATISFACTION): 5}
        assert not queries.responses(reader, wave)[0].finished
    with shop.write(owner, "Answer") as unit:
        service.answer(unit, sheet, first.id, Half.SATISFACTION, None)
        service.finish(unit, sheet)
    with shop.read(owner) as reader:
        assert queries.answers(reader, sheet) == {}
        assert queries.responses(reader, wave)[0].finished


def test_a_sheet_broken_off_stays_only_when_something_was_said(
    shop: Shop, owner: Actor, wave: int
) -> None:
    first, *_ = asked(shop, owner)
    with shop.write(owner, "Sheet") as unit:
        empty, half = service.begin(unit, wave), service.begin(unit, wave)
        service.answer(unit, half, first.id, Half.IMPORTANCE, 3)
        service.break_off(unit, empty)
        service.break_off(unit, half)
    with shop.read(owner) as reader:
        assert [each.id for each in queries.responses(reader, wave)] == [half]


@pytest.mark.parametrize("value", [0, 6, -1, 100, "5"])
def test_an_answer_outside_the_scale_is_refused_and_the_sheet_with_it(
    shop: Shop, owner: Actor, wave: int, value: int | str
) -> None:
    first, *_ = asked(shop, owner)
    with pytest.raises(Refused, match="no answer"):
        enter(shop, owner, wave, FilledSheet({(first.id, Half.SATISFACTION): value}))
    with shop.read(owner) as reader:
        assert queries.responses(reader, wave) == ()


def test_the_same_numbered_sheet_comes_once(shop: Shop, owner: Actor, wave: int) -> None:
    enter(shop, owner, wave, FilledSheet({}, number="Q001"))
    with pytest.raises(Refused, match="in this wave already"):
        enter(shop, owner, wave, FilledSheet({}, number=" q001 "))
    enter(shop, owner, wave, FilledSheet({}))
    enter(shop, owner, wave, FilledSheet({}))
    with shop.read(owner) as reader:
        assert len(queries.responses(reader, wave)) == 3


def test_an_anonymous_survey_never_keeps_who_answered(shop: Shop, owner: Actor) -> None:
    who = make_customer(shop, owner, "王堃", "LW0001")
    with shop.write(owner, "Survey") as unit:
        made = service.add_survey(unit, "匿名", [DraftItem("好吗")], anonymous=True)
        hidden = service.add_wave(unit, made, "一")
        service.enter_whole(unit, hidden, FilledSheet({}, customer_id=who))
    with shop.read(owner) as reader:
        found = queries.responses(reader, hidden)[0]
        assert (found.customer_id, found.customer_name) == (None, None)
        assert queries.of_customer(reader, who) == ()


def test_a_wave_with_answers_cannot_be_taken_away(shop: Shop, owner: Actor, wave: int) -> None:
    enter(shop, owner, wave, FilledSheet({}))
    with pytest.raises(Refused, match="answered in this wave"), shop.write(owner, "x") as unit:
        service.delete_wave(unit, wave)


@pytest.mark.parametrize(
    "drafts",
    [
        [],
        [DraftItem("  ")],
        [DraftItem("好吗", low=5, high=5)],
        [DraftItem("选一个", ItemKind.CHOICE, choices=("是",))],
        [DraftItem("一", key="a"), DraftItem("二", key="a")],
    ],
)
def test_what_makes_no_sheet_is_refused(shop: Shop, owner: Actor, drafts: list[DraftItem]) -> None:
    with pytest.raises(Refused), shop.write(owner, "x") as unit:
        service.add_survey(unit, "x", drafts)
    with shop.read(owner) as reader:
        assert queries.surveys(reader) == ()


def test_names_are_free_once(shop: Shop, owner: Actor, wave: int) -> None:
    with shop.write(owner, "Survey") as unit:
        made = queries.surveys(unit)[0].id
        with pytest.raises(Refused, match="already one called"):
            service.add_wave(unit, made, " 2026上半年 ")
        with pytest.raises(Refused, match="already one called"):
            add_tea_survey(unit)
        with pytest.raises(Refused, match="needs a name"):
            service.rename_survey(unit, made, " ")


def test_who_may_not_be_asked_is_left_out_with_the_reason(
    shop: Shop, owner: Actor, wave: int
) -> None:
    ids = [make_customer(shop, owner, name) for name in ("王堃", "单雄", "陈欣", "李娜")]
    with shop.write(owner, "Edit") as unit:
        customers.edit(unit, ids[1], {Extras.consent: YesNo(False)})
        customers.edit(unit, ids[2], {Extras.deceased: YesNo(True)})
        first = service.invite(unit, wave, [ids[0], ids[0]])
        assert first.asked == (ids[0],)
    with shop.write(owner, "Invite") as unit:
        found = service.invite(unit, wave, ids, "group")
    assert found.asked == (ids[3],)
    assert found.left_out == {
        "gone": (ids[2],),
        "no_consent": (ids[1],),
        "asked_lately": (ids[0],),
    }


def test_what_is_to_be_done_and_what_was_heard(shop: Shop, owner: Actor, wave: int) -> None:
    with shop.write(owner, "Do") as unit:
        made = queries.surveys(unit)[0].id
        due = TODAY + timedelta(days=7)
        act = service.add_action(unit, made, "换包装", wave_id=wave, item_key="包装", due_on=due)
        service.finish_action(unit, act, "换成纸盒")
        service.add_listening(unit, 1, "想要小包装", way="focus_group")
    with shop.read(owner) as reader:
        done = queries.actions(reader, made)[0]
        assert (done.due_on, done.done_on, done.result) == (due, TODAY, "换成纸盒")
        heard = queries.listening(reader, 1)[0]
        assert (heard.way, heard.words) == ("focus_group", "想要小包装")
        assert queries.listening(reader, 2) == ()
    with pytest.raises(Refused), shop.write(owner, "x") as unit:
        service.add_listening(unit, 1, "later", on=date(2099, 1, 1))


def test_remarks_are_read_with_whose_they_are(shop: Shop, owner: Actor, wave: int) -> None:
    who = make_customer(shop, owner, "王堃")
    remark = next(each for each in asked(shop, owner) if each.role is Role.REMARK)
    sheet = FilledSheet({(remark.id, Half.ONLY): "  茶很香  "}, customer_id=who)
    enter(shop, owner, wave, sheet)
    with shop.read(owner) as reader:
        found = queries.remarks(reader)[0]
        assert (found.words, found.customer_name, found.wave) == ("茶很香", "王堃", "2026上半年")
        assert queries.of_customer(reader, who)[0].answers == 1


@pytest.mark.parametrize("many", [False, True])
def test_a_sheet_of_an_unknown_number_joins_who_bears_it_later(
    shop: Shop, owner: Actor, wave: int, many: bool
) -> None:
    sheet = enter(shop, owner, wave, FilledSheet({}))
    with shop.write(owner, "Edit") as unit:
        unit.update(survey_response, sheet, customer_number="LW0007", customer_key="lw0007")
    who = make_customer(shop, owner, "王堃", "" if many else "lw0007")
    if many:
        with shop.write(owner, "Import") as unit:
            unit.update(customer, who, number="LW0007", number_key="lw0007")
            join_all_waiting(unit)
    with shop.read(owner) as reader:
        assert [each.id for each in queries.of_customer(reader, who)] == [sheet]


def test_the_survey_asked_last_is_the_one_that_customers_answered_last(
    shop: Shop, owner: Actor, wave: int
) -> None:
    enter(shop, owner, wave, FilledSheet({}))
    with shop.write(owner, "Survey") as unit:
        for name, days, sheets in (("older", 30, 1), ("later", -3, 0), ("assessment", -2, 1)):
            model = "assessment" if name == "assessment" else "own"
            made = service.add_survey(unit, name, [DraftItem("好吗")], model=model)
            other = service.add_wave(unit, made, "一", TODAY - timedelta(days=days))
            for _ in range(sheets):
                service.enter_whole(unit, other, FilledSheet({}))
        found = asked_last(queries.surveys(unit))
        assert found is not None
        assert found.name == "茶客满意度"
        assert asked_last([]) is None
