"""What is told of the sample shop's first people: all invented, days counted from today."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Touch:
    """A contact; with an answer to one of the two questions, a visit. `due` days from today."""

    way: str
    direction: str
    topic: str = ""
    outcome: str = ""
    same: str = ""
    different: str = ""
    step: str = ""
    due: int | None = None


@dataclass(frozen=True)
class Promised:
    """A promise of `ago` days ago, due in `due` days, and how it ended."""

    place: int
    ago: int
    due: int
    what: str
    end: str = "open"
    to_whom: str = ""
    word: str = ""


# Position, days ago, kind, words, channel.
NOTES = (
    (0, 3, "preference", "胡萝卜汁要少冰，杯口别插吸管", "counter.talk"),
    (0, 30, "avoid", "别当着孩子的面提分数", "service.talk"),
    (0, 120, "note", "下学期换到新校区，路上要多走十分钟", "counter.talk"),
    (1, 9, "preference", "爱喝浓的陈皮普洱，第二泡才入口", "service.talk"),
    (1, 60, "avoid", "血糖高，点心不要推甜的", "other"),
    (2, 15, "preference", "喜欢靠窗的双人座，带电脑来", None),
    (3, 21, "note", "冬天膝盖不好，搬个高一点的凳子", None),
    (4, 5, "preference", "给女儿买绿豆糕，要分两盒装", "counter.talk"),
    (6, 44, "avoid", "不喝过夜茶，开新包给她看", None),
    (8, 12, "note", "广场舞队三十来人，秋游想订点心", "service.talk"),
)
TOUCHES = (
    (0, 2, Touch("wechat", "in", "问新到的桂花拿铁", "周六带朋友来试", step="留靠窗四人桌", due=6)),
    (0, 75, Touch("phone", "out", "中秋礼盒", "订了两盒，自己来取")),
    (
        1,
        18,
        Touch(
            "visit",
            "out",
            same="和老茶客一样，认产地，不认包装",
            different="要按个人口味配陈皮年份，愿意为此多等三天",
            step="带十年和十五年的陈皮各一小包去比",
            due=3,
        ),
    ),
    (3, 33, Touch("phone", "out", "膝盖好些没有", "好多了，下月来店里坐")),
    (5, 8, Touch("counter", "in", "公司团建要二十杯咖啡", "先要报价", step="发报价单", due=-2)),
    (8, 12, Touch("counter", "in", "舞蹈队秋游点心", "下周定人数")),
)
PROMISES = (
    Promised(0, 4, 2, "给小麦留一盒少糖桂花糕"),
    Promised(1, 20, -3, "找十五年陈皮的样品"),
    Promised(2, 6, 9, "周三晚上留插座旁的位子"),
    Promised(3, 50, -20, "送修好的紫砂壶上门", "kept", word="提前两天送到"),
    Promised(6, 40, -25, "预留头采白茶一斤", "broken", word="产地断货，改送了茉莉花茶"),
    Promised(8, 2, 14, "三十份秋游点心的报价", to_whom="舞蹈队领队"),
)
# Position, name, what she is to her, days ahead of the birthday, age then.
RELATIVES = (
    (1, "沈小满", "grandchild", 11, 6),
    (1, "吴桂枝", "sibling", 90, 66),
    (4, "曾妈妈", "parent", 5, 60),
    (8, "罗大姐", "sibling", 37, 58),
)
# Position, field, text, channel, days ago: the second of one field waits for a ruling.
SOURCES = (
    (0, "favourite_media", "读书节目", "service.talk", 40),
    (1, "favourite_sports", "太极拳", "counter.talk", 300),
    (2, "employer_name", "云山设计有限公司", "service.talk", 20),
    (2, "employer_name", "青禾文化有限公司", "fair", 4),
    (4, "leisure_habits", "做烘焙", "counter.talk", 800),
    (6, "favourite_dishes", "茉莉花茶、核桃酥", "service.talk", 500),
)
SEATS = ("靠窗第二桌", "门口小方桌", "里间插座旁", "火炉边", "吧台左首")
