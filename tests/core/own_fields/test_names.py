"""Names of fields and choices: what is refused, and that no allowed name breaks a list."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.catalogue import CATALOGUES
from app.catalogue.own_field import KIND_CHOICES, OwnChoice, OwnSpec, make_field, options_of
from app.core.actor import Actor
from app.core.errors import Refused
from app.core.exchange.headings import normal
from app.core.own_fields import service
from app.core.own_fields.names import both, new_choices, refuse_name
from app.core.store.shop import Shop
from app.i18n import in_both, use_language
from tests.core.own_fields.shops import add_field, field_of

LABELS = sorted(
    {name for c in CATALOGUES.values() for f in c for name in in_both(f.label).values()}
)
ALIASES = sorted(
    {alias for c in CATALOGUES.values() for f in c if not f.group for alias in f.aliases}
)


@pytest.mark.parametrize(
    "name", [*LABELS[::9], *ALIASES[::11], "手机号码", "MOBILE", "生 日", "历法"]
)
def test_a_name_of_the_catalogue_is_refused(name: str) -> None:
    grouped = {
        n for c in CATALOGUES.values() for f in c if f.group for n in in_both(f.label).values()
    }
    if name in grouped and name not in ALIASES:
        return  # inside a group only the group tells what is meant
    with pytest.raises(Refused, match="already a name"):
        refuse_name(name, CATALOGUES)


@pytest.mark.parametrize(
    "name",
    [
        "",
        " ",
        "2024",
        "——",
        "=座位",
        "+86",
        "@家",
        "'座",
        "#shuke",
        "重量(kg)",
        "预算（万元）",
        "长" * 31,
    ],
)
def test_a_name_that_would_be_misread_is_refused(name: str) -> None:
    with pytest.raises(Refused):
        refuse_name(name, CATALOGUES)


def test_a_numbered_name_of_a_group_is_refused() -> None:
    with pytest.raises(Refused):
        refuse_name("子女1 姓名", CATALOGUES)


@pytest.mark.parametrize(("name", "name_en"), [("座位", "Other"), ("别的", "Seat"), ("Seat", "")])
def test_another_own_name_is_refused_in_either_language(
    shop: Shop, owner: Actor, name: str, name_en: str
) -> None:
    add_field(shop, owner, name="座位", name_en="Seat")
    with pytest.raises(Refused, match="already a name of the field"):
        add_field(shop, owner, name=name, name_en=name_en)
    other = add_field(shop, owner, name="门牌", name_en="Door")
    with pytest.raises(Refused), shop.write(owner, "Rename") as unit:
        service.rename(unit, other, name, name_en)
    assert str(field_of(shop, owner, other).label) == "Door"


def test_a_name_taken_in_the_other_profile_is_refused(shop: Shop, owner: Actor) -> None:
    with pytest.raises(Refused):
        add_field(shop, owner, name="血型", individual_part=None, company_part="features")


def test_its_own_name_is_no_hindrance(shop: Shop, owner: Actor) -> None:
    own = add_field(shop, owner, name="座位", name_en="Seat")
    with shop.write(owner, "Rename") as unit:
        assert service.rename(unit, own, "座位", "Usual seat")
    with shop.write(owner, "Rename") as unit:
        assert not service.rename(unit, own, "座位", "Usual seat")


def test_a_choice_gets_its_own_word_as_code() -> None:
    made = new_choices((OwnChoice("红", "朱红", "Red"),), [("红", "Crimson"), (" ", "")])
    assert [each.code for each in made] == ["红", "红 2"]


@pytest.mark.parametrize(
    "names",
    [
        [("红", ""), ("红", "")],
        [("红", "A"), ("蓝", "a")],
        [("Ａ", ""), ("a", "")],
        [("红、蓝", "")],
        [("红", "Red/blue")],
        [("长" * 31, "")],
    ],
)
def test_choices_that_could_not_be_told_apart_are_refused(names: list[tuple[str, str]]) -> None:
    with pytest.raises(Refused):
        new_choices((), names)


def test_choices_are_renamed_added_and_never_lost(shop: Shop, owner: Actor) -> None:
    own = add_field(shop, owner, "choice")
    field = field_of(shop, owner, own)
    value = field.kind.parse("小杯", None).value  # type: ignore[arg-type]
    kept = [OwnChoice("大杯", "大杯", "Large"), OwnChoice("小杯", "迷你杯", "Mini")]
    with shop.write(owner, "Choices") as unit:
        middle = OwnChoice("中杯", "中杯", "Medium")
        service.set_choices(unit, own, [*kept, middle, OwnChoice("", "桶", "Bucket")])
    use_language("zh")
    after = field_of(shop, owner, own).kind
    assert after.show(value) == "迷你杯"
    assert after.show("桶") == "桶"
    with pytest.raises(Refused), shop.write(owner, "Choices") as unit:
        service.set_choices(unit, own, kept)


def test_a_field_of_choices_needs_one(shop: Shop, owner: Actor) -> None:
    with pytest.raises(Refused, match="nothing to choose"):
        add_field(shop, owner, "choice", choices=())


def test_a_field_needs_a_part_that_there_is(shop: Shop, owner: Actor) -> None:
    with pytest.raises(Refused):
        add_field(shop, owner, individual_part=None)
    with pytest.raises(Refused):
        add_field(shop, owner, individual_part="nowhere")
    own = add_field(shop, owner)
    with shop.write(owner, "Move") as unit:
        service.set_part(unit, own, "company", "features")
        service.set_part(unit, own, "individual", "life")
    with shop.read(owner) as reader:
        parts = [c.field(f"own.{own}").part for c in reader.catalogues.values()]
    assert [part.key for part in parts if part] == ["life", "features"]
    with pytest.raises(Refused), shop.write(owner, "Move") as unit:
        service.set_part(unit, own, "company", None)


@settings(deadline=None)
@given(st.lists(st.tuples(st.text(max_size=8), st.text(max_size=8)), min_size=1, max_size=5))
def test_what_a_choice_shows_is_read_back_in_both_languages(names: list[tuple[str, str]]) -> None:
    try:
        made = new_choices((), names)
    except Refused:
        return
    for language in ("zh", "en"):
        use_language(language)
        one = KIND_CHOICES["choice"].make(OwnSpec(1, "甲", "A", "choice", made))
        several = KIND_CHOICES["choices"].make(OwnSpec(1, "甲", "A", "choices", made))
        for each in made:
            assert one.parse(one.edit_text(each.code), None).value == each.code  # type: ignore[arg-type]
        codes = tuple(each.code for each in made)
        if codes:
            assert several.parse(several.edit_text(codes), None).value == codes  # type: ignore[arg-type]
    use_language("en")


@settings(deadline=None)
@given(st.text(max_size=20), st.text(max_size=20))
def test_an_allowed_name_is_a_heading_that_is_known_again(name: str, name_en: str) -> None:
    chinese, english = both(name, name_en)
    try:
        for each in (chinese, english):
            refuse_name(each, CATALOGUES)
    except Refused:
        return
    from app.catalogue.field import Catalogue, part_like
    from app.core.exchange.headings import match
    from app.core.exchange.layout import What

    field = make_field(OwnSpec(7, chinese, english, "text"), CATALOGUES["individual"].parts[-1])
    fixed = CATALOGUES["individual"].parts
    last = part_like(fixed[-1], (*fixed[-1].fields, field))
    catalogues = {**CATALOGUES, "individual": Catalogue("individual", (*fixed[:-1], last))}
    for each in (chinese, english):
        found = match(each, What.CUSTOMERS, catalogues)
        assert found is not None
        assert found.target == "own.7"
        assert normal(each)


def test_options_know_wide_and_narrow_spellings() -> None:
    options = options_of((OwnChoice("Ａ级", "Ａ级", "Grade A"),))
    assert options.code_of("A级") == options.code_of("grade a") == "Ａ级"
