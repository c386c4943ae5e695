"""Part 4 of an individual's profile: the family; children are sealed at every age."""

from app.catalogue import choices
from app.catalogue.field import Field, Group, Part, Purpose, Tier, also
from app.catalogue.kinds import Choice, Day, Name, Opinion, Words, Years, YesOrNo
from app.i18n import N_


class Child(Group):
    """One child; kept whole in the family's sealed blob."""

    key = "child"
    label = N_("Children")
    seal = "family"

    name = Field(
        Name(),
        N_("Child's name"),
        key="child.name",
        tier=Tier.SEALED,
        purpose=Purpose.CARE,
        seal="family",
        about_others=True,
        often=True,
        hint=N_("A nickname is enough."),
        aliases=also("子女姓名、孩子姓名、小孩姓名、孩子、子女、宝宝姓名、child、children"),
    )
    age = Field(
        Years(),
        N_("Child's age"),
        key="child.age",
        tier=Tier.SEALED,
        purpose=Purpose.CARE,
        seal="family",
        about_others=True,
        aliases=also("子女年龄、孩子年龄、小孩年龄"),
    )
    birthday = Field(
        Day(lunar=True),
        N_("Child's birthday"),
        key="child.birthday",
        tier=Tier.SEALED,
        purpose=Purpose.CARE,
        seal="family",
        about_others=True,
        often=True,
        occasion="child_birthday",
        aliases=also("子女生日、孩子生日、小孩生日、宝宝生日、child birthday"),
    )
    education = Field(
        Choice(choices.CHILD_SCHOOLING),
        N_("Child's schooling"),
        key="child.education",
        tier=Tier.SEALED,
        purpose=Purpose.CARE,
        seal="family",
        about_others=True,
        aliases=also("子女教育程度、孩子教育程度"),
    )


class Family(Part):
    """家庭情况: 15 fields."""

    key = "family"
    label = N_("Family")
    groups = (Child,)

    marital_status = Field(
        Choice(choices.MARITAL_STATUS),
        N_("Marital status"),
        tier=Tier.GUARDED,
        purpose=Purpose.CARE,
        aliases=also("已婚或未婚、婚否、婚姻状况、婚姻、是否已婚、married"),
    )
    wedding_anniversary = Field(
        Day(lunar=True),
        N_("Wedding anniversary"),
        purpose=Purpose.CARE,
        often=True,
        occasion="wedding",
        aliases=also("结婚纪念日、结婚日期、结婚日、纪念日、anniversary、wedding day"),
    )
    anniversary_celebration = Field(
        Words((N_("at home"), N_("dining out"), N_("travel"), N_("presents"), N_("not kept"))),
        N_("How it is celebrated"),
        purpose=Purpose.CARE,
        aliases=also("如何庆祝结婚纪念日"),
    )
    spouse_name = Field(
        Name(),
        N_("Spouse name"),
        key="spouse.name",
        purpose=Purpose.CARE,
        about_others=True,
        often=True,
        aliases=also("配偶姓名、配偶、爱人姓名、爱人、老公姓名、老婆姓名、spouse"),
    )
    spouse_birthday = Field(
        Day(lunar=True),
        N_("Spouse birthday"),
        key="spouse.birthday",
        purpose=Purpose.CARE,
        about_others=True,
        often=True,
        occasion="spouse_birthday",
        aliases=also("配偶生日、爱人生日、配偶出生日期"),
    )
    spouse_blood_type = Field(
        Choice(choices.BLOOD_TYPE),
        N_("Spouse blood type"),
        key="spouse.blood_type",
        tier=Tier.GUARDED,
        purpose=Purpose.CARE,
        about_others=True,
        aliases=also("配偶血型"),
    )
    spouse_education = Field(
        Choice(choices.DEGREE),
        N_("Spouse education"),
        key="spouse.education",
        purpose=Purpose.CARE,
        about_others=True,
        aliases=also("配偶教育情况、配偶学历"),
    )
    spouse_interests = Field(
        Words(),
        N_("Spouse interests, skills, hobbies"),
        key="spouse.interests",
        purpose=Purpose.CARE,
        about_others=True,
        aliases=also("配偶兴趣专长及嗜好、配偶兴趣、配偶爱好"),
    )
    has_children = Field(
        YesOrNo(),
        N_("Has children"),
        tier=Tier.GUARDED,
        purpose=Purpose.CARE,
        aliases=also("有无子女、是否有子女、有无孩子"),
    )
    view_marriage = Field(
        Opinion(), N_("View on marriage"), tier=Tier.GUARDED, aliases=also("对婚姻的看法")
    )
    view_child_education = Field(
        Opinion(), N_("View on children's education"), aliases=also("对子女教育的看法")
    )
