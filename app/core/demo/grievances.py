"""What customers of the sample shop complain of: all invented, with its cause and its remedy."""

from dataclasses import dataclass

from app.core.complaints.records import Severity


@dataclass(frozen=True)
class Grievance:
    """A sort of complaint; category and cause are places in the lists that a shop begins with."""

    words: str
    category: int
    cause: tuple[int, int]
    item: str = ""
    wish: str = ""
    remedy: str = ""
    compensation: str = ""
    yuan: int | None = None
    severity: Severity = Severity.NORMAL
    often: int = 1


QUALITY, LATE, DAMAGED, ATTITUDE, PRICE, OTHER = range(6)
GRIEVANCES = (
    Grievance("龙井喝着有股潮味，罐底的茶叶发软", QUALITY, (1, 1), "明前龙井", "换一罐新的",
              "换了新到的一罐，旧的收回来查", "送一小包样茶", 128, often=5),
    Grievance("绿豆糕到家就过期两天了", QUALITY, (1, 2), "绿豆糕", "退钱", "全额退了，当面道歉",
              "下次任选一盒", 44, Severity.SEVERE, often=3),
    Grievance("核桃酥里吃出一小块塑料", QUALITY, (1, 0), "核桃酥", "要说清楚怎么来的",
              "上门道歉，同批全部下架", "陪她去看了医生", 360, Severity.SAFETY),
    Grievance("同一款铁观音，这回比上回淡得多", QUALITY, (1, 0), "铁观音", "解释一下",
              "对着两批一起试喝，换成上一批", "", 68, often=4),
    Grievance("说好下午三点送到，等到七点", LATE, (3, 0), "桂花糕", "下回别再让人等",
              "打电话道歉，改由店里自己送", "送两杯桂花拿铁", 60, often=6),
    Grievance("月饼礼盒过了中秋才到", LATE, (2, 0), "月饼礼盒", "退货", "原价退，礼盒留给她",
              "", 198, Severity.SEVERE, often=2),
    Grievance("送错了门牌，放在邻居家门口", LATE, (3, 1), "全麦面包", "重送一份", "当天重送", "",
              14, often=2),
    Grievance("茶饼碎了一角，送人拿不出手", DAMAGED, (3, 0), "陈皮普洱", "换一饼",
              "换了一饼，加了木盒", "", 186, often=3),
    Grievance("酸梅汤漏了一袋子，包也湿了", DAMAGED, (0, 2), "冰镇酸梅汤", "赔洗包的钱",
              "洗包的钱照付，杯口改用封膜", "", 52, often=2),
    Grievance("问了三遍有没有低糖的，店员头也没抬", ATTITUDE, (0, 1), "", "道个歉",
              "店长当面道歉，店员补了培训", "", 0, often=3),
    Grievance("排队时被后面的人插了队，没人管", ATTITUDE, (0, 0), "", "", "周末多排一个人手", "",
              None, often=2),
    Grievance("同样的白茶，隔壁便宜二十块", PRICE, (4, 1), "白茶", "便宜点",
              "讲明产地和年份，她愿意再试", "", None, Severity.LIGHT, often=2),
    Grievance("优惠券说好能用，结账又说不行", PRICE, (2, 1), "", "照券算", "按券补了差价",
              "", 15, often=3),
    Grievance("发票开错了抬头，跑了两趟", OTHER, (0, 2), "", "寄到公司", "重开并寄出", "", 12,
              Severity.LIGHT, often=2),
)  # fmt: skip
STRANGERS = ("路过的客人", "一位带孩子的妈妈", "微信上没留名字的", "1540000", "楼上写字楼的")
