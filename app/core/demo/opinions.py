"""What customers of the sample shop think of it: invented, in the language the shop is made in."""

from dataclasses import dataclass

from app.catalogue.questionnaire import Words

# Of the sheet of three levels: item, how important, how good in the first wave, what each
# further wave adds. Packaging was weak, was mended, and shows it; the price slowly wears.
TASTES: dict[str, tuple[float, float, float]] = {
    "quality": (4.8, 4.3, 0.05),
    "price": (4.2, 3.9, -0.15),
    "design": (3.1, 3.8, 0.0),
    "packaging": (4.3, 2.9, 0.45),
    "timeliness": (4.5, 3.3, 0.1),
    "before_sale": (3.9, 4.2, 0.0),
    "during_sale": (4.4, 4.5, 0.0),
    "after_sale": (4.1, 3.5, 0.1),
    "whole_life": (3.3, 3.2, 0.05),
    "honesty": (4.7, 4.6, 0.0),
    "environment": (2.9, 3.6, 0.1),
    "neighbours": (2.8, 4.1, 0.0),
}


@dataclass(frozen=True)
class Said:
    """A remark, and what became of it."""

    words: Words
    became: str | None = None


REMARKS = (
    Said(Words("茶香，人也客气", "The tea smells wonderful, and people are kind")),
    Said(Words("包装袋还是容易破，能不能厚一点", "The bags still tear; could they be thicker?")),
    Said(Words("周末排队太久了", "The queue at weekends is too long"), "read"),
    Said(Words("小李记得我不加糖，谢谢", "Xiao Li remembers that I take no sugar, thank you"),
         "thanks"),
    Said(Words("龙井比去年贵了不少", "The Longjing has become much dearer than last year"), "note"),
    Said(Words("送货晚了半天，也没人打电话", "The delivery was half a day late and nobody rang"),
         "complaint"),
    Said(Words("希望多些小份装，一个人喝不完", "More small packs, please: I live alone")),
    Said(Words("店里灯光暖，坐着舒服", "Warm light, a good place to sit"), "thanks"),
)  # fmt: skip
REASONS = (
    Words("味道稳，来多少回都一样", "Always the same good taste"),
    Words("离家近，顺路", "It is on my way home"),
    Words("有时候太忙，顾不上说话", "Sometimes too busy for a word"),
    Words("价钱再实在点就更好了", "I would come more often if it were cheaper"),
)
DONE = Words("换成加厚纸盒，先试三个月", "Thicker boxes, on trial for three months")
RESULT = Words("破损少了，客人看得出来", "Fewer tears, and customers noticed")
NEXT = Words("下午三点以后的单子改由店里自己送", "Deliver orders after three ourselves")
HEARD = (
    (1, "front_line", "",
     Words("老客人常问有没有低咖啡因的茶", "Regulars ask for tea with less caffeine")),
    (1, "focus_group", "",
     Words("茶会上六位客人都说小份装太少", "Six guests at the tea party missed small packs")),
    (3, "", "handovers",
     Words("外送单要过三个人的手，可以减成两个", "An order passes three hands; two would do")),
    (4, "", "",
     Words("说好的送达时间写在小票上，就不会记错", "Print the promised hour on the receipt")),
)  # fmt: skip
OWNER_SAYS: tuple[tuple[int, ...], ...] = (
    (5, 3, 4, 4, 2, 5, 4),
    (4, 4, 3, 2, 3),
    (4, 2, 3, 2),
    (4, 5, 3, 2, 4, 3, 5),
    (5, 4, 4, 3),
    (5, 4, 3, 2, 4, 2, 3),
    (4, 3, 4, 3, 4, 3),
)
"""The self-assessment, class by class; a year later each weak statement is a point better."""
