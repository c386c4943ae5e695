"""Who gave no name is called by the role, in the language of whoever reads it."""

from collections.abc import Iterator

import pytest

from app.core.actor import Actor, Right, Role, require, spoken_name
from app.core.errors import NotAllowed
from app.core.store.shop import Shop
from app.core.timeline import queries, service
from app.core.vault.keyring import Keyring
from app.core.vault.keys import Kdf, Keys
from app.core.vault.slots import owner_slot
from app.core.vault.unlocking import Unlocked, shown_name
from app.i18n import use_language
from tests.factories import make_customer

KEYS = Keys(db=bytes(32), sens=bytes(32))
VAULT = "00000000-0000-4000-8000-000000000001"


@pytest.fixture
def english_after() -> Iterator[None]:
    yield
    use_language("en")


def entered_as(name: str) -> Actor:
    slot = owner_slot(VAULT, name, "correct horse battery", KEYS, Kdf.CHEAP)
    return Unlocked(Keyring(VAULT, 1, (slot,)), slot, KEYS).actor("s")


def test_a_name_stays_as_it_was_given(english_after: None) -> None:
    use_language("zh")
    assert entered_as("老王").name == "老王"
    assert spoken_name("老王") == "老王"


def test_the_role_is_kept_in_no_language(shop: Shop, english_after: None) -> None:
    use_language("zh")
    somebody = entered_as("")
    record = make_customer(shop, somebody, "陈静")
    with shop.write(somebody, "Note") as unit:
        service.add_note(unit, record, "爱喝萝卜汁")
    with shop.read(somebody) as reader:
        said = {each.who for each in queries.stream(reader, record)}
    assert said == {"Owner"}
    assert {spoken_name(each) for each in said} == {"店主"}
    use_language("en")
    assert {spoken_name(each) for each in said} == {"Owner"}


def test_a_refusal_names_the_role_in_the_reader_s_language(english_after: None) -> None:
    use_language("zh")
    with pytest.raises(NotAllowed) as refused:
        require(Actor("c", "Custodian", Role.CUSTODIAN), Right.EXPORT)
    assert "保管员" in str(refused.value)


def test_the_list_of_people_says_the_role(english_after: None) -> None:
    slot = owner_slot(VAULT, "", "correct horse battery", KEYS, Kdf.CHEAP)
    assert shown_name(slot) == "Owner"
    use_language("zh")
    assert shown_name(slot) == "店主"
