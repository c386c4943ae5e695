"""What the sample shop sells, and when people want it."""

from dataclasses import dataclass

SPRING, SUMMER, AUTUMN, WINTER = "spring", "summer", "autumn", "winter"
_SEASONS = (
    WINTER,
    WINTER,
    SPRING,
    SPRING,
    SPRING,
    SUMMER,
    SUMMER,
    SUMMER,
    AUTUMN,
    AUTUMN,
    AUTUMN,
    WINTER,
)


@dataclass(frozen=True)
class Item:
    """One thing for sale; price in fen, `weight` how often it is bought, more in `season`."""

    name: str
    category: str
    unit: str
    price: int
    weight: int
    season: str = ""
    brand: str = ""
    band: str = "日常"
    life_months: int | None = None
    stage: str | None = None
    service: bool = False
    numbered: bool = False  # each one has a serial number


ITEMS = (
    Item("胡萝卜汁", "果汁", "杯", 1800, 12),
    Item("鲜橙汁", "果汁", "杯", 2000, 9, SUMMER),
    Item("西瓜汁", "果汁", "杯", 1600, 3, SUMMER),
    Item("冰镇酸梅汤", "果汁", "杯", 1200, 3, SUMMER),
    Item("美式咖啡", "咖啡", "杯", 2200, 9),
    Item("燕麦拿铁", "咖啡", "杯", 2800, 9),
    Item("桂花拿铁", "咖啡", "杯", 3000, 4, AUTUMN),
    Item("明前龙井", "茶叶", "两", 12800, 3, SPRING, brand="小满自采", band="高档"),
    Item("铁观音", "茶叶", "两", 6800, 4, brand="南岩", band="中档"),
    Item("陈皮普洱", "茶叶", "饼", 16800, 2, WINTER, brand="南岩", band="高档"),
    Item("茉莉花茶", "茶叶", "两", 3800, 4, brand="小满自采", band="中档"),
    Item("白茶", "茶叶", "两", 8800, 2, brand="云上人家", band="高档"),
    Item("姜枣茶", "热饮", "杯", 1500, 4, WINTER),
    Item("豆浆", "热饮", "杯", 600, 8),
    Item("全麦面包", "点心", "个", 1400, 8),
    Item("桂花糕", "点心", "盒", 2600, 5, AUTUMN),
    Item("绿豆糕", "点心", "盒", 2200, 5, SUMMER),
    Item("核桃酥", "点心", "盒", 2800, 4),
    Item("月饼礼盒", "礼盒", "盒", 19800, 2, AUTUMN, band="高档"),
    Item("年货茶礼", "礼盒", "盒", 26800, 2, WINTER, band="高档"),
    Item(
        "电热水壶", "器具", "把", 15900, 1, brand="沸点", band="中档", life_months=36, numbered=True
    ),
    Item("净水滤芯", "器具", "支", 6900, 1, brand="沸点", band="中档", life_months=6),
    Item("儿童水杯", "器具", "个", 4900, 1, life_months=12, stage="child"),
    Item("茶艺课", "课程", "次", 9800, 1, band="中档", service=True),
)
# Trade by month: new year and mid-autumn are strong, February and June quiet.
MONTH_WEIGHTS = (1.3, 0.7, 0.9, 1.0, 1.05, 0.8, 0.95, 1.0, 1.35, 1.1, 1.0, 1.25)
WEEKDAY_WEIGHTS = (0.8, 0.85, 0.9, 0.95, 1.1, 1.5, 1.35)
CLERKS = ("小李", "小周", "阿芳", "老杨")
CHANNELS = ("门店", "门店", "门店", "门店", "小程序", "电话")
PAYMENTS = ("微信", "微信", "微信", "支付宝", "支付宝", "现金", "会员卡")


def weights_of(month: int) -> tuple[int, ...]:
    """How often each item is bought in a month (1–12)."""
    season = _SEASONS[month - 1]
    return tuple(_weight(item, season) for item in ITEMS)


def _weight(item: Item, season: str) -> int:
    if not item.season:
        return item.weight * 2
    return item.weight * 4 if item.season == season else item.weight // 2
