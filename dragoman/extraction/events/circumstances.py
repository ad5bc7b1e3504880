"""When and where an act was: the date and the place that go with it, by the parse and by what lies near."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from spacy.tokens import Doc, Span, Token

from dragoman.extraction.parties import Parties
from dragoman.extraction.tags import Act, Stretch
from dragoman.extraction.topics import Found
from dragoman.model import Document, Mention, Quote, Time, When

Placed = TypeVar("Placed", Mention, Time)

__all__ = ["Facts", "sentence", "touching", "when", "where"]

#: A date whose verb is further than this from the act's, counted in verbs, goes with the act only if it stands this near, in characters.
_FAR, _NEAR = 3, 80
#: How many code points a name or a date may have.
_LONGEST = 200
_TIMELESS = re.compile(r"(?:PRESENT|PAST|FUTURE)_REF")
_LOCATIVE = frozenset("in at near inside outside on across throughout".split())


@dataclass(frozen=True, slots=True)
class Facts:
    """What the other steps found in the document."""

    document: Document
    doc: Doc
    parties: Parties
    mentions: Sequence[Mention]
    times: Sequence[Time]
    quotes: Sequence[Quote]
    topics: Sequence[Found]


def when(facts: Facts, act: Act) -> When:
    """The date that goes with an act: the one that the tagger read as its own; else, in its sentence, the one whose verb is nearest in the
    parse, then in the words.
    """
    if act.when and (own := [t for t in touching(facts.times, act.when) if _dates(t) and _in_one_line(facts, act, t)]):
        return max(own, key=lambda t: t.anchor.end - t.anchor.start).when
    start, end = sentence(facts, act.trigger[0])
    candidates = [t for t in _between(facts.times, start, end) if _dates(t) and not _elsewhere(facts, act, t)]
    if not candidates:
        return When(None, "unknown")
    trigger = facts.doc.char_span(*act.trigger, alignment_mode="expand")
    verbs = _verbs(trigger.root) if trigger is not None else []

    def distance(time: Time) -> tuple[bool, int, bool, int]:
        span = facts.doc.char_span(time.anchor.start, time.anchor.end, alignment_mode="expand")
        own = _verbs(span.root) if span is not None else []
        steps = min((verbs.index(verb) + k for k, verb in enumerate(own) if verb in verbs), default=_FAR)
        open_ended = time.when.edtf is not None and ".." in time.when.edtf
        elsewhere = span is not None and trigger is not None and _dates_a_noun(span.root, trigger)
        return open_ended, steps, elsewhere, max(time.anchor.start - act.trigger[1], act.trigger[0] - time.anchor.end)

    best = min(candidates, key=distance)
    _, steps, elsewhere, gap = distance(best)
    if (steps >= _FAR and gap > _NEAR) or (steps > 0 and elsewhere):
        return When(None, "unknown")
    return best.when


def _dates(time: Time) -> bool:
    return time.type in ("DATE", "TIME") and not (time.value and _TIMELESS.match(time.value))


def _in_one_line(facts: Facts, act: Act, time: Time) -> bool:
    """Whether an act and a time stand in one paragraph: the day under a headline is the day of publication."""
    first, last = sorted((act.trigger[0], time.anchor.start))
    return "\n" not in facts.document.text[first:last]


def _dates_a_noun(token: Token, trigger: Span) -> bool:
    """Whether a date belongs to another noun than the act's own: "building on the summit in August, they agreed"."""
    while token.pos_ not in ("VERB", "AUX") and token.head.i != token.i:
        token = token.head
        if token.pos_ == "NOUN" and not token.ent_type_:
            return not trigger.start <= token.i < trigger.end
    return False


def _verbs(token: Token) -> list[int]:
    """The verbs above a token, nearest first."""
    return [word.i for word in (token, *token.ancestors) if word.pos_ in ("VERB", "AUX")]


def _elsewhere(facts: Facts, act: Act, time: Time) -> bool:
    """Whether a date stands inside quoted content that doesn't hold the act."""
    return any(
        a.start <= time.anchor.start < a.end and not (a.start <= act.trigger[0] < a.end) for q in facts.quotes for a in q.content
    )


def where(facts: Facts, act: Act) -> Mention | None:
    """The place of an act: the one that the tagger read as its own; else, in its clause, after "in", "at" or "near", the nearest behind the
    trigger first. A call has none.
    """
    if act.mode == "phone":
        return None
    if act.location and (own := [m for m in touching(facts.mentions, act.location) if m.kind == "place"]):
        return own[0]
    start, end = sentence(facts, act.trigger[0])
    trigger = facts.doc.char_span(*act.trigger, alignment_mode="expand")
    if trigger is None:
        return None
    verbs = _verbs(trigger.root)[:2]
    found = []
    for mention in _between(facts.mentions, start, end):
        if mention.kind in ("place", "country") and "+" not in mention.entity:
            before = facts.document.text[max(start, mention.anchor.start - 14) : mention.anchor.start].lower().split()
            preposition = next((w for w in reversed(before) if w not in ("the", "downtown", "central", "nearby")), "")
            span = facts.doc.char_span(mention.anchor.start, mention.anchor.end, alignment_mode="expand")
            same_clause = span is not None and (
                not verbs or _verbs(span.root)[:1] in ([verb] for verb in verbs) or trigger.root in span.root.ancestors
            )
            unit = facts.parties.at(span.root.i) if span is not None else None
            if unit and unit[2].kind == "person":
                continue  # "her colleague in Amman, Nabil Haddadin"
            if same_clause and preposition in _LOCATIVE and (mention.kind == "place" or preposition == "in"):
                found.append((mention.anchor.start < act.trigger[0], abs(mention.anchor.start - act.trigger[1]), mention))
    return min(found, key=lambda f: f[:2])[2] if found else None


def _between(found: Sequence[Placed], start: int, end: int) -> Sequence[Placed]:
    """Those of some mentions or times, which stand in the order of the text, that begin in a stretch."""
    return found[bisect_left(found, start, key=_start) : bisect_left(found, end, key=_start)]


def touching(found: Sequence[Placed], stretch: Stretch) -> list[Placed]:
    """Those of some mentions or times that a stretch touches."""
    return [f for f in _between(found, stretch[0] - _LONGEST, stretch[1]) if f.anchor.end > stretch[0]]


def _start(found: Mention | Time) -> int:
    return found.anchor.start


def sentence(facts: Facts, at: int) -> Stretch:
    """The stretch of the sentence that holds an offset."""
    span = facts.doc.char_span(at, at + 1, alignment_mode="expand")
    assert span is not None
    return span.sent.start_char, span.sent.end_char
