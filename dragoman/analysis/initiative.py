"""Who began an engagement, where its telling says so: "received a call from", "telephoned", "at the request of"."""

import re

from dragoman.model import Mention, Telling

__all__ = ["initiator"]

_RECEIVED = re.compile(r"(?i)\b(?:receiv\w+|got|took|had|answered)\b[^.;]{0,40}?\b(?:call|conversation)\s+from\s+$")
_BEHIND = re.compile(
    r"(?i)\b(?:(?:call|conversation)\s+(?:was\s+)?from|initiated\s+by|(?:at|on)\s+the\s+(?:request|initiative)\s+of|called\s+by|"
    r"phoned\s+by|telephoned\s+by|rung\s+up\s+by)\s+(?:the\s+)?$"
)
_BEFORE = re.compile(r"(?i)^(?:['’]s?)\s+(?:request|initiative)\b")
#: Verbs of which the subject begins; `spoke` and `held a call` leave it open.
_ACTIVE = re.compile(
    r"(?i)^(?:has |had )?(?:also )?(?:tele)?phoned|^rang\b|^called\b(?!\s+(?:for|on|off|by))|^(?:placed|made)\s+a\s+\w*\s*call"
)
#: How far before and behind a name these words may stand, in code points.
_NEAR = 70


def initiator(telling: Telling) -> str | None:
    """The code of the state that began it by a telling; None when it doesn't say."""
    claim, text = telling.claim, telling.document.text
    if claim.type != "CONSULT":
        return None
    sides = [m for m in (*claim.actors, *claim.recipients) if m.country]
    for mention in sides:
        before = text[max(0, mention.anchor.start - _NEAR) : mention.anchor.start]
        # a title may stand between the words and the name
        for words in (before, re.sub(r"(?:[A-Z][\w.’'-]*\s+|of\s+|for\s+|and\s+)+$", "", before)):
            if _RECEIVED.search(words) or _BEHIND.search(words):
                return mention.country
        if _BEFORE.match(text[mention.anchor.end : mention.anchor.end + _NEAR]):
            return mention.country
    if _ACTIVE.match(claim.trigger.exact) and not re.search(r"(?i)\b(?:was|were|been|is)\s+$", text[: claim.trigger.start][-8:]):
        return _subject(sides, claim.trigger.start)
    return None


def _subject(sides: list[Mention], at: int) -> str | None:
    """The state of the last side named before a place."""
    before = [m for m in sides if m.anchor.end <= at]
    return max(before, key=lambda m: m.anchor.end).country if before else None
