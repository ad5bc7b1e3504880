"""When and where an act was: the date and the place that go with it, by the parse and by what lies near."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from spacy.tokens import Doc, Span, Token

from dragoman.extraction.entities.names import places
from dragoman.extraction.parties import Parties, is_pluperfect
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
#: Acts whose words have a time and whose contents have another.
_WORDS = frozenset(("AGREE", "SUPPORT", "REQUEST", "ACCUSE", "REJECT", "THREATEN"))
#: Words that open a clause whose time is that of the clause above it ("responded by shelling"), and words for one of another time.
_SAME_TIME = frozenset("by in on upon while when".split())
_OTHER_TIME = frozenset("after before since until till once if unless following building recalling".split())
#: Of what a distance in time is made: "two weeks after".
_UNITS = frozenset("minute hour day week fortnight month year decade".split())
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
    trigger = facts.doc.char_span(*act.trigger, alignment_mode="expand")
    own = [t for t in touching(facts.times, act.when) if _dates(t) and _is_near(facts, act, t)] if act.when else []
    ways = {t: _way(facts, act, trigger, t)[0] if trigger is not None else 0 for t in own}
    own = [t for t in own if ways[t] is not None]
    start, end = sentence(facts, act.trigger[0])
    if own and not (any(ways.values()) and _said_elsewhere(facts, act, own)):
        return max(own, key=lambda t: t.anchor.end - t.anchor.start).when
    if trigger is None:
        return When(None, "unknown")
    ranked = []
    for time in (t for t in _between(facts.times, start, end) if _dates(t)):
        steps, span = _way(facts, act, trigger, time)
        if steps is None or (steps > 0 and _elsewhere(facts, act, time)):
            continue
        open_ended = time.when.edtf is not None and ".." in time.when.edtf
        of_noun = span is not None and _is_of_a_noun(span.root, trigger)
        gap = max(time.anchor.start - act.trigger[1], act.trigger[0] - time.anchor.end)
        ranked.append(((open_ended, steps, of_noun, gap), time.when))
    if not ranked:
        return When(None, "unknown")
    (_, steps, of_noun, gap), best = min(ranked, key=lambda found: found[0])
    return When(None, "unknown") if (steps >= _FAR and gap > _NEAR) or (steps > 0 and of_noun) else best


def _way(facts: Facts, act: Act, trigger: Span, time: Time) -> tuple[int | None, Span | None]:
    """How far a time lies from an act in the parse, as `_steps` counts it, and its words there."""
    span = facts.doc.char_span(time.anchor.start, time.anchor.end, alignment_mode="expand")
    return (_FAR if span is None else _steps(act, trigger.root, span.root)), span


def _dates(time: Time) -> bool:
    return time.type in ("DATE", "TIME") and not (time.value and _TIMELESS.match(time.value))


def _is_near(facts: Facts, act: Act, time: Time) -> bool:
    """Whether an act and a time stand in one paragraph, and not only in its dateline: that day, and the one under a headline, is the day of publication."""
    first, last = sorted((act.trigger[0], time.anchor.start))
    return "\n" not in facts.document.text[first:last] and facts.document.zone_at(time.anchor.start) != "dateline"


def _is_of_a_noun(token: Token, trigger: Span) -> bool:
    """Whether a date or place belongs to another noun than the act's own: "building on the summit in August, they agreed"."""
    while token.pos_ not in ("VERB", "AUX") and token.head.i != token.i:
        token = token.head
        if token.pos_ == "NOUN" and not token.ent_type_:
            return not trigger.start <= token.i < trigger.end
    return False


def _verbs(token: Token) -> list[Token]:
    """The verbs above a token, nearest first."""
    return [word for word in (token, *token.ancestors) if word.pos_ in ("VERB", "AUX")]


def _steps(act: Act, trigger: Token, date: Token) -> int | None:
    """How many verbs lie between an act's and a date's in the parse; None where a clause between them has a time of its own."""
    above, own = _verbs(trigger), _verbs(date)
    joint = next((verb for verb in own if verb in above), None)
    if joint is None:
        return _FAR
    into, out = own[: own.index(joint)], above[: above.index(joint)]
    # "attacks that began on the night of May 6": the clause is about the act itself
    into_others = [verb for verb in into if not (verb.dep_ == "relcl" and verb.head == trigger and trigger.pos_ == "NOUN")]
    if any(_has_own_time(act, verb) for verb in into_others) or any(_is_left(act, verb, date) for verb in out):
        return None
    return len(into) + len(out)


def _has_own_time(act: Act, verb: Token) -> bool:
    """Whether a clause below an act's tells of another time: "the base that it seized in May", "after meeting him on Monday", and
    what is promised or asked for: "agreed to meet on Friday".
    """
    opening = _opening(verb)
    match verb.dep_:
        case "relcl" | "acl" | "ccomp":
            return True
        case "pcomp":
            return not opening & _SAME_TIME
        case "xcomp":
            return act.type in _WORDS
        case "advcl":
            return bool(opening & _OTHER_TIME)
    return False


def _opening(verb: Token) -> set[str]:
    """The words that may open a verb's clause: what governs it, what stands before it on its side, itself."""
    return {word.lower_ for word in (verb.head, *verb.lefts) if word.dep_ in ("prep", "mark", "advmod")} | {verb.lower_}


def _is_left(act: Act, verb: Token, date: Token) -> bool:
    """Whether the clause of an act has left behind the time of the clause above it: "talks on Friday with rebels whom it had accused", and
    what is only planned when it is spoken of: "they will meet, he said on Friday"; so has a clause at a measured distance or of an earlier time:
    "spoke on Friday, two weeks after they had met".
    """
    if verb.dep_ in ("relcl", "acl"):
        return verb.head not in (date, *date.ancestors)
    if verb.dep_ in ("advcl", "pcomp"):
        away = next((w for w in (verb.head, *verb.lefts) if w.lower_ in ("after", "before")), None)
        return away is not None and (is_pluperfect(verb) or (away.i > 0 and away.nbor(-1).lemma_.lower() in _UNITS))
    return verb.dep_ == "ccomp" and act.modality in ("planned", "proposed", "hypothetical")


def _elsewhere(facts: Facts, act: Act, time: Time) -> bool:
    """Whether a date stands inside quoted content that doesn't hold the act."""
    return any(
        a.start <= time.anchor.start < a.end and not (a.start <= act.trigger[0] < a.end) for q in facts.quotes for a in q.content
    )


def _said_elsewhere(facts: Facts, act: Act, own: Sequence[Time]) -> bool:
    """Whether an act is told in reported words that hold another date, and the tagger gave it the day on which they were said."""
    around = [a for q in facts.quotes for a in q.content if a.start <= act.trigger[0] < a.end]
    held = [t for a in around for t in _between(facts.times, a.start, a.end) if _dates(t)]
    return bool(held) and not any(a.start <= t.anchor.start < a.end for a in around for t in own)


def where(facts: Facts, act: Act) -> Mention | None:
    """The place of an act: the one that the tagger read as its own; else, in its clause, after "in", "at" or "near", the nearest behind the
    trigger first. A call has none.
    """
    if act.mode == "phone":
        return None
    trigger = facts.doc.char_span(*act.trigger, alignment_mode="expand")
    if trigger is None:
        return None
    own = [m for m in touching(facts.mentions, act.location) if m.kind == "place"] if act.location else []
    if own and not _is_spoken_of(facts, act, trigger, own[0]):
        return own[0]
    start, end = sentence(facts, act.trigger[0])
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
            if (
                same_clause
                and preposition in _LOCATIVE
                and (mention.kind == "place" or preposition == "in")
                and not _is_spoken_of(facts, act, trigger, mention)
            ):
                found.append((mention.anchor.start < act.trigger[0], abs(mention.anchor.start - act.trigger[1]), mention))
    return min(found, key=lambda f: f[:2])[2] if found else None


def _is_spoken_of(facts: Facts, act: Act, trigger: Span, place: Mention) -> bool:
    """Whether a place belongs to what an act of words is about ("thanked Kenya for its police in Haiti"); what is settled in a town is settled there."""
    if act.type not in _WORDS or (act.type in ("AGREE", "REJECT") and place.name in places()):
        return False
    span = facts.doc.char_span(place.anchor.start, place.anchor.end, alignment_mode="expand")
    return span is not None and _is_of_a_noun(span.root, trigger)


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
