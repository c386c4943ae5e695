"""How full a file is, by weights, and what to ask next."""

import pytest

from app.catalogue import CATALOGUES
from app.catalogue.basics import Basics
from app.catalogue.family import Family
from app.catalogue.life import Life
from app.catalogue.membership import Extras
from app.core.actor import Actor
from app.core.customers.completeness import ASKED, completeness, standard_weight
from app.core.customers.weights import set_weight, weights
from app.core.errors import Refused
from app.core.store.shop import Shop

INDIVIDUAL = CATALOGUES["individual"]


def test_an_empty_file_asks_for_what_matters_most() -> None:
    found = completeness(INDIVIDUAL, frozenset({Basics.name}), {})
    assert found.ask == (Basics.birth_date, Basics.mobile, Basics.home_address)[:ASKED]


def test_a_full_file_is_full_and_asks_nothing() -> None:
    found = completeness(INDIVIDUAL, frozenset(INDIVIDUAL), {})
    assert found.score.percent == 100
    assert found.ask == ()


def test_one_thing_short_of_everything_is_not_yet_everything() -> None:
    found = completeness(INDIVIDUAL, frozenset(INDIVIDUAL) - {Life.motto}, {})
    assert found.score.percent == 99
    assert found.ask == (Life.motto,)


def test_only_the_weights_of_the_shop_count() -> None:
    own = {field.key: 0 for field in INDIVIDUAL} | {"motto": 2, "name": 2}
    found = completeness(INDIVIDUAL, frozenset({Basics.name}), own)
    assert found.score.percent == 50
    assert found.ask == (Life.motto,)
    assert found.parts["life"].whole == 2
    assert found.parts["education"].percent is None


def test_a_shop_in_which_nothing_counts_has_no_percentage() -> None:
    own = {field.key: 0 for field in INDIVIDUAL}
    found = completeness(INDIVIDUAL, frozenset(), own)
    assert found.score.percent is None
    assert found.ask == ()


def test_the_heavier_field_is_asked_first_and_then_the_one_that_stands_first() -> None:
    own = {field.key: 0 for field in INDIVIDUAL}
    own |= {"motto": 1, "favourite_dishes": 1, "spouse.name": 3}
    found = completeness(INDIVIDUAL, frozenset(), own)
    assert found.ask == (Family.spouse_name, Life.favourite_dishes, Life.motto)


def test_what_the_shop_gives_itself_is_never_a_question() -> None:
    assert standard_weight(Extras.customer_no) == 0
    assert standard_weight(Extras.tags) == 0


def test_own_weights_are_kept_and_standard_ones_are_not(shop: Shop, owner: Actor) -> None:
    with shop.write(owner, "Weigh") as unit:
        set_weight(unit, Life.motto, 3)
        set_weight(unit, Basics.name, standard_weight(Basics.name))
    with shop.read(owner) as reader:
        assert weights(reader) == {"motto": 3}
    with shop.write(owner, "Weigh") as unit:
        set_weight(unit, Life.motto, standard_weight(Life.motto))
    with shop.read(owner) as reader:
        assert weights(reader) == {}


def test_a_weight_beyond_the_scale_is_refused(shop: Shop, owner: Actor) -> None:
    with pytest.raises(Refused), shop.write(owner, "Weigh") as unit:
        set_weight(unit, Life.motto, 9)
