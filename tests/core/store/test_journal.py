"""The journal tells what differs between two snapshots, or that it does not know."""

from app.core.store.changes import ALL, ChangeSet
from app.core.store.journal import MOST_ACTS, Journal


def noted(*acts: tuple[int, str, int]) -> Journal:
    journal = Journal()
    for act, table, row in acts:
        changes = ChangeSet(act, "")
        changes.add(table, [row])
        journal.note(changes)
    return journal


def test_what_lies_between_two_acts() -> None:
    journal = noted((4, "customer", 1), (5, "purchase", 2), (6, "customer", 3))
    found = journal.between(4, 6)
    assert found is not None
    assert found.tables == {"purchase": {2}, "customer": {3}}
    back = journal.between(6, 4)
    assert back is not None
    assert back.tables == found.tables


def test_nothing_between_the_same() -> None:
    found = noted().between(9, 9)
    assert found is not None
    assert not found


def test_not_known_of_acts_before_it_was_opened() -> None:
    assert noted((6, "customer", 3)).between(4, 6) is None


def test_an_act_taken_back_leaves_its_number_to_the_next() -> None:
    found = noted((4, "customer", 1), (4, "purchase", 2)).between(3, 4)
    assert found is not None
    assert found.tables == {"purchase": {2}}


def test_every_row_stays_every_row() -> None:
    journal = noted((4, "customer", 1), (5, "customer", 2))
    changes = ChangeSet(6, "")
    changes.add("customer", ALL)
    journal.note(changes)
    found = journal.between(3, 6)
    assert found is not None
    assert found.tables == {"customer": ALL}


def test_only_so_many_are_kept() -> None:
    journal = noted(*((act, "customer", act) for act in range(MOST_ACTS + 5)))
    assert journal.between(3, 4) is None
    assert journal.between(0, MOST_ACTS + 4) is None
    assert journal.between(MOST_ACTS, MOST_ACTS + 4) is not None
