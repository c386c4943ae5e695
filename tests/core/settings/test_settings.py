"""Settings: declared once, kept in the shop, refused when they do not fit."""

import pytest

from app.core.actor import Actor
from app.core.errors import NotAllowed, Refused
from app.core.settings import declared
from app.core.settings.queries import get, get_all
from app.core.settings.service import put
from app.core.store.shop import Shop
from app.i18n import N_


def test_a_setting_has_its_default_until_it_is_put(shop: Shop, owner: Actor) -> None:
    with shop.read(owner) as reader:
        assert get(reader, declared.LEAP_MONTH) == "ordinary"
        assert get(reader, declared.LEAD_DAYS["wedding"]) == (7, 0)
        assert get(reader, declared.MATRIX_WINDOW) == 365
    with shop.write(owner, N_("Change settings")) as unit:
        put(unit, declared.LEAP_MONTH, "both")
        put(unit, declared.LEAD_DAYS["wedding"], (30, 7))
        put(unit, declared.SECOND_FOLDER, "/media/stick/熟客")
    with shop.read(owner) as reader:
        assert get(reader, declared.LEAP_MONTH) == "both"
        assert get(reader, declared.LEAD_DAYS["wedding"]) == (30, 7)
        found = get_all(reader)
    assert found["backups.second_folder"] == "/media/stick/熟客"
    assert found["reminders.lead_days.birthday"] == (7, 0)
    assert set(found) == set(declared.SETTINGS)


def test_put_twice_keeps_one_row_and_its_history(shop: Shop, owner: Actor) -> None:
    for value in (30, 90):
        with shop.write(owner, N_("Change settings")) as unit:
            put(unit, declared.MATRIX_WINDOW, value)
    with shop.read(owner) as reader:
        assert get(reader, declared.MATRIX_WINDOW) == 90
        old = reader.connection.exec_driver_sql("SELECT old FROM history WHERE kind = 'update'")
        assert [row[0] for row in old] == ["30"]


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("reminders.leap_month", "sometimes"),
        ("reminders.lead_days.birthday", (7, -1)),
        ("reminders.lead_days.birthday", [7, 0]),
        ("value.window_days", True),
        ("value.window_days", -1),
        ("value.merge_same_day", "yes"),
        ("shop.area_code", "05x1"),
        ("shop.name", "a\nb"),
        ("vault.lock_after_minutes", 0),
    ],
)
def test_what_does_not_fit_is_refused(shop: Shop, owner: Actor, key: str, value: object) -> None:
    setting = declared.SETTINGS[key]
    with pytest.raises(Refused), shop.write(owner, N_("Change settings")) as unit:
        put(unit, setting, value)
    with shop.read(owner) as reader:
        assert get(reader, setting) == setting.default


def test_every_default_fits_and_every_choice_is_offered() -> None:
    for setting in declared.SETTINGS.values():
        assert setting.fits(setting.default), setting.key
        assert all(setting.fits(option.value) for option in setting.options)
        assert bool(setting.options) == (setting.shape == "choice")


def test_a_stored_value_that_no_longer_fits_falls_back(shop: Shop, owner: Actor) -> None:
    with shop.write(owner, N_("Change settings")) as unit:
        put(unit, declared.DAY_30, "skip")
        unit.connection.exec_driver_sql("UPDATE setting SET value = '\"gone\"'")
    with shop.read(owner) as reader:
        assert get(reader, declared.DAY_30) == "29"


def test_the_custodian_reads_settings_and_changes_none(shop: Shop, custodian: Actor) -> None:
    with shop.read(custodian) as reader:
        assert get(reader, declared.SECOND_FOLDER) == ""
    with pytest.raises(NotAllowed), shop.write(custodian, N_("Change settings")) as unit:
        put(unit, declared.SECOND_FOLDER, "/tmp")


def test_a_number_out_of_bounds_is_told_them(shop: Shop, owner: Actor) -> None:
    told = "from 1 to 12"
    with pytest.raises(Refused, match=told), shop.write(owner, N_("Change settings")) as unit:
        put(unit, declared.FISCAL_MONTH, 13)


def test_every_declared_setting_is_listed() -> None:
    """One that is not listed can be asked for, but nobody can change it."""
    named = [each for each in vars(declared).values() if isinstance(each, declared.Setting)]
    assert [each.key for each in named if each.key not in declared.SETTINGS] == []
