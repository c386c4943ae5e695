"""Tells from one line of free text whether it is something she likes, something to avoid.

The rules, in this order; everything can be put right afterwards:
1. 不吃, 忌口, 过敏, allergic, avoid … anywhere in the line: to avoid.
2. 爱, 喜欢, 偏好, likes, prefers … anywhere in the line: a preference (爱人 is no liking).
3. Anything else is a note.
Negations go first, because 不喜欢 holds 喜欢.
"""

import re

from app.core.timeline.notes import AVOID, NOTE, PREFERENCE

_AVOID = re.compile(
    r"不(?:太|大|怎么|能|可以?|要)?(?:爱|喜欢|喝|吃|抽|碰|想要|用|坐)"
    r"|忌|过敏|讨厌|反感|怕(?!不)|少(?:放|加)|不放|不加|别(?:放|加|提|问)|勿|戒了?(?:烟|酒|糖)"
    r"|\b(?:avoids?|allerg|dislikes?|hates?|never (?:eats|drinks|mention)|no (?:sugar|salt|nuts)"
    r"|(?:does|do)(?:n['’]t| not) (?:like|eat|drink)|not like)",
    re.IGNORECASE,
)
_LIKE = re.compile(
    r"爱(?!人|心|情|好者)|喜欢|喜爱|偏爱|偏好|最爱|钟情|迷上|常(?:喝|吃|点|买)|总(?:喝|吃|点|买)|要坐"
    r"|\b(?:likes?|loves?|prefers?|favou?rite|fond of|enjoys?|always (?:orders|takes|drinks))\b",
    re.IGNORECASE,
)


def kind_of(text: str) -> str:
    """preference, avoid or note."""
    if _AVOID.search(text):
        return AVOID
    return PREFERENCE if _LIKE.search(text) else NOTE
