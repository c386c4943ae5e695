"""How names are read: surnames by their own readings, then by character; for search and order."""

import os
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

# Surnames whose usual reading is not the character's everyday one (tone as a digit).
_SINGLE = """
单shan4 曾zeng1 解xie4 仇qiu2 查zha1 翟zhai2 缪miao4 朴piao2 区ou1 任ren2 盖ge3 华hua4 宓mi4
乐yue4 冼xian3 洗xian3 召shao4 员yun4 贠yun4 黑he4 繁po2 秘bi4 折she2 郇xun2 隗wei3 哈ha3 燕yan1
应ying1 牟mu4 种chong2 祭zhai4 车che1 逄pang2 逯lu4 葛ge3 纪ji3 过guo1 訾zi1 那na1 阚kan4 阙que1
冯feng2 能nai4 薄bo2 柏bai3 贲ben1 晁chao2 谌chen2 都du1 炅gui4 佘she2 厍she4 莘shen1 盛sheng4
石shi2 眭sui1 覃qin2 忒tei1 钭tou3 万wan4 鲜xian1 颉xie2 於yu1 余yu2 俞yu2 恽yun4 仉zhang3
撒sa3 瞿qu2 曲qu1 亓qi2 强qiang2 台tai2 毋wu2 郗xi1 宿su4 干gan1 句gou1 尉wei4 尹yin3 臧zang1
殷yin1 宁ning4 甯ning4 沈shen3 佴nai4 卜bu3 行xing2 长zhang3 重chong2 晟cheng2 适kuo4
""".split()  # noqa: SIM905
_COMPOUND = """
欧阳ou1-yang2 司马si1-ma3 上官shang4-guan1 诸葛zhu1-ge3 闻人wen2-ren2 东方dong1-fang1
赫连he4-lian2 皇甫huang2-fu3 尉迟yu4-chi2 公羊gong1-yang2 澹台tan2-tai2 公冶gong1-ye3
宗政zong1-zheng4 濮阳pu2-yang2 淳于chun2-yu2 单于chan2-yu2 太叔tai4-shu1 申屠shen1-tu2
公孙gong1-sun1 仲孙zhong4-sun1 轩辕xuan1-yuan2 令狐ling2-hu2 钟离zhong1-li2 宇文yu3-wen2
长孙zhang3-sun1 慕容mu4-rong2 鲜于xian1-yu2 闾丘lv2-qiu1 司徒si1-tu2 司空si1-kong1
亓官qi2-guan1 司寇si1-kou4 子车zi3-ju1 颛孙zhuan1-sun1 端木duan1-mu4 巫马wu1-ma3
公西gong1-xi1 漆雕qi1-diao1 乐正yue4-zheng4 壤驷rang3-si4 公良gong1-liang2 拓跋tuo4-ba2
夹谷jia1-gu3 宰父zai3-fu3 谷梁gu3-liang2 百里bai3-li3 呼延hu1-yan2 东郭dong1-guo1
南门nan2-men2 羊舌yang2-she2 微生wei1-sheng1 梁丘liang2-qiu1 左丘zuo3-qiu1 东门dong1-men2
西门xi1-men2 南宫nan2-gong1 第五di4-wu3 万俟mo4-qi2 夏侯xia4-hou2 纳兰na4-lan2 完颜wan2-yan2
""".split()  # noqa: SIM905
_TONE_MARKS = {"\u0304": "1", "\u0301": "2", "\u030c": "3", "\u0300": "4"}
_MOST_ALTERNATIVES = 12


@dataclass(frozen=True)
class NameReading:
    """A name in pinyin without tones (ü is v).

    `alternatives` are further full readings and initials by which it may be searched.
    """

    full: str
    initials: str
    sort_key: str
    alternatives: tuple[str, ...] = ()
    surname: str = ""
    syllables: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Sound:
    """How one character is read: for sorting with its tone, without, and otherwise."""

    sorting: str
    bare: str
    others: tuple[str, ...] = ()


def reading(name: str, *, person: bool = True) -> NameReading:
    """Read a name; with `person` its first characters are read as a surname."""
    known = _listed_sounds(name[:2]) if person else ()
    rest = (_sound(character) for character in name[len(known) :])
    sounds = [each for each in (*known, *rest) if each is not None]
    bare = [each.bare for each in sounds]
    return NameReading(
        full="".join(bare),
        initials="".join([each[0] for each in bare]),
        sort_key="".join([each.sorting for each in sounds]) + "\t" + name,
        alternatives=_alternatives(sounds, bare),
        surname="".join([each.bare for each in known]),
        syllables=tuple(bare),
    )


def surname_length(name: str) -> int:
    """How many characters of a Chinese name are its surname."""
    return 2 if name[:2] in _compounds() else 1


def _alternatives(sounds: list[_Sound], bare: list[str]) -> tuple[str, ...]:
    """Readings with one character read otherwise, and their initials."""
    found: dict[str, None] = {}
    for place, sound in enumerate(sounds):
        for other in sound.others:
            syllables = [*bare[:place], other, *bare[place + 1 :]]
            found["".join(syllables)] = None
            if other[0] != sound.bare[0]:
                found["".join([each[0] for each in syllables])] = None
    return tuple(islice(found, _MOST_ALTERNATIVES))


@lru_cache(maxsize=30_000)
def _sound(character: str) -> _Sound | None:
    """A character's sound; Latin letters and digits are their own, signs have none."""
    readings = _readings(character)
    return _made_sound(readings) if readings else None


def _made_sound(readings: tuple[str, ...]) -> _Sound:
    bare = dict.fromkeys(_without_tone(each) for each in readings)
    for each in tuple(bare):
        if len(each) > 1 and "v" in each:  # lü is typed as lu by many
            bare[each.replace("v", "u")] = None
    first, *others = bare
    syllable = readings[0]
    return _Sound(syllable + " " * (len(syllable) > 1), first, tuple(others))


def _readings(character: str) -> tuple[str, ...]:
    marked = None if character.isascii() else _characters().get(ord(character))
    if marked:
        return tuple(dict.fromkeys(_with_digit(each) for each in marked.split(",")))
    plain = unicodedata.normalize("NFKC", character).casefold()
    return (plain,) if plain.isalnum() and len(plain) == 1 else ()


@lru_cache(maxsize=8192)
def _listed_sounds(start: str) -> tuple[_Sound, ...]:
    """The sounds of a listed surname of two characters, else of one."""
    compound = _compounds().get(start)
    if compound:
        return tuple(_made_sound((each,)) for each in compound)
    single = _singles().get(start[:1])
    return (_made_sound((single, *_readings(start[0]))),) if single else ()


def _without_tone(syllable: str) -> str:
    return syllable.rstrip("12345") if len(syllable) > 1 else syllable


def _with_digit(marked: str) -> str:
    """Write shàn as shan4, lǚ as lv3, de as de5."""
    tone = "5"
    letters: list[str] = []
    for sign in unicodedata.normalize("NFD", marked):
        if sign in _TONE_MARKS:
            tone = _TONE_MARKS[sign]
        elif sign == "\u0308":
            letters[-1] = "v"
        elif sign.isalpha():
            letters.append(sign)
    return "".join(letters) + tone


@lru_cache(maxsize=1)
def _singles() -> dict[str, str]:
    return {entry[0]: entry[1:] for entry in _SINGLE}


@lru_cache(maxsize=1)
def _compounds() -> dict[str, tuple[str, ...]]:
    return {entry[:2]: tuple(entry[2:].split("-")) for entry in _COMPOUND}


@lru_cache(maxsize=1)
def _characters() -> dict[int, str]:
    """The characters of pypinyin, without its phrases (50 MB and half a second)."""
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "1")
    os.environ.setdefault("PYPINYIN_NO_DICT_COPY", "1")
    from pypinyin.constants import PINYIN_DICT

    return PINYIN_DICT
