"""Parts 6 and 7 of an individual's profile: personality and relations with people."""

from app.catalogue import choices
from app.catalogue.field import Field, Part, Purpose, Tier, also
from app.catalogue.kinds import (
    ChoiceWith,
    Lines,
    LongText,
    Opinion,
    Reference,
    Words,
    YesOrNo,
)
from app.i18n import N_


class Personality(Part):
    """个性情况: 14 fields; judgements are written as if the customer will read them."""

    key = "personality"
    label = N_("Personality")

    past_clubs = Field(
        Lines(), N_("Past clubs"), aliases=also("曾参加的俱乐部或社团、曾参加的俱乐部")
    )
    current_clubs = Field(
        Lines(), N_("Current clubs"), aliases=also("目前所在的俱乐部或社团、目前所在的俱乐部")
    )
    political_activity = Field(
        YesOrNo(),
        N_("Keen on politics"),
        tier=Tier.GUARDED,
        aliases=also("是否热衷政治活动、政治活动"),
    )
    religion = Field(
        ChoiceWith(choices.RELIGION, LongText()),
        N_("Religion or attitude to it"),
        tier=Tier.SEALED,
        seal="beliefs",
        aliases=also("宗教信仰或态度、宗教信仰、宗教、信仰、religion"),
    )
    book_genres = Field(Words(), N_("Books liked"), aliases=also("喜欢看哪些类型的书、喜欢看的书"))
    taboos = Field(
        Lines(),
        N_("Taboos"),
        often=True,
        aliases=also("忌讳哪些事、忌讳、禁忌、忌口、注意事项、taboo、avoid"),
    )
    matters_valued = Field(Lines(), N_("Matters valued"), aliases=also("重视哪些事、重视的事"))
    stubborn = Field(Opinion(), N_("Stubborn?"), tier=Tier.GUARDED, aliases=also("固执吗"))
    values_opinions = Field(
        Opinion(),
        N_("Values others' opinions?"),
        tier=Tier.GUARDED,
        aliases=also("重视别人的意见吗"),
    )
    manner = Field(
        Words(),
        N_("Manner with people"),
        tier=Tier.GUARDED,
        aliases=also("待人处事的风格、处事风格"),
    )
    personality_self = Field(
        LongText(),
        N_("Personality, own view"),
        tier=Tier.GUARDED,
        aliases=also("自己认为自己的个性"),
    )
    personality_family = Field(
        LongText(),
        N_("Personality, family's view"),
        tier=Tier.GUARDED,
        aliases=also("家人认为他的个性"),
    )
    personality_friends = Field(
        LongText(),
        N_("Personality, friends' view"),
        tier=Tier.GUARDED,
        aliases=also("朋友认为他的个性"),
    )
    personality_colleagues = Field(
        LongText(),
        N_("Personality, colleagues' view"),
        tier=Tier.GUARDED,
        aliases=also("同事认为他的个性"),
    )


class Relations(Part):
    """人际情况: 10 fields, nine of them about third persons."""

    key = "relations"
    label = N_("Relations")

    relatives = Field(
        LongText(),
        N_("Relatives"),
        purpose=Purpose.CARE,
        about_others=True,
        aliases=also("亲戚情况、亲戚"),
    )
    relatives_getting_on = Field(
        Opinion(),
        N_("Getting on with relatives"),
        tier=Tier.GUARDED,
        about_others=True,
        aliases=also("与亲戚相处的情况"),
    )
    closest_relative = Field(
        Reference(), N_("Closest relative"), about_others=True, aliases=also("最要好的亲戚")
    )
    friends = Field(
        LongText(),
        N_("Friends"),
        purpose=Purpose.CARE,
        about_others=True,
        aliases=also("朋友情况、朋友"),
    )
    friends_getting_on = Field(
        Opinion(),
        N_("Getting on with friends"),
        tier=Tier.GUARDED,
        about_others=True,
        aliases=also("与朋友相处的情况"),
    )
    closest_friend = Field(
        Reference(), N_("Closest friend"), about_others=True, aliases=also("最要好的朋友")
    )
    neighbours = Field(
        LongText(),
        N_("Neighbours"),
        purpose=Purpose.CARE,
        about_others=True,
        aliases=also("邻居情况、邻居"),
    )
    neighbours_getting_on = Field(
        Opinion(),
        N_("Getting on with neighbours"),
        tier=Tier.GUARDED,
        about_others=True,
        aliases=also("与邻居相处的情况"),
    )
    closest_neighbour = Field(
        Reference(), N_("Closest neighbour"), about_others=True, aliases=also("最要好的邻居")
    )
    view_relationships = Field(
        Opinion(), N_("View on relationships"), tier=Tier.GUARDED, aliases=also("对人际关系的看法")
    )
