"""The password again: how long it counts, what refuses without it, what the trail hears of it."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.catalogue.basics import Basics
from app.catalogue.life import Life
from app.core.accounts import service as accounts
from app.core.accounts.queries import people as names
from app.core.accounts.service import StepUp, confirm, confirm_for
from app.core.actor import Actor, Right, Role, require
from app.core.audit.queries import entries
from app.core.customers import service as customers
from app.core.customers.lists import ListQuery, list_ids
from app.core.customers.profile import profile
from app.core.duplicates.queries import compare
from app.core.duplicates.service import merge
from app.core.errors import NotAllowed, PasswordNeeded, WrongPassword
from app.core.exchange.paper_trail import note_given, note_paper
from app.core.exchange.service import What, export
from app.core.history.queries import as_it_stood, value_history
from app.core.people.around import people
from app.core.segments.filter import Condition, Filter
from app.core.step_up import VALID, Proof
from app.core.store.shop import Shop
from tests.conftest import TODAY
from tests.factories import make_customer
from tests.vaults import PASSWORD, Hands, Vault

SECRET = "对花生过敏"
Deed = Callable[[Shop, Actor, int], object]


class Steady:
    """A steady clock whose hands a test moves."""

    seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def hands() -> Hands:
    return Hands()


@pytest.fixture
def steady() -> Steady:
    return Steady()


@pytest.fixture
def proof(hands: Hands, steady: Steady) -> Proof:
    return Proof(lambda: hands.at, steady)


def test_nobody_has_proved_anything_before_the_password(proof: Proof) -> None:
    assert not proof.fresh
    assert Actor("owner", "老王", Role.OWNER).proof.left == timedelta(0)


def test_it_counts_for_five_minutes_and_no_longer(
    proof: Proof, hands: Hands, steady: Steady
) -> None:
    proof.give()
    assert timedelta(minutes=5) == VALID == proof.left
    hands.pass_(minutes=4, seconds=59)
    assert proof.fresh
    hands.pass_(seconds=1)
    assert not proof.fresh
    proof.give()
    assert proof.fresh


def test_turning_the_computers_clock_back_gains_nothing(
    proof: Proof, hands: Hands, steady: Steady
) -> None:
    proof.give()
    hands.pass_(hours=-2)
    steady.seconds = 299
    assert proof.fresh
    steady.seconds = 300
    assert not proof.fresh


def test_a_computer_that_slept_asks_again(proof: Proof, hands: Hands) -> None:
    proof.give()
    hands.pass_(minutes=6)  # the steady one stood still
    assert not proof.fresh


def test_a_command_is_not_asked_twice_however_long_it_takes(proof: Proof, hands: Hands) -> None:
    proof.give()
    proof.last()
    hands.pass_(hours=3)
    assert proof.fresh
    proof.forget()
    assert not proof.fresh


def test_where_nobody_knows_the_password_nobody_is_ever_asked(proof: Proof, hands: Hands) -> None:
    assert proof.can_be_asked
    proof.never_ask()
    proof.forget()  # customers had the screen
    hands.pass_(hours=3)
    assert proof.fresh
    assert not proof.can_be_asked


def test_unlocking_is_giving_the_password_and_locking_ends_it(vault: Vault) -> None:
    shop, actor = vault.open()
    assert actor.proof.fresh
    vault.hands.pass_(minutes=5)
    assert not actor.proof.fresh
    actor.proof.give()
    shop.close()
    assert not actor.proof.fresh


def test_the_real_clock_counts_where_the_shops_stands_still(vault: Vault) -> None:
    from app.core.opening import open_shop

    still, wall = vault.clock.now(), Hands(datetime(2026, 11, 22, 9, tzinfo=UTC))
    shop, actor = open_shop(
        vault.folder, None, PASSWORD, clock=vault.clock, app_state=vault.app_state,
        wall=wall.clock(),
    )  # fmt: skip
    wall.pass_(minutes=5)
    assert (shop.clock.now(), actor.proof.fresh) == (still, False)
    shop.close()


@pytest.fixture
def her(shop: Shop, owner: Actor) -> int:
    return make_customer(shop, owner, "王堃", texts={Life.medical_history: SECRET})


@pytest.fixture
def stale(shop: Shop, owner: Actor, her: int) -> Actor:
    """The owner, who has gone away from the open shop after entering her."""
    owner.proof.forget()
    return owner


def reading(question: Callable[..., object]) -> Deed:
    def deed(shop: Shop, actor: Actor, her: int) -> object:
        with shop.read(actor) as reader:
            return question(reader, her)

    return deed


def writing(act: Callable[..., object]) -> Deed:
    def deed(shop: Shop, actor: Actor, her: int) -> object:
        with shop.write(actor, "Test") as unit:
            return act(unit, her)

    return deed


def exported(shop: Shop, actor: Actor, her: int) -> object:
    return export(actor, shop, shop.folder.parent / "out.csv", What.CUSTOMERS, "Test")


REVEALS: dict[str, Deed] = {
    "file": reading(lambda reader, her: profile(reader, her, reveal=True)),
    "one field": reading(lambda reader, her: profile(reader, her, [Life.medical_history])),
    "earlier values": reading(
        lambda reader, her: value_history(reader, her, Life.medical_history, reveal=True)
    ),
    "former day": reading(lambda reader, her: as_it_stood(reader, her, TODAY, reveal=True)),
    "children": reading(lambda reader, her: people(reader, her, reveal=True)),
    "note": writing(
        lambda unit, her: customers.note_reveal(unit, her, [Life.medical_history])
    ),
}  # fmt: skip
LEAVES: dict[str, Deed] = {
    "list": exported,
    "paper": writing(lambda unit, her: note_paper(unit, "list", 1, "printed")),
}
PEOPLE: dict[str, Deed] = {
    "add": lambda shop, actor, her: accounts.add_custodian(actor, shop, "小李"),
    "remove": lambda shop, actor, her: accounts.remove_custodian(actor, shop, "custodian-1"),
    "password": lambda shop, actor, her: accounts.new_one_time_password(actor, shop, "c"),
    "card": lambda shop, actor, her: accounts.new_recovery_card(actor, shop),
}
ALL = REVEALS | LEAVES | PEOPLE


def trail(shop: Shop, actor: Actor) -> list[str]:
    with shop.read(actor) as reader:
        return [each.action for each in entries(reader)]


@pytest.mark.parametrize("what", ALL)
def test_without_the_password_again_nothing_happens(
    shop: Shop, stale: Actor, her: int, what: str
) -> None:
    before, keyring = trail(shop, stale), (shop.folder / "keyring.json").read_bytes()
    with pytest.raises(PasswordNeeded) as caught:
        ALL[what](shop, stale, her)
    assert caught.value.sentences()[1].startswith("Nothing ")
    assert trail(shop, stale) == before
    assert (shop.folder / "keyring.json").read_bytes() == keyring
    assert not (shop.folder.parent / "out.csv").exists()


@pytest.mark.parametrize("what", [*REVEALS, *LEAVES, "add", "card"])
def test_with_it_the_same_is_done(shop: Shop, owner: Actor, her: int, what: str) -> None:
    ALL[what](shop, owner, her)


def test_what_shows_nothing_hidden_asks_for_nothing(shop: Shop, stale: Actor, her: int) -> None:
    with shop.read(stale) as reader:
        assert profile(reader, her).masked(Life.medical_history)
        assert people(reader, her)
        assert value_history(reader, her, Basics.name)
        about = Filter((Condition("medical_history", "contains", "花生"),))
        assert list(list_ids(reader, ListQuery(filter=about))) == [her]
    assert [each.role for each in names(stale, shop)] == [Role.OWNER]
    with shop.write(stale, "Test") as unit:
        note_given(unit, "receipt", "printed", "#1")
        customers.edit_text(unit, her, {Life.medical_history: "不再过敏"})


def test_two_files_are_compared_and_merged_masked(shop: Shop, stale: Actor, her: int) -> None:
    other = make_customer(shop, stale, "王坤", texts={Life.medical_history: "糖尿病"})
    with shop.read(stale) as reader:
        plan = compare(reader, her, other).plan
        found = next(each for each in plan.fields if each.field is Life.medical_history)
        assert (found.ours, found.theirs, found.result, found.masked) == (None, None, None, True)
        with pytest.raises(PasswordNeeded):
            compare(reader, her, other, reveal=True)
    with shop.write(stale, "Test") as unit:
        merge(unit, her, [other], {"medical_history": "theirs"})
    stale.proof.give()
    with shop.read(stale) as reader:
        assert profile(reader, her, reveal=True).value(Life.medical_history) == "糖尿病"


def test_sealed_values_leave_no_more_easily_than_others(
    shop: Shop, owner: Actor, her: int, tmp_path: Path
) -> None:
    file = tmp_path / "all.csv"
    export(owner, shop, file, What.CUSTOMERS, "Test", reveal=True)
    assert SECRET in file.read_text("utf-8")
    owner.proof.forget()
    with pytest.raises(PasswordNeeded):
        export(owner, shop, tmp_path / "again.csv", What.CUSTOMERS, "Test", reveal=True)


@pytest.mark.parametrize("right", [Right.SEE_SEALED, Right.EXPORT, Right.RESTORE])
def test_who_may_not_is_not_asked_for_a_password(custodian: Actor, right: Right) -> None:
    with pytest.raises(NotAllowed):
        require(custodian, right)
    custodian.proof.give()
    with pytest.raises(NotAllowed):
        require(custodian, right)


def again(vault: Vault, password: str = PASSWORD) -> StepUp:
    return StepUp(password, vault.app_state)


def test_the_password_given_again_counts_anew_and_the_trail_hears_what_for(vault: Vault) -> None:
    with vault.session() as (shop, actor):
        actor.proof.forget()
        with pytest.raises(WrongPassword):
            confirm_for(actor, shop, again(vault, "wrong password"), "export")
        assert not actor.proof.fresh
        confirm_for(actor, shop, again(vault), "export")
        assert actor.proof.fresh
        with shop.read(actor) as reader:
            newest, before = entries(reader, limit=2)
        assert (newest.action, newest.detail["step"]) == ("password.again", "export")
        assert (before.action, len(before.detail["times"])) == ("unlock.failed", 1)
        confirm_for(actor, shop, again(vault), "export")
        assert trail(shop, actor).count("unlock.failed") == 1  # told once


def test_wrong_passwords_here_and_at_the_door_are_counted_together(vault: Vault) -> None:
    for _ in range(3):
        with pytest.raises(WrongPassword):
            vault.open("wrong password")
    with vault.session() as (shop, actor):  # the right one: counted from nothing again
        for _ in range(5):
            with pytest.raises(WrongPassword):
                confirm_for(actor, shop, again(vault, "wrong password"), "export")
        with pytest.raises(WrongPassword) as caught:
            confirm_for(actor, shop, again(vault), "export")
        assert caught.value.values["seconds"] == 30
    with pytest.raises(WrongPassword) as caught:
        vault.open()
    assert caught.value.values["count"] == 5
    vault.hands.pass_(seconds=31)
    with vault.opened():
        pass


def test_a_shop_that_is_only_looked_at_takes_the_password_too(vault: Vault) -> None:
    with vault.session() as (shop, actor):
        actor.proof.forget()
        shop.read_only = True
        confirm_for(actor, shop, again(vault), "see_sealed")
        assert actor.proof.fresh


def test_whoever_takes_the_screen_back_need_not_type_it_twice(vault: Vault) -> None:
    with vault.session() as (shop, actor):
        actor.proof.forget()
        confirm(actor, shop, again(vault))
        assert actor.proof.fresh


def test_the_custodians_own_password_gives_no_right(vault: Vault) -> None:
    with vault.session() as (shop, owner):
        once = accounts.add_custodian(owner, shop, "小李")
    shop, actor = vault.open(once, "小李", new="the custodian's own")
    try:
        confirm_for(actor, shop, again(vault, "the custodian's own"), "export")
        with pytest.raises(NotAllowed):
            export(actor, shop, vault.folder.parent / "out.csv", What.CUSTOMERS, "Test")
        with pytest.raises(WrongPassword):
            confirm_for(actor, shop, again(vault), "export")  # another's password is no proof
    finally:
        shop.close()
