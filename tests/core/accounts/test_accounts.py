"""Passwords, the card and the custodian of an open shop."""

import pytest

from app.core.accounts.queries import people
from app.core.accounts.service import (
    StepUp,
    add_custodian,
    change_password,
    new_one_time_password,
    new_recovery_card,
    remove_custodian,
)
from app.core.actor import Actor, Right, Role
from app.core.audit.service import check_up
from app.core.errors import NotAllowed, PasswordNeeded, Refused, WrongPassword
from app.core.opening import NewPasswordNeeded, open_with_card
from app.core.vault.keys import Kdf
from tests.vaults import PASSWORD, Vault

NEW, OWN = "a new good password", "the custodian's own"


def step(vault: Vault, password: str = PASSWORD) -> StepUp:
    return StepUp(password, vault.app_state)


def enrolled(vault: Vault, name: str = "小李") -> str:
    with vault.session() as (shop, actor):
        return add_custodian(actor, shop, name)


def test_a_changed_password_replaces_the_old_one_everywhere(vault: Vault) -> None:
    with vault.session() as (shop, actor):
        change_password(actor, shop, step(vault), NEW)
    with pytest.raises(WrongPassword):
        vault.open(PASSWORD)
    vault.place.keyring.unlink()  # nor does the copy open with it
    with pytest.raises(WrongPassword):
        vault.open(PASSWORD)
    with vault.opened(NEW):
        pass


def test_the_old_password_is_asked_and_the_new_one_checked(vault: Vault) -> None:
    before = vault.place.keyring.read_bytes()
    with vault.session() as (shop, actor):
        with pytest.raises(WrongPassword):
            change_password(actor, shop, step(vault, "wrong password"), NEW)
        with pytest.raises(Refused):
            change_password(actor, shop, step(vault), "short")
    assert vault.place.keyring.read_bytes() == before


def test_guessing_at_an_unlocked_counter_has_to_wait(vault: Vault) -> None:
    with vault.session() as (shop, actor):
        for _ in range(5):
            with pytest.raises(WrongPassword):
                change_password(actor, shop, step(vault, "wrong password"), NEW)
        with pytest.raises(WrongPassword) as caught:
            change_password(actor, shop, step(vault), NEW)
    assert caught.value.values["seconds"] == 30


def test_a_new_card_ends_the_old_one(vault: Vault) -> None:
    with vault.session() as (shop, actor):
        card = new_recovery_card(actor, shop)

    def use(typed: str) -> None:
        shop, _, _ = open_with_card(
            vault.folder, typed, NEW, clock=vault.clock, app_state=vault.app_state, kdf=Kdf.CHEAP
        )
        shop.close()

    with pytest.raises(WrongPassword):
        use(vault.card)
    use(card)


def test_the_first_login_forces_a_password_of_ones_own(vault: Vault) -> None:
    once = enrolled(vault)
    with pytest.raises(NewPasswordNeeded):
        vault.open(once, "小李")
    with pytest.raises(Refused):
        vault.open(once, "小李", new="short")
    shop, actor = vault.open(once, "小李", new=OWN)
    shop.close()
    assert (actor.name, actor.role) == ("小李", Role.CUSTODIAN)
    with pytest.raises(WrongPassword):
        vault.open(once, "小李")
    with vault.opened(OWN, "小李"):
        pass
    with vault.opened():  # the owner is not concerned
        pass


def test_a_one_time_password_told_by_word_of_mouth(vault: Vault) -> None:
    """Small letters, no dashes: nobody reads those out."""
    once = enrolled(vault)
    shop, actor = vault.open(once.replace("-", "").lower(), "小李", new=OWN)
    shop.close()
    assert actor.name == "小李"


def test_a_one_time_password_expires_after_seven_days(vault: Vault) -> None:
    once = enrolled(vault)
    vault.hands.pass_(days=7, seconds=1)
    with pytest.raises(Refused, match="expired"):
        vault.open(once, "小李", new=OWN)
    with vault.session() as (shop, actor):
        (uid,) = [p.uid for p in people(actor, shop) if p.role is Role.CUSTODIAN]
        again = new_one_time_password(actor, shop, uid)
    shop, _ = vault.open(again, "小李", new=OWN)
    shop.close()


def test_the_custodian_holds_the_files_key_alone(vault: Vault) -> None:
    shop, actor = vault.open(enrolled(vault), "小李", new=OWN)
    try:
        assert shop.keys.sens is None
        assert {right for right in Right if actor.may(right)} == {
            Right.MAKE_BACKUPS,
            Right.CHECK,
        }
        with shop.read(actor) as reader:
            assert reader.seal is None
        assert check_up(actor, shop).ok
        change_password(actor, shop, step(vault, OWN), NEW)
        for forbidden in (
            lambda: new_recovery_card(actor, shop),
            lambda: add_custodian(actor, shop, "another"),
            lambda: remove_custodian(actor, shop, actor.uid),
            lambda: people(actor, shop),
        ):
            with pytest.raises(NotAllowed):
                forbidden()
    finally:
        shop.close()
    shop, _ = vault.open(NEW, "小李")
    assert shop.keys.sens is None
    shop.close()


def test_a_removed_custodian_is_out_even_with_the_old_keyring(vault: Vault) -> None:
    once = enrolled(vault)
    shop, custodian = vault.open(once, "小李", new=OWN)
    shop.close()
    old = vault.place.keyring.read_bytes()
    with vault.session() as (shop, actor):
        remove_custodian(actor, shop, custodian.uid)
        assert [p.role for p in people(actor, shop)] == [Role.OWNER]
    with pytest.raises(WrongPassword):
        vault.open(OWN, "小李")
    vault.place.keyring.write_bytes(old)
    with pytest.raises(Refused, match="older"):
        vault.open(OWN, "小李")


def test_people_are_listed_owner_first_without_the_card(vault: Vault) -> None:
    enrolled(vault, "阿一")
    with vault.session() as (shop, actor):
        found = people(actor, shop)
    assert [person.role for person in found] == [Role.OWNER, Role.CUSTODIAN]
    assert found[0].first_login_until is None
    assert found[1].first_login_until is not None


@pytest.mark.parametrize("name", ["", "  ", "owner", "小李"])
def test_names_are_needed_and_taken_once(vault: Vault, name: str) -> None:
    enrolled(vault)
    with vault.session() as (shop, actor), pytest.raises(Refused):
        add_custodian(actor, shop, name)


def test_neither_the_owner_nor_nobody_can_be_removed(vault: Vault) -> None:
    with vault.session() as (shop, actor):
        for uid in ("owner", "#recovery", "nobody"):
            with pytest.raises(Refused):
                remove_custodian(actor, shop, uid)


def test_a_forged_person_changes_nobody(vault: Vault) -> None:
    with vault.session() as (shop, _):
        forged = Actor("owner", "x", Role.OWNER)
        with pytest.raises(PasswordNeeded):
            add_custodian(forged, shop, "another")
