"""Import of 100,000 customers × 20 columns against reading the file and inserting its rows.

    python -m tests.benchmarks.import_benchmark [--customers N] [--profile]

The measure is (opening the file, guessing, checking every row, bringing all in) divided by
(reading the file with python-calamine + a bare executemany of the same rows into an
encrypted file of the same kind). Two ways are measured: at one go, as the command line does,
and with every row checked first, as the window does, which shows what an import would come
to. The safety copy before the import is timed apart.
"""

import argparse
import cProfile
import os
import pstats
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta, timezone
from pathlib import Path
from random import Random
from typing import Any

from python_calamine import CalamineWorkbook

from app.core.actor import Actor, Role
from app.core.clock import fixed_clock
from app.core.exchange import session as session_module
from app.core.exchange.layout import What
from app.core.exchange.session import ImportSession
from app.core.exchange.xlsx_writer import write_xlsx
from app.core.store.files import make_data_file, open_data_file
from app.core.store.shop import Shop
from app.core.vault.keys import Keys

TODAY = date(2026, 11, 22)
VAULT_ID = "00000000-0000-4000-8000-000000000003"
OWNER = Actor("owner", "Owner", Role.OWNER)
KEYS = Keys(db=bytes(range(32)), sens=bytes(range(32, 64)))
MOST = 3.0
HEADINGS = (
    "会员卡号 姓名 性别 手机号码 出生日期 历法 身份证号 家庭住址 工作单位 职务 婚否 结婚纪念日 "
    "配偶姓名 配偶生日 爱吃 忌讳 爱好 吸烟 入会日期 备注"
)
SURNAMES, GIVEN = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗",
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平",
)


def show(line: str) -> None:
    """One line to the terminal."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def people(count: int) -> Iterator[list[str]]:
    """Invented rows; about a fifth of the cells are empty."""
    random = Random(1)
    pick = random.choice

    def day(first: int, last: int) -> str:
        year, month = random.randint(first, last), random.randint(1, 12)
        return f"{year}-{month:02}-{random.randint(1, 28):02}"

    yield HEADINGS.split()
    for number in range(count):
        yield [
            *(f"LW{number:06}", pick(SURNAMES) + pick(GIVEN) + pick(("", pick(GIVEN)))),
            *(pick("男女"), f"154{random.randrange(10**8):08}", day(1940, 2005)),
            *(
                pick(("公历", "农历", "")),
                "",
                f"云溪市{pick('南北东西')}街{random.randint(1, 300)}号",
            ),
            *(pick(("县医院", "电信局", "农商银行", "")), pick(("主任", "科长", "老师", ""))),
            *(pick(("已婚", "未婚", "是", "")), pick((day(1970, 2020), ""))),
            *(pick(SURNAMES) + pick(GIVEN), pick((day(1940, 2005), ""))),
            *(pick(("辣的", "火锅", "面食", "")), pick(("不吃香菜", "花生过敏", ""))),
            *(pick(("养花", "下棋", "书法", "")), pick(("从不", "偶尔", "经常", "已戒"))),
            *(day(2015, 2026), pick(("爱讲价", "常买礼盒", "", ""))),
        ]


def reading(path: Path) -> tuple[float, list[Any]]:
    """Seconds to read the file with calamine, and its rows."""
    began = time.perf_counter()
    with CalamineWorkbook.from_path(path) as book:
        rows = book.get_sheet_by_index(0).to_python()
    return time.perf_counter() - began, list(rows)


def inserting(shop: Shop, rows: list[Any]) -> float:
    """Seconds to insert the rows as they are, in one transaction."""
    names = ", ".join(f"c{n} TEXT" for n in range(20))
    with shop.aside() as connection:
        connection.exec_driver_sql(f"CREATE TABLE bare (id INTEGER PRIMARY KEY, {names})")
    places = ",".join("?" * 20)
    values = [tuple(row) for row in rows]
    began = time.perf_counter()
    with shop.aside() as connection:
        columns = ",".join(f"c{n}" for n in range(20))
        connection.exec_driver_sql(f"INSERT INTO bare ({columns}) VALUES ({places})", values)
    return time.perf_counter() - began


def busy() -> tuple[float, float]:
    """Processor's time of this process, and of the helpers that ended."""
    spent = os.times()
    return spent.user + spent.system, spent.children_user + spent.children_system


def importing(shop: Shop, path: Path, *, checked: bool) -> tuple[float, float, float]:
    """Seconds until the file is open, checked (if it is, before), and in."""
    began = time.perf_counter()
    with ImportSession(shop, OWNER, path, What.CUSTOMERS) as session:
        opened = time.perf_counter()
        if checked:
            session.dry_run()
        looked = time.perf_counter()
        report = session.run()
        done = time.perf_counter()
    assert report.rows
    return opened - began, looked - opened, done - looked


def main() -> None:
    """Make the file, measure, print the ratios; exit 1 when the first is over the limit."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--customers", type=int, default=100_000)
    parser.add_argument("--profile", action="store_true")
    options = parser.parse_args()
    session_module.BACKUP_ABOVE = sys.maxsize  # the safety copy is timed apart
    with tempfile.TemporaryDirectory() as temporary:
        ratios = measured(Path(temporary), options.customers, profile=options.profile)
    sys.exit(ratios[0] > MOST)


def measured(folder: Path, customers: int, *, profile: bool) -> list[float]:
    """Print every part and the ratios: at one go, and checked first."""
    path = folder / "members.xlsx"
    with path.open("wb") as file:
        write_xlsx(file, [("会员", people(customers))])
    with empty_shop(folder / "bare") as shop:
        began = busy()
        read, rows = reading(path)
        bare = inserting(shop, rows)
        own = busy()[0] - began[0]
        del rows
    show(f"{customers:,} customers × 20 columns, {path.stat().st_size >> 20} MB")
    told = f"read with calamine {read:.2f} s, bare executemany {bare:.2f} s"
    show(f"{told} (processor {own:.1f})")
    profiler = cProfile.Profile(time.process_time)
    ratios = []
    for name, checked in (("at one go", False), ("checked first", True)):
        with empty_shop(folder / name) as shop:
            if profile:
                profiler.enable()
            began = busy()
            parts = importing(shop, path, checked=checked)
            profiler.disable()
            mine, helpers = (now - then for now, then in zip(busy(), began, strict=True))
        ratios.append(sum(parts) / (read + bare))
        told = "open {:.2f} s, check {:.2f} s, bring in {:.2f} s".format(*parts)
        show(f"{name}: {told} = {sum(parts):.2f} s, ratio {ratios[-1]:.2f} (limit {MOST})")
        show(f"    processor: this process {mine:.1f}, its helpers {helpers:.1f}")
    if profile:
        pstats.Stats(profiler).sort_stats("tottime").print_stats(35)
    return ratios


@contextmanager
def empty_shop(folder: Path) -> Iterator[Shop]:
    """An open shop without anybody."""
    folder.mkdir()
    make_data_file(folder, KEYS, vault_id=VAULT_ID, name="benchmark")
    clock = fixed_clock(TODAY, timezone(timedelta(hours=8)))
    shop = open_data_file(folder, KEYS, vault_id=VAULT_ID, clock=clock)
    try:
        yield shop
    finally:
        shop.close()


if __name__ == "__main__":
    main()
