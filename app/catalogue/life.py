"""Part 5 of an individual's profile: how the customer lives, eats, drinks and rests."""

from app.catalogue import choices
from app.catalogue.field import Field, Part, Purpose, Tier, also
from app.catalogue.kinds import ChoiceWith, LongText, Measure, Opinion, Text, Words, YesOrNo
from app.i18n import N_


class Life(Part):
    """生活情况: 21 fields."""

    key = "life"
    label = N_("Life")

    medical_history = Field(
        LongText(),
        N_("Medical history"),
        tier=Tier.SEALED,
        purpose=Purpose.CARE,
        seal="health",
        aliases=also("过去的医疗病史、病史、医疗病史"),
    )
    health_status = Field(
        ChoiceWith(choices.HEALTH, LongText()),
        N_("Health now"),
        tier=Tier.SEALED,
        purpose=Purpose.CARE,
        seal="health",
        aliases=also("目前的健康状况、健康状况、健康、health"),
    )
    drinks = Field(
        YesOrNo(habits=True),
        N_("Drinks"),
        tier=Tier.GUARDED,
        aliases=also("是否喝酒、喝酒、饮酒、是否饮酒、drinking"),
    )
    drink_kinds = Field(
        Words((N_("baijiu"), N_("beer"), N_("rice wine"), N_("red wine"), N_("foreign spirits"))),
        N_("Kinds of drink"),
        tier=Tier.GUARDED,
        aliases=also("酒的种类、喝什么酒"),
    )
    drink_amount = Field(
        Measure(("两/次", "瓶/周")),
        N_("Amount drunk"),
        tier=Tier.GUARDED,
        aliases=also("酒的数量、酒量"),
    )
    view_drinking = Field(
        Opinion(), N_("View on drinking"), tier=Tier.GUARDED, aliases=also("对喝酒的看法")
    )
    smokes = Field(
        YesOrNo(habits=True),
        N_("Smokes"),
        tier=Tier.GUARDED,
        aliases=also("是否吸烟、吸烟、抽烟、是否抽烟、smoking"),
    )
    smoke_kinds = Field(
        Words(), N_("Kinds smoked"), tier=Tier.GUARDED, aliases=also("烟的种类、抽什么烟")
    )
    smoke_amount = Field(
        Measure(("支/日", "包/周")),
        N_("Amount smoked"),
        tier=Tier.GUARDED,
        aliases=also("烟的数量、烟量"),
    )
    view_smoking = Field(
        Opinion(), N_("View on smoking"), tier=Tier.GUARDED, aliases=also("对吸烟的看法")
    )
    dining_places = Field(
        Words(
            (
                N_("at home (meals)"),
                N_("home-style restaurants"),
                N_("banquet restaurants"),
                N_("fast food"),
                N_("hotpot"),
                N_("delivery"),
            )
        ),
        N_("Where likes to eat"),
        aliases=also("喜欢在何处用餐、用餐地点"),
    )
    favourite_dishes = Field(
        Words(),
        N_("Favourite dishes"),
        often=True,
        aliases=also("喜欢吃什么菜、爱吃、爱吃什么、口味、喜欢吃、favourite food、tastes"),
    )
    attitude_life = Field(Opinion(), N_("Attitude to life"), aliases=also("对生活的态度、生活态度"))
    motto = Field(Text(), N_("Motto"), aliases=also("有无座右铭、座右铭"))
    leisure_habits = Field(
        Words(),
        N_("Leisure"),
        often=True,
        aliases=also("休闲习惯、爱好、兴趣爱好、兴趣、业余爱好、hobbies、hobby、interests"),
    )
    holiday_habits = Field(Words(), N_("Holidays"), aliases=also("度假习惯、度假"))
    favourite_sports = Field(Words(), N_("Sports"), aliases=also("喜欢哪种运动、运动、喜欢的运动"))
    favourite_topics = Field(Words(), N_("Topics"), aliases=also("喜欢聊的话题、话题"))
    favourite_media = Field(
        Words(
            (
                N_("television"),
                N_("newspapers"),
                N_("magazines"),
                N_("radio"),
                N_("short videos"),
                N_("WeChat channels"),
                N_("websites"),
            )
        ),
        N_("Media"),
        aliases=also("最喜欢哪类媒体、媒体"),
    )
    life_goal_mid = Field(
        LongText(), N_("Mid-term life goal"), aliases=also("个人生活的中期目标、生活中期目标")
    )
    life_goal_long = Field(
        LongText(), N_("Long-term life goal"), aliases=also("个人生活的长期目标、生活长期目标")
    )
