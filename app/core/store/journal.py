"""Which rows the last writes touched, so that what is kept in memory is mended, not made anew."""

from app.core.store.changes import ChangeSet

MOST_ACTS = 2000


class Journal:
    """The change sets of this session's acts, by act; noted just before each commit.

    An act that is rolled back after all leaves its number to the next one, which writes
    over its entry. The number of the newest act in a snapshot thus says which entries it has.
    """

    def __init__(self) -> None:
        """Nothing was written yet."""
        self._by_act: dict[int, ChangeSet] = {}

    def note(self, changes: ChangeSet) -> None:
        """What an act touched; called once, when it is done."""
        self._by_act.pop(changes.act_id, None)
        self._by_act[changes.act_id] = changes
        if len(self._by_act) > MOST_ACTS:
            self._by_act.pop(next(iter(self._by_act)), None)

    def between(self, one: int, other: int) -> ChangeSet | None:
        """All that differs between the snapshots after two acts; None when that is not known."""
        found = self.acts_between(one, other)
        if found is None:
            return None
        merged = ChangeSet(max(one, other), "")
        for each in found:
            for table, ids in tuple(each.tables.items()):
                merged.add(table, ids)
        return merged

    def acts_between(self, one: int, other: int) -> tuple[ChangeSet, ...] | None:
        """The same act by act, for whoever reads one table of an act beside another."""
        low, high = sorted((one, other))
        if high - low > MOST_ACTS:
            return None
        found = [self._by_act.get(each) for each in range(low + 1, high + 1)]
        known = tuple(each for each in found if each is not None)
        return known if len(known) == len(found) else None
