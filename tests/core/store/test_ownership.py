"""What belongs to a record is read from the tables there are, whenever they came."""

from sqlalchemy import Column, ForeignKey, Integer, MetaData, Table

from app.core.store.ownership import owner_link, parts_of, references_to


def test_tables_of_modules_that_are_loaded_later_count_too() -> None:
    tables = MetaData()
    whole = Table("whole", tables, Column("id", Integer, primary_key=True))
    assert (parts_of(whole), references_to(whole)) == ((), ())
    owned: Column[int] = Column("whole_id", ForeignKey("whole.id", ondelete="CASCADE"))
    pointing: Column[int] = Column("about_id", ForeignKey("whole.id", ondelete="SET NULL"))
    part = Table("part", tables, Column("id", Integer, primary_key=True), owned)
    other = Table("other", tables, Column("id", Integer, primary_key=True), pointing)
    assert parts_of(whole) == ((part, owned),)
    assert references_to(whole) == ((other, pointing),)
    assert owner_link(part) is owned
    assert owner_link(other) is None
