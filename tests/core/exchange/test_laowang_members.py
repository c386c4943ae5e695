"""The tea shop's member list goes in, and every answer equals the truth file's."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

from app.catalogue.family import Child
from app.catalogue.values import CalendarDay, YesNo
from app.core.actor import Actor
from app.core.exchange.layout import What
from app.core.exchange.report import Report, Status
from app.core.exchange.staging import StagedRow
from app.core.store.files import open_data_file
from app.core.store.profiles import Stored

from .conftest import LAOWANG, Imports, row_value, value

MEMBERS = LAOWANG / "members.xlsx"
Truth = dict[str, Any]


@pytest.fixture(scope="module")
def members(truth: Truth) -> Truth:
    found: Truth = truth["members"]
    return found


@pytest.fixture(scope="module")
def done(
    tmp_path_factory: pytest.TempPathFactory, template: Any, keys: Any
) -> Iterator[tuple[Report, dict[str, Stored], list[StagedRow], Imports]]:
    """The list imported once for all the questions of this file."""
    import shutil

    from app.core.actor import Role
    from app.core.clock import fixed_clock
    from tests.conftest import SHANGHAI, TODAY, VAULT_ID

    folder = tmp_path_factory.mktemp("members") / "shop.shuke"
    shutil.copytree(template.parent, folder)
    shop = open_data_file(folder, keys, vault_id=VAULT_ID, clock=fixed_clock(TODAY, SHANGHAI))
    imports = Imports(shop, Actor("owner-1", "老王", Role.OWNER, "session-1"))
    with imports.session(MEMBERS, What.CUSTOMERS) as session:
        report = session.run()
        looks = session.needing_a_look()
    yield report, imports.profiles(), looks, imports
    shop.close()


Done = tuple[Report, dict[str, Stored], list[StagedRow], Imports]


def importable(members: Truth) -> list[Truth]:
    return [row for row in members["rows"] if row["status"] == "importable"]


def test_counts(done: Done, members: Truth) -> None:
    report = done[0]
    assert report.counts[Status.CREATED] == members["importable"]
    assert report.counts[Status.HELD_BACK] == members["conflict"]
    assert report.counts[Status.REJECTED] == len(members["rejected"])
    assert report.blank_rows == members["blank_rows_in_the_middle"]
    assert report.rows == len(members["rows"])
    assert report.batch is not None


def test_rejected_and_held_back_rows(done: Done, members: Truth) -> None:
    wanted = {r["row"]: r["reason"] for r in members["rows"] if r["status"] != "importable"}
    found = {look.row: look.reason for look in done[2] if look.reason}
    assert found == wanted
    assert done[0].reasons == Counter(wanted.values())


def test_warnings_row_by_row(done: Done, members: Truth) -> None:
    found: dict[str, list[str]] = {}
    for look in done[2]:
        if look.status == Status.CREATED:
            for warning in look.warnings:
                found.setdefault(warning, []).append(f"{look.sheet}!{look.row}")
    assert found == members["warnings"]
    assert done[0].warnings == {name: len(rows) for name, rows in members["warnings"].items()}


def test_only_the_meaningless_column_is_left_out(done: Done) -> None:
    left_out = [column for column, field in done[0].mapping.items() if field is None]
    assert left_out == ["内部编码"]
    assert done[0].mapping["爱好"] == "leisure_habits"


def test_every_card_is_there_once(done: Done, members: Truth) -> None:
    assert sorted(done[1]) == sorted(row["card"] for row in importable(members))


def test_names_and_sexes(done: Done, members: Truth) -> None:
    for row in importable(members):
        stored = done[1][row["card"]]
        assert stored.record["name"] == row["name"]
        assert value(stored, "sex") == (None if row["sex"] == "unknown" else row["sex"])
    sexes = Counter(value(s, "sex") or "unknown" for s in done[1].values())
    assert sexes == members["sex"]


def test_phones(done: Done, members: Truth) -> None:
    states: Counter[str] = Counter()
    for row in importable(members):
        stored = done[1][row["card"]]
        phones = value(stored, "mobile") or ()
        assert [(p.e164, p.extension) for p in phones] == [
            (p["e164"], p["ext"]) for p in row["phones"]
        ]
        kept = [d for d in stored.doubts if d.field == "mobile"]
        state = "ok" if phones else "short" if kept else "missing"
        assert state == row["phone_status"]
        states[state] += 1
    assert states == members["phone_status"]


def said(day: CalendarDay | None, invalid: bool) -> Truth | None:
    """A date in the truth file's form."""
    if day is None and not invalid:
        return None
    return {
        "calendar": day.calendar if day else None,
        "y": day.year if day else None,
        "m": day.month if day else None,
        "d": day.day if day else None,
        "leap": day.leap if day else False,
        "precision": day.precision if day else None,
        "status": "ok" if day else "invalid",
    }


@pytest.mark.parametrize(
    ("key", "field"),
    [
        ("birthday", "birth_date"),
        ("wedding", "wedding_anniversary"),
        ("spouse_birthday", "spouse.birthday"),
    ],
)
def test_dates(done: Done, members: Truth, key: str, field: str) -> None:
    for row in importable(members):
        stored = done[1][row["card"]]
        unread = any(d.field == field and not d.taken for d in stored.doubts)
        assert said(value(stored, field), unread) == row[key], row["card"]


def test_birthday_states(done: Done, members: Truth) -> None:
    states: Counter[str] = Counter()
    for stored in done[1].values():
        day = value(stored, "birth_date")
        unread = any(d.reason == "invalid_date" for d in stored.doubts)
        states[
            f"{day.calendar} {day.precision}" if day else "invalid" if unread else "missing"
        ] += 1
    assert states == members["birthday_status"]


def test_an_invalid_date_keeps_its_text(done: Done) -> None:
    assert [d.typed for d in done[1]["LW0012"].doubts] == ["1990-13-05"]


def test_id_numbers(done: Done, members: Truth) -> None:
    states: Counter[str] = Counter()
    for row in importable(members):
        stored = done[1][row["card"]]
        number = value(stored, "id_number")
        assert number == row["id_number"]
        reasons = [d.reason for d in stored.doubts if d.field == "id_number"]
        state = "valid" if number else reasons[0].removeprefix("id_") if reasons else "missing"
        assert state == row["id_status"]
        states[state] += 1
    assert states == members["id_status"]


def test_an_id_number_is_nowhere_in_the_clear(done: Done) -> None:
    """Neither in an open column nor as the text of a doubt."""
    ids = [d for s in done[1].values() for d in s.doubts if d.field == "id_number"]
    assert ids
    assert all(d.typed is None for d in ids)


def test_spouses_and_children(done: Done, members: Truth) -> None:
    for row in importable(members):
        stored = done[1][row["card"]]
        assert value(stored, "spouse.name") == row["spouse"]
        children = [
            {
                "name": row_value(child.values, "child.name"),
                "birthday": said(row_value(child.values, "child.birthday"), invalid=False),
            }
            for child in stored.rows[Child]
        ]
        assert children == row["children"]


def test_joined_consent_and_deceased(done: Done, members: Truth) -> None:
    yes = {None: None, True: YesNo(True), False: YesNo(False)}
    for row in importable(members):
        stored = done[1][row["card"]]
        joined = value(stored, "joined_on")
        assert (joined.solar().isoformat() if joined else None) == row["joined"]
        assert value(stored, "consent") == yes[row["consent"]]
        assert bool(stored.record["deceased"]) == row["deceased"]
    died = sorted(card for card, s in done[1].items() if s.record["deceased"])
    assert died == members["deceased"]


def test_duplicates(done: Done, members: Truth) -> None:
    wanted = [(*pair["cards"], pair["kind"]) for pair in members["suspected_duplicates"]]
    assert sorted(done[0].duplicates) == sorted(wanted)


def test_homonyms_are_not_called_duplicates(done: Done, members: Truth) -> None:
    told = {frozenset(pair[:2]) for pair in done[0].duplicates}
    assert not told & {frozenset(pair["cards"]) for pair in members["known_non_duplicates"]}


def test_formulas_stay_text(done: Done) -> None:
    notes = {value(stored, "note") for stored in done[1].values()}
    assert {"=SUM(A1:A9)", "+1-1", "@老板娘"} <= notes


def test_one_history_entry_a_customer(done: Done) -> None:
    imports = done[3]
    entries = imports.table("history", "kind, table_name, count(*)", "GROUP BY 1, 2")
    assert entries == [("create", "customer", 589)]


def test_a_second_import_changes_nothing(done: Done, members: Truth) -> None:
    imports = done[3]
    before = imports.table("history", "max(id)"), imports.table("doubt", "count(*)")
    report = imports(MEMBERS, What.CUSTOMERS)
    assert report.counts[Status.UNCHANGED] == members["importable"]
    assert report.counts[Status.CREATED] == report.counts[Status.UPDATED] == 0
    assert report.counts[Status.HELD_BACK] == members["conflict"]
    assert report.batch is None
    assert (imports.table("history", "max(id)"), imports.table("doubt", "count(*)")) == before
