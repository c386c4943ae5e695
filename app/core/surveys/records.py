"""The tables of surveys: sheets in versions, waves, one sheet filled in, its answers.

A sheet that has answers is never changed: editing it makes another version, and old answers
keep the wording they were given to. Values are whole numbers of the item's scale; words are
kept in the same row. A filled sheet outlives its customer's file, without her name.
"""

from enum import StrEnum

from sqlalchemy import Column, Date, ForeignKey, Index, Integer, Table, Text, text

from app.core.complaints.records import complaint
from app.core.customers.records import customer
from app.core.store.column_types import UtcTime
from app.core.store.tables import metadata


class ItemKind(StrEnum):
    """What is asked, and how it is answered."""

    SCALE = "scale"  # one value from low to high
    PAIR = "pair"  # importance and satisfaction, or expectation and perception
    YES_NO = "yes_no"
    CHOICE = "choice"
    TEXT = "text"
    KANO = "kano"  # if it is so, and if it is not so


class Half(StrEnum):
    """Which answer of an item: a pair has two."""

    ONLY = "only"
    IMPORTANCE = "importance"
    SATISFACTION = "satisfaction"
    EXPECTATION = "expectation"
    PERCEPTION = "perception"
    FUNCTIONAL = "functional"
    DYSFUNCTIONAL = "dysfunctional"


class Role(StrEnum):
    """What an item is to the figures."""

    ITEM = "item"
    OVERALL = "overall"
    RECOMMEND = "recommend"  # 0-10, the net promoter question
    EFFORT = "effort"
    REMARK = "remark"


survey = Table(
    "survey",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("name_key", Text, nullable=False, unique=True),
    Column("model", Text, nullable=False, comment="csi, servqual, nps, ces, care, kano, own …"),
    Column("template", Text, comment="key of the ready sheet it was copied from"),
    Column("anonymous", Integer, nullable=False, server_default="0"),
    Column("rest_days", Integer, comment="nobody is asked twice within so many days"),
    Column("retired_on", Date),
    sqlite_autoincrement=True,
)

survey_version = Table(
    "survey_version",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("survey_id", Integer, ForeignKey("survey.id", ondelete="CASCADE"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("made_on", Date, nullable=False),
    Index("ux_survey_version", "survey_id", "number", unique=True),
    sqlite_autoincrement=True,
)

# `key` stays the same from version to version, so that waves can be compared.
survey_item = Table(
    "survey_item",
    metadata,
    Column("id", Integer, primary_key=True),
    Column(
        "version_id", Integer, ForeignKey("survey_version.id", ondelete="CASCADE"), nullable=False
    ),
    Column("key", Text, nullable=False),
    Column("position", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("role", Text, nullable=False, server_default="item"),
    Column("group_key", Text, comment="product, service, social, tangibles …, or the shop's own"),
    Column("words", Text, nullable=False),
    Column("words_en", Text),
    Column("low", Integer),
    Column("high", Integer),
    Column("choices", Text, comment="JSON list of words"),
    Column("weight", Integer, comment="points of 100 where the sheet weighs its dimensions"),
    Index("ux_survey_item", "version_id", "key", unique=True),
    sqlite_autoincrement=True,
)

survey_wave = Table(
    "survey_wave",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("survey_id", Integer, ForeignKey("survey.id", ondelete="CASCADE"), nullable=False),
    Column(
        "version_id", Integer, ForeignKey("survey_version.id", ondelete="CASCADE"), nullable=False
    ),
    Column("name", Text, nullable=False),
    Column("name_key", Text, nullable=False),
    Column("first_on", Date, nullable=False),
    Column("last_on", Date),
    Column("position", Integer, nullable=False),
    Index("ux_survey_wave", "survey_id", "name_key", unique=True),
    sqlite_autoincrement=True,
)

survey_response = Table(
    "survey_response",
    metadata,
    Column("id", Integer, primary_key=True),
    # A filled sheet is a record of its own: its wave cannot go while it stands.
    Column("wave_id", Integer, ForeignKey("survey_wave.id", ondelete="RESTRICT"), nullable=False),
    Column("number", Text, comment="of the paper sheet"),
    Column("number_key", Text),
    Column("customer_id", Integer, ForeignKey(customer.c.id, ondelete="SET NULL")),
    Column("customer_number", Text, comment="as typed; null when anonymous"),
    Column("customer_key", Text),
    Column("way", Text, nullable=False, comment="counter, phone, self, paper, import"),
    Column("filled_on", Date, comment="null when not known"),
    Column("entered_at", UtcTime),
    Column("finished", Integer, nullable=False, server_default="1", comment="0: broken off"),
    Column("complaint_id", Integer, ForeignKey(complaint.c.id, ondelete="SET NULL")),
    Column("batch_id", Integer),
    Index("ix_survey_response_wave", "wave_id", "finished"),
    Index("ux_survey_response_number", "wave_id", "number_key", unique=True),
    Index("ix_survey_response_customer", "customer_id", "wave_id"),
    Index(
        "ix_survey_response_unknown",
        "customer_key",
        sqlite_where=text("customer_id IS NULL AND customer_key IS NOT NULL"),
    ),
    sqlite_autoincrement=True,
)

survey_answer = Table(
    "survey_answer",
    metadata,
    Column("id", Integer, primary_key=True),
    Column(
        "response_id",
        Integer,
        ForeignKey("survey_response.id", ondelete="CASCADE"),
        nullable=False,
    ),
    Column("wave_id", Integer, nullable=False, comment="the sheet's own, for counting"),
    Column("item_id", Integer, ForeignKey("survey_item.id", ondelete="RESTRICT"), nullable=False),
    Column("half", Text, nullable=False, server_default="only"),
    Column("value", Integer, comment="on the item's scale, or the choice's place from 0"),
    Column("words", Text),
    Column("became", Text, comment="of a remark: complaint, thanks, note, or read"),
    Index("ux_survey_answer", "response_id", "item_id", "half", unique=True),
    Index("ix_survey_answer_count", "wave_id", "item_id", "half", "value", "response_id"),
    Index("ix_survey_answer_remark", "became", sqlite_where=text("words IS NOT NULL")),
)

# Who was asked, so that nobody is asked twice within the survey's days of rest.
survey_invitation = Table(
    "survey_invitation",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("wave_id", Integer, ForeignKey("survey_wave.id", ondelete="CASCADE"), nullable=False),
    Column("customer_id", Integer, ForeignKey(customer.c.id, ondelete="CASCADE"), nullable=False),
    Column("asked_on", Date, nullable=False),
    Column("why", Text, nullable=False, comment="purchase, complaint, group, by_hand"),
    Column("complaint_id", Integer, ForeignKey(complaint.c.id, ondelete="SET NULL")),
    Column("answered_on", Date),
    Column("declined_on", Date),
    Index("ix_survey_invitation_customer", "customer_id", "asked_on"),
    Index("ix_survey_invitation_wave", "wave_id"),
    sqlite_autoincrement=True,
)

# A weak item becomes an action; the next wave shows whether the item moved.
survey_action = Table(
    "survey_action",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("survey_id", Integer, ForeignKey("survey.id", ondelete="CASCADE"), nullable=False),
    Column("wave_id", Integer, ForeignKey("survey_wave.id", ondelete="SET NULL")),
    Column("item_key", Text),
    Column("gap", Integer, comment="1-5 of the five-gap worksheet"),
    Column("what", Text, nullable=False),
    Column("owner", Text),
    Column("due_on", Date),
    Column("done_on", Date),
    Column("result", Text),
    Index("ix_survey_action_open", "due_on", sqlite_where=text("done_on IS NULL")),
    sqlite_autoincrement=True,
)

# What customers said that is no figure: the eight ways of listening, and conclusions per gap.
listening_note = Table(
    "listening_note",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("gap", Integer, nullable=False, comment="1-5"),
    Column("way", Text, comment="one of the eight ways of listening; null for a conclusion"),
    Column("question", Text, comment="one of the seven process questions"),
    Column("on_day", Date, nullable=False),
    Column("who", Text),
    Column("words", Text, nullable=False),
    Index("ix_listening_note_gap", "gap", "on_day"),
    sqlite_autoincrement=True,
)
