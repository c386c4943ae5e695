"""The recovery card works once, and then there is a new one."""

import pytest

from app.core.errors import Refused, WrongPassword
from app.core.opening import open_with_card
from app.core.vault.keys import Kdf
from tests.vaults import PASSWORD, Vault, values, write_value

NEW = "a new good password"


def use(vault: Vault, card: str, new: str = NEW) -> str:
    shop, _, fresh = open_with_card(
        vault.folder, card, new, clock=vault.clock, app_state=vault.app_state, kdf=Kdf.CHEAP
    )
    shop.close()
    return fresh


def test_it_gives_a_new_password_and_a_new_card(vault: Vault) -> None:
    with vault.session() as (shop, actor):
        write_value(shop, actor, "kept")
    fresh = use(vault, vault.card)
    assert fresh != vault.card
    with pytest.raises(WrongPassword):
        vault.open(PASSWORD)
    shop, actor = vault.open(NEW)
    assert values(shop, actor) == {"kept"}
    assert shop.keys.sens is not None
    shop.close()
    assert use(vault, fresh, "yet another password") != fresh


def test_it_works_once(vault: Vault) -> None:
    use(vault, vault.card)
    with pytest.raises(WrongPassword):
        use(vault, vault.card)
    with vault.opened(NEW):
        pass


def test_the_copy_of_the_keyring_forgets_it_too(vault: Vault) -> None:
    use(vault, vault.card)
    vault.place.keyring.unlink()
    with pytest.raises(WrongPassword):
        use(vault, vault.card)


def test_a_typing_error_is_told_and_not_counted(vault: Vault) -> None:
    typed = ("A" if vault.card[0] != "A" else "B") + vault.card[1:]
    for _ in range(20):
        with pytest.raises(Refused, match="Group 1"):
            use(vault, typed)
    use(vault, vault.card)


def test_another_shops_card_is_a_wrong_password_and_counts(vault: Vault) -> None:
    from app.core.vault.recovery_card import new_card

    for _ in range(5):
        with pytest.raises(WrongPassword):
            use(vault, new_card())
    with pytest.raises(WrongPassword) as caught:
        use(vault, vault.card)
    assert caught.value.values["seconds"] == 30
    with vault.opened():  # the owner's own password need not wait for the card
        pass


def test_a_weak_new_password_leaves_the_card_unused(vault: Vault) -> None:
    with pytest.raises(Refused):
        use(vault, vault.card, "short")
    with vault.opened(PASSWORD):
        pass
    use(vault, vault.card)


def test_the_keyring_of_before_is_refused_afterwards(vault: Vault) -> None:
    old = vault.place.keyring.read_bytes()
    use(vault, vault.card)
    vault.place.keyring.write_bytes(old)
    with pytest.raises(Refused, match="older"):
        vault.open(PASSWORD)
