"""Part 5 of a company's profile: the persons in charge."""

from app.catalogue import choices
from app.catalogue.field import Field, Group, Part, Purpose, Tier, also
from app.catalogue.kinds import Choice, Choices, Day, LongText, Name, Opinion, Words, Years
from app.i18n import N_


class Person(Group):
    """One person in charge: owner, manager, legal representative or several of these."""

    key = "person"
    label = N_("Persons in charge")

    role = Field(
        Choices(choices.PERSON_ROLE),
        N_("Role"),
        key="person.role",
        purpose=Purpose.CONTRACT,
        often=True,
        aliases=also("所有者/经营管理者/法人代表、负责人角色、角色、职务、负责人职务"),
    )
    name = Field(
        Name(),
        N_("Name"),
        key="person.name",
        purpose=Purpose.CONTACT,
        search=6,
        often=True,
        aliases=also("姓名、负责人姓名、负责人、联系人、联系人姓名、法人姓名、contact"),
    )
    birthday = Field(
        Day(lunar=True),
        N_("Birthday"),
        key="person.birthday",
        purpose=Purpose.CARE,
        extra=True,
        occasion="person_birthday",
        aliases=also("生日、负责人生日、出生日期、负责人出生日期"),
    )
    age = Field(Years(), N_("Age"), key="person.age", aliases=also("年龄、负责人年龄"))
    education = Field(
        Choice(choices.DEGREE),
        N_("Education level"),
        key="person.education",
        aliases=also("学历、负责人学历、education"),
    )
    personality = Field(
        LongText(),
        N_("Personality of the person"),
        key="person.personality",
        tier=Tier.GUARDED,
        aliases=also("个性、负责人个性、性格、负责人性格、personality"),
    )
    interests = Field(
        Words(),
        N_("Interests"),
        key="person.interests",
        purpose=Purpose.CARE,
        aliases=also("兴趣、负责人兴趣"),
    )
    hobbies = Field(
        Words(),
        N_("Hobbies"),
        key="person.hobbies",
        purpose=Purpose.CARE,
        aliases=also("爱好、负责人爱好"),
    )
    family = Field(
        LongText(),
        N_("Family of the person"),
        key="person.family",
        tier=Tier.GUARDED,
        purpose=Purpose.CARE,
        about_others=True,
        aliases=also("家庭、负责人家庭、family"),
    )
    ability = Field(
        Opinion(),
        N_("Ability"),
        key="person.ability",
        tier=Tier.GUARDED,
        aliases=also("能力、负责人能力"),
    )
    quality = Field(
        Opinion(),
        N_("Quality, culture"),
        key="person.quality",
        tier=Tier.GUARDED,
        aliases=also("素质、负责人素质"),
    )


class PersonsInCharge(Part):
    """负责人信息: 10 fields for each person."""

    key = "persons"
    label = N_("Persons in charge")
    groups = (Person,)
