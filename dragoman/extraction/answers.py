"""Answers: which charge, demand or report a denial, rejection, confirmation or correction answers inside its document.

Every earlier or neighbouring statement of somebody else is weighed by what a reader goes by: does it name or address the one who answers,
is it the kind of thing that one answers so, do the two share words, how far apart are they. Where nothing weighs enough, nothing is linked.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from dragoman.extraction.parties import Parties
from dragoman.extraction.tags import Stretch
from dragoman.model import Claim, Quote

__all__ = ["ANSWERS", "link"]

#: Cues that say nothing about an answer: what they report denies only where there is something to deny.
_PLAIN = re.compile(
    r"(?i)(?:sa(?:id|ys?|ying)|t(?:old|ells?|elling)|add(?:ed|s|ing)|stat(?:ed|es|ing)|repl(?:ied|ies)|answer(?:ed|s)|respond(?:ed|s)|retort(?:ed|s)|wr(?:ote|ites)|"
    r"insist(?:ed|s)|maintain(?:ed|s)|assert(?:ed|s)|argu(?:ed|es)|sw(?:ore|ears)|claim(?:ed|s)|ha(?:s|d) it|explain(?:ed|s)|declar(?:ed|es)|went on|continued)"
)
#: Words that refute by themselves, whatever the cue; and such as only plead ignorance.
_REFUTES = re.compile(
    r"(?i)\b(?:none|no such|nothing of the (?:sort|kind)|(?:quite )?the (?:opposite|contrary|reverse)|lies?|untrue|false|nonsense|baseless|groundless|"
    r"unfounded|fabricat\w+|invent(?:ion|ed)|slander\w*|propaganda|fiction|fantas\w+|fairy tale|hoax|did not happen|never happened)\b"
)
_IGNORES = re.compile(
    r"(?i)\b(?:not|un|nothing|no|never)\W?(?:\w+ )?(?:familiar|aware|inform(?:ed|ation)|know(?:ledge|n)?|comment|details|heard|seen)\b"
)
#: How far before an answer, in code points, the charge may stand that it answers without saying so.
_AT_ONCE = 320
#: Acts that answer, and the cues that correct or confirm what another said.
ANSWERS = frozenset(("deny", "reject"))
_CORRECTS = re.compile(r"(?i)(?:correct|contradict|clarif)")
_CONFIRMS = re.compile(r"(?i)(?:confirm|acknowledg|admit|conced|corroborat|verif|b(?:ore|ear|orne) out|own(?:ed|s)? up)")
#: Cues of those who share a view, and how begins what they agree to do.
_CONCURS = re.compile(r"(?i)(?:agree|concur)")
_TO_DO = re.compile(r"(?i)(?:to|on|with|upon)\b")
#: Cues that confirm by their own meaning, whatever the words in common.
_CONFIRMING = re.compile(r"(?i)(?:confirm|corroborat|verif)")
#: How well the act of what was said fits an answer: charges are denied, demands and offers rejected, anything confirmed.
_DENIED = {"accuse": 1.5, "condemn": 0.8, "say": 0.6, "warn": 0.4, "announce": 0.4, "threaten": 0.4, "emphasise": 0.0}
_REJECTED = {
    "request": 1.2,
    "urge": 1.2,
    "invite": 1.2,
    "accuse": 1.0,
    "say": 0.3,
    "promise": 0.3,
    "announce": 0.5,
    "threaten": 0.6,
    "warn": 0.4,
    "condemn": 0.6,
}
_UNFIT = -1.5
#: Types of acts that the publisher tells and somebody may deny.
_HOSTILE = frozenset(("ASSAULT", "COERCE", "MOBILIZE", "SANCTION", "THREATEN", "PROTEST", "RETREAT", "ACCUSE"))
#: An answer that names what it answers by a noun or a pronoun alone: "denied the charge", "rejected it".
_ANAPHORA = re.compile(
    r"(?i)^\W*(?:(?:the|this|that|these|those|such|any such|all|both|his|her|its|their|any|an?|[A-Z]\w+['’]s?)\s+)*(?:\w+\s+){0,2}?"
    r"(?:charges?|accusations?|allegations?|claims?|reports?|it|them|this|that|which|so|as much|accounts?|suggestions?|version|assertions?|"
    r"story|stories|rumou?rs?|demands?|calls?|proposals?|offers?|requests?|appeals?|findings?|figures?|notion|idea|criticism|statements?|"
    r"involvement|wrongdoing|responsibility)\b"
)
#: A noun that the text must have told before: "confirmed the sale", "denied any motive"; and a deed done to such: "denied giving the order".
_BARE = re.compile(r"(?i)(?:the|this|that|these|those|any|its|his|her|their)\s+(?:\w+\s+)?\w+")
_DEED = re.compile(r"(?i)(?:having\s+)?\w+(?:ing|ed)\s+(?:it|them|so|(?:the|this|that|these|those)\s+(?:\w+\s+)?\w+)")
#: Answers to what somebody said, and not to what somebody did.
_SPOKEN = re.compile(r"(?i)^\W*(?:\w+\W+){0,2}(?:charges?|accusations?|allegations?|claims?)\b")
#: Cues that deny by their own meaning; "said" denies only as an answer.
_DENYING = re.compile(r"(?i)(?:den(?:y|ied|ies|ying)|reject|rul(?:e|ed|ing)|refus)")
_STOP = frozenset(
    "that this with from have been were they their there would will said says which when what about into over after before than then also only just "
    "does not never nobody nothing none anyone anything such being having charge accusation allegation claim report".split()
)
_STOP_STEMS = frozenset(word[:5] for word in _STOP)
#: Beginnings of words for speakers that tell no one from another.
_BODIES = frozenset(
    word[:5] for word in "minister ministry foreign spokesman spokeswoman president prime government official officials".split()
)
#: Codes for kinds of bodies: two speakers of one kind aren't one speaker.
_KINDS = frozenset(("IGO", "NGO", "MNC", "ISM", "IMG"))
#: From so many letters an "ing" is an ending.
_ENDED = 6
#: What one sentence of distance costs, in sentences of so many code points, and how far back an answer may reach.
_SENTENCE, _COST, _REACH = 140, 0.25, 1500
#: What must be weighed together for a link.
_ENOUGH = 0.5


@dataclass(frozen=True, eq=False)
class _Told:
    """Something that may be answered: a quote, or a claim in the publisher's own voice."""

    id: str
    speaker: str | None
    codes: frozenset[str]
    start: int
    end: int
    act: str
    words: str
    named: frozenset[str]
    stems: frozenset[str]
    by: str = ""
    speaking: frozenset[str] = frozenset()
    told: bool = False  # by the publisher itself
    confirms: bool = False
    earlier: bool = False  # than what is told around it: "had said"

    @cached_property
    def anaphora(self) -> bool:
        """Whether it names what it speaks of by a noun or a pronoun alone."""
        return bool(_ANAPHORA.match(self.words) or _BARE.fullmatch(self.words)) or (
            len(self.words) < 12 and not self.words.startswith("to ")
        )

    @property
    def beholden(self) -> bool:
        """Whether whose speaker it is was named just before: "its owner", "her own deputy"."""
        return bool(
            re.match(r"(?i)(?:its|his|her|their|both|neither|one|the (?:two|other|former|latter|first|second))\b", self.by)
        )


def link(quotes: Sequence[Quote], claims: Iterable[Claim], parties: Parties) -> tuple[Quote, ...]:
    """The quotes, each answer among them pointed at what it answers: `denies` for denials, rejections and corrections, `confirms`."""
    told = [_of_quote(quote, parties) for quote in quotes]
    cues = {place for quote in quotes if quote.cue for place in range(quote.cue.start, quote.cue.end)}
    told += [
        _of_claim(claim, parties)
        for claim in claims
        if claim.according_to is None
        and claim.modality == "asserted"
        and cues.isdisjoint(range(claim.trigger.start, claim.trigger.end))
    ]
    by_id = {found.id: found for found in told}
    told.sort(key=_start)
    return tuple(_linked(quote, by_id[quote.id], told) for quote in quotes)


def _start(told: _Told) -> int:
    return told.start


def _linked(quote: Quote, answer: _Told, told: Sequence[_Told]) -> Quote:
    confirms = _confirms(quote)
    corrects = quote.cue is not None and bool(_CORRECTS.match(quote.cue.exact))
    plain = _is_plain(quote)
    implied = plain and quote.act not in ("thank", "invite", "ask", "reject")
    if _IGNORES.search(answer.words) and plain:  # "was not aware of it"
        return replace(quote, act="say") if quote.act == "deny" else quote
    if quote.act not in ANSWERS and not (confirms or corrects or implied):
        return quote
    # what begins much farther off than an answer reaches is too long to be one statement
    near = told[bisect_left(told, answer.start - 4 * _REACH, key=_start) : bisect_left(told, answer.end + _REACH, key=_start)]
    if quote.act not in ANSWERS and not (confirms or corrects):
        near = [other for other in near if _is_answered_at_once(answer, other)]
    opens = not any(other.start < answer.start and other.speaker != answer.speaker and not other.told for other in near)
    weighed = [(_weight(quote, answer, other, confirms=confirms, opens=opens), other) for other in near if other is not answer]
    best = max(weighed, key=lambda found: (found[0], found[1].start), default=(0.0, None))
    if best[1] is None or best[0] < _ENOUGH:
        return replace(quote, act="say") if plain and quote.act == "deny" and not _REFUTES.search(answer.words) else quote
    return (
        replace(quote, confirms=best[1].id)
        if confirms
        else replace(quote, denies=best[1].id, act="deny" if implied else quote.act)
    )


def _is_plain(quote: Quote) -> bool:
    """Whether a quote's cue says nothing about an answer: then it denies only where there is something to deny."""
    return quote.cue is None or bool(_PLAIN.fullmatch(quote.cue.exact))


def _is_answered_at_once(answer: _Told, other: _Told) -> bool:
    """Whether a statement is a charge, just before, against whoever speaks next of the same thing, or calls it untrue."""
    accused = answer.beholden or bool((answer.codes | {answer.speaker}) & other.named or answer.speaking & other.stems)
    near = 0 <= answer.start - other.end < _AT_ONCE and not (answer.codes & other.codes)
    same = bool(answer.stems & other.stems - answer.speaking) or bool(_REFUTES.search(answer.words))
    charged = other.act == "accuse" or (
        answer.beholden and other.act in ("announce", "promise") and bool(_REFUTES.search(answer.words))
    )
    return charged and not other.told and near and accused and same


def _confirms(quote: Quote) -> bool:
    return quote.cue is not None and bool(
        _CONFIRMS.match(quote.cue.exact) or (_CONCURS.match(quote.cue.exact) and not _TO_DO.match(quote.content[0].exact))
    )


def _weight(quote: Quote, answer: _Told, other: _Told, *, confirms: bool, opens: bool) -> float:
    """How well a statement fits an answer, by what a reader goes by; far below zero where it can't be meant.

    `opens`: nobody else has said anything before the answer, so that what it answers follows.
    """
    gap = answer.start - other.end if other.start < answer.start else other.start - answer.end
    if gap > _REACH or (answer.speaker is not None and answer.speaker == other.speaker):
        return -9.0
    inside = any(a.start <= other.start and other.end <= a.end for a in quote.content)
    around = other.start <= answer.start and answer.end <= other.end
    if (inside and other.speaker is None and other.act != "accuse") or (around and not inside):
        return -9.0  # the answer's own words, or what it is part of
    rejects = quote.act == "reject" and not _SPOKEN.search(answer.words)
    fit = {"accuse": 0.8, "say": 0.8, "announce": 0.8} if confirms else _REJECTED if rejects else _DENIED
    weight = fit.get(other.act, _UNFIT) + 3.0 * inside
    if other.start > answer.start and not (inside or other.earlier) and _is_plain(quote):
        return -9.0  # whoever just says something answers what was said before
    if other.told and _SPOKEN.search(answer.words):
        return -9.0  # a charge is somebody's words, not a deed
    common = len(answer.stems & other.stems)
    if confirms and quote.act == "agree" and 2 * common < max(2, len(answer.stems)):
        return -9.0  # parties agree on many a thing that nobody said before
    if confirms and not (common or answer.anaphora or _CONFIRMING.match(quote.cue.exact if quote.cue else "")):
        return -9.0  # "acknowledged the sacrifices" confirms nobody's words
    weight += min(2.0, 3.0 * common / max(2, len(answer.stems)))
    weight += 1.2 * bool((answer.codes | {answer.speaker}) & other.named or answer.speaking & other.stems)
    weight += 1.0 * bool((other.codes | {other.speaker}) - {None} & answer.named or other.speaking & answer.stems)
    weight += 0.5 * answer.beholden
    if answer.anaphora:
        weight += 1.0
    elif not (common or inside or _DEED.fullmatch(answer.words)) and quote.cue and _DENYING.match(quote.cue.exact):
        weight -= 2.0  # it says itself what it denies, and that is something else
    if other.start > answer.start and not inside and not other.earlier and not (opens and answer.anaphora):
        weight -= 1.0
    if other.confirms:
        weight -= 1.0  # what was confirmed is what is meant
    return weight - _COST * max(0, gap) / _SENTENCE


def _of_quote(quote: Quote, parties: Parties) -> _Told:
    anchors = [a for a in (quote.speaker, quote.cue, *quote.content) if a]
    start, end = min(a.start for a in anchors), max(a.end for a in anchors)
    spoken = [m for a in quote.content for m in parties.all_within((a.start, a.end))]
    named = frozenset(code for m in spoken for code in (*m.countries, m.entity))
    addressed = frozenset((quote.addressee or "").split("+")) - {""}
    by = frozenset(_stems(parties, (quote.speaker.start, quote.speaker.end))) - _BODIES if quote.speaker else frozenset()
    named_by = quote.speaker.exact.casefold() if quote.speaker else None
    speaker = quote.entity if quote.entity and quote.entity not in _KINDS else named_by
    return _Told(
        id=quote.id,
        speaker=speaker,
        codes=frozenset(quote.countries),
        start=start,
        end=end,
        act="say" if quote.act == "deny" and _is_plain(quote) else quote.act,
        words=" ".join(a.exact for a in quote.content),
        named=named | addressed,
        stems=frozenset().union(*(_stems(parties, (a.start, a.end)) for a in quote.content)),
        by=quote.speaker.exact if quote.speaker else "",
        speaking=by,
        earlier=quote.cue is not None and parties.is_earlier((quote.cue.start, quote.cue.end)),
        confirms=_confirms(quote),
    )


def _of_claim(claim: Claim, parties: Parties) -> _Told:
    actors = frozenset(code for m in claim.actors for code in (*m.countries, m.entity))
    return _Told(
        id=claim.id,
        speaker=None,
        codes=frozenset(),
        start=claim.trigger.start,
        end=claim.trigger.end,
        act="accuse" if claim.type in _HOSTILE else "announce",
        words=claim.trigger.exact,
        stems=_stems(parties, (claim.trigger.start, claim.trigger.end)),
        told=True,
        named=actors,
    )


def _stems(parties: Parties, stretch: Stretch) -> frozenset[str]:
    """The beginnings of the telling words in a stretch, as a dictionary has them ("met" and "meeting" are one)."""
    return frozenset(_bare(word)[:5] for word in parties.lemmas(stretch) if len(word) > 3 and word.isalpha()) - _STOP_STEMS


def _bare(word: str) -> str:
    """A verb's noun as the verb: "meeting" is "meet"."""
    return word.removesuffix("ing") if len(word) > _ENDED else word
