"""The sample shop's surveys: waves that tell a story, in both languages, of customers it has."""

from collections.abc import Iterator

import pytest

from app.core.actor import Actor
from app.core.demo.shopping import Buyer
from app.core.demo.surveys import tell_surveys
from app.core.purchases.records import to_day
from app.core.store.shop import Shop
from app.core.surveys import queries
from app.core.surveys.records import Half
from app.core.surveys.results import line
from app.core.surveys.together import together
from app.i18n import language, use_language
from tests.conftest import TODAY
from tests.factories import make_customer


@pytest.fixture
def in_english() -> Iterator[None]:
    before = language()
    use_language("en")
    yield
    use_language(before)


def told(shop: Shop, owner: Actor, people: int, since: int = 1000) -> int:
    joined = to_day(TODAY) - since
    buyers = [
        Buyer(make_customer(shop, owner, f"客{n}", f"K{n}"), f"K{n}", joined, False, n < 3)
        for n in range(people)
    ]
    with shop.write(owner, "Surveys") as unit:
        return tell_surveys(unit, buyers)


def test_three_waves_show_what_was_mended(shop: Shop, owner: Actor) -> None:
    number = told(shop, owner, 70)
    assert number == 3 * 64 + 40 + 2
    with shop.read(owner) as reader:
        levels = next(each for each in queries.surveys(reader) if each.template == "levels")
        waves = queries.waves(reader, levels.id)
        found = line(reader, waves)
        assert [each.respondents for each in found] == [64, 64, 64]
        packaging = [
            next(r.score.mean for r in each.items if r.item.key == "packaging") for each in found
        ]
        assert packaging[0] is not None
        assert packaging[2] is not None
        assert packaging[2] > packaging[0] + 0.4
        means = {r.item.key: r.score.mean or 0 for r in found[0].items}
        assert min(means, key=lambda key: means[key]) == "packaging"
        assert all(r.quadrant for r in found[2].items)
        assert len({r.quadrant for r in found[2].items}) == 4
        assert found[2].promoters is not None
        assert 0 < (found[2].promoters.score or 0) < 80
        items = queries.items(reader, levels.version_id)
        derived = together(reader, items, [waves[2].id]).derived
        assert all((each.r or 0) > 0.1 for each in derived.values())
        assert waves[2].last_on is None  # still asked
        assert waves[0].last_on is not None


def test_answers_keep_to_their_scales_and_remarks_wait(shop: Shop, owner: Actor) -> None:
    told(shop, owner, 70)
    with shop.read(owner) as reader:
        for survey in queries.surveys(reader):
            items = {each.id: each for each in queries.items(reader, survey.version_id)}
            for wave in queries.waves(reader, survey.id):
                for sheet in queries.responses(reader, wave.id):
                    assert sheet.filled_on is not None
                    assert wave.first_on <= sheet.filled_on <= TODAY
                    for (item, half), value in queries.answers(reader, sheet.id).items():
                        low, high = items[item].limits
                        assert isinstance(half, Half)
                        assert isinstance(value, str) or low <= value <= high
        assert queries.unread_remarks(reader) > 3
        assert {each.became for each in queries.remarks(reader)} >= {None, "thanks", "read"}
        done, todo = sorted(queries.actions(reader), key=lambda each: each.done_on is None)
        assert done.done_on is not None
        assert todo.due_on is not None
        assert todo.due_on > TODAY
        assert {each.gap for each in queries.listening(reader)} == {1, 3, 4}


def test_a_small_new_shop_asks_whom_it_has(shop: Shop, owner: Actor) -> None:
    assert told(shop, owner, 0) == 0
    assert told(shop, owner, 3, since=100) == 3 + 3 + 2  # nobody was a customer a year ago


def test_in_english_all_of_it_is_english(shop: Shop, owner: Actor, in_english: None) -> None:
    told(shop, owner, 20)
    with shop.read(owner) as reader:
        said = [each.words for each in queries.remarks(reader)]
        said += [each.what for each in queries.actions(reader)]
        said += [each.words for each in queries.listening(reader)]
        said += [each.name for each in queries.surveys(reader)]
    assert said
    assert all(words.isascii() for words in said)
