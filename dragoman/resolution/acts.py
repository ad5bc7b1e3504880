"""A claim as it is compared with others: who took part, when it can have been, how it stands, in which words."""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache, cached_property
from typing import Literal

from dragoman.lexicons import rows, state_of
from dragoman.model import Claim, Document, Mention, Telling
from dragoman.resolution.identities import Identity
from dragoman.resolution.stories import story
from dragoman.wording import Wording, wording

__all__ = ["FAMILIES", "Act", "Standing"]

#: Days before its publication in which an act lies that a report tells without a day, or a readout: older acts are given one. What is
#: planned without a day lies in the weeks behind it.
_NEWS, _READOUT, _AHEAD = timedelta(10), timedelta(3), timedelta(60)
#: An act is dated by a day, or by a night between two.
_NIGHT = timedelta(2)

#: PLOVER types that tellings of one act may choose between: an agreed meeting that is reported as held, a deal that is signed or praised.
FAMILIES = {
    "CONSULT": "engagement",
    "AGREE": "accord",
    "SUPPORT": "accord",
    "COOPERATE": "accord",
    "CONCEDE": "easing",
    "RETREAT": "easing",
    "AID": "aid",
    "REQUEST": "demand",
    "ACCUSE": "charge",
    "REJECT": "refusal",
    "THREATEN": "threat",
    "PROTEST": "protest",
    "SANCTION": "sanction",
    "MOBILIZE": "mobilization",
    "COERCE": "coercion",
    "ASSAULT": "assault",
}
#: Families whose acts both sides do together, so that it says nothing who is told as their actor.
_MUTUAL = frozenset(("engagement", "accord", "easing"))

#: How an act stands by a telling: it took place, is to come, won't be or was put off, or is said not to have been.
Standing = Literal["held", "planned", "off", "denied"]

#: Words of a trigger that say nothing of what was done.
_IDLE = frozenset(
    ("been", "from", "have", "into", "over", "said", "that", "their", "they", "this", "were", "which", "will", "with", "would")
)
_STAY = re.compile(r"(?i)\b(?:visit|trip|tour|stay|travel|sojourn|journey|flew|arriv)\w*")
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"”’»)]*\s+|\n\s*")


@dataclass(frozen=True, eq=False)
class Act:
    """A telling with what it is compared by, each worked out once. `known` says who the persons are by all that the record holds."""

    telling: Telling
    known: Mapping[str, Identity] = field(default_factory=dict)

    @property
    def claim(self) -> Claim:
        """What the telling says."""
        return self.telling.claim

    @cached_property
    def engages(self) -> bool:
        """Whether it tells an engagement, held or not: also one that is agreed, planned, put off or refused."""
        claim = self.claim
        if claim.type == "AGREE":
            words = f" {_forms(claim.trigger.exact.casefold())} "
            return any(f" {wording} " in words for wording in _engaging())
        return claim.type == "CONSULT" or (claim.type == "REJECT" and claim.mode == "meet")

    @cached_property
    def family(self) -> str:
        """The acts that it may be one with."""
        return "engagement" if self.engages else FAMILIES[self.claim.type]

    @cached_property
    def standing(self) -> Standing:
        """How the act stands by this telling."""
        claim = self.claim
        if claim.modality == "denied":
            return "denied"
        if claim.modality == "cancelled" or (self.engages and claim.type == "REJECT"):
            return "off"
        return "held" if claim.modality == "asserted" and not (self.engages and claim.type == "AGREE") else "planned"

    @property
    def waits(self) -> bool:
        """Whether it is an engagement that is still to come, or was put off."""
        return self.engages and self.standing in ("planned", "off")

    @cached_property
    def parties(self) -> frozenset[str]:
        """The codes of all sides, those too that only other documents tell; of a visit that names no host the state that it led to, of a deed
        that names nobody the state in which it was done.
        """
        told = frozenset(code for mention in self._sides for code in self._codes(mention))
        place = self.claim.location
        visits = self.engages and (self.claim.mode == "visit" or self.stay)
        lone = len(told) == 1 if visits else not told
        state = state_of(place.name) if place and lone else None
        return told | {state} if state else told

    @cached_property
    def persons(self) -> Mapping[str, frozenset[str]]:
        """The persons who act for each state, by full name; under "" those of no known state."""
        out: dict[str, set[str]] = defaultdict(set)
        for mention in self._sides:
            codes = self._codes(mention)
            joint = mention.entity.split("+")
            alone = (self._entity(mention),) if mention.identifies or mention.id in self.known else ()
            for entity in joint if len(joint) > 1 else alone:
                if entity.startswith("person:") and "-" in entity and len(codes) < 2:
                    out[codes[0] if codes else ""].add(entity)
        return {country: frozenset(persons) for country, persons in out.items()}

    @cached_property
    def people(self) -> frozenset[str]:
        """All persons who take part, by full name."""
        return frozenset().union(*self.persons.values())

    @cached_property
    def topics(self) -> frozenset[str]:
        """What it is about."""
        return frozenset(self.claim.topics)

    @cached_property
    def words(self) -> frozenset[str]:
        """The telling words of its trigger."""
        return frozenset(w for w in self.claim.trigger.exact.casefold().split() if len(w) > 3) - _IDLE

    @cached_property
    def wording(self) -> Wording:
        """The words of the sentences that tell it, but for the names of those who take part."""
        return wording(self.sentences, without=self._names)

    @cached_property
    def sentences(self) -> str:
        """The sentences that tell it."""
        text = self.telling.document.text
        return " ".join(_sentence(text, anchor.start) for anchor in (self.claim.trigger, *self.claim.also))

    @cached_property
    def story(self) -> Wording:
        """What its document is about, but for the names of those who take part: these alone make no two stories one."""
        return story(self.telling.document, self._names)

    @cached_property
    def sides(self) -> frozenset[str]:
        """The states that act, where the act has a direction."""
        mutual = self.family in _MUTUAL
        return frozenset() if mutual else frozenset(code for actor in self.claim.actors for code in self._codes(actor))

    @cached_property
    def stay(self) -> bool:
        """Whether it is a visit as a whole, of which a meeting may be a part."""
        return self.engages and bool(_STAY.search(self.claim.trigger.exact))

    @cached_property
    def dated(self) -> bool:
        """Whether any day is known."""
        return self.claim.when.start is not None or self.claim.when.end is not None

    @cached_property
    def width(self) -> timedelta:
        """How exactly it is dated."""
        when = self.claim.when
        return when.end - when.start if when.start and when.end else timedelta.max

    @property
    def narrow(self) -> bool:
        """Whether its day is known."""
        return self.width <= _NIGHT

    @cached_property
    def reach(self) -> tuple[date, date]:
        """The first and the last day on which the act may have been: its own, or those of which its document is news."""
        published = _day(self.telling.document)
        first, last = self.claim.when.start or date.min, self.claim.when.end or date.max
        planned = self.standing == "planned"
        if published and not self.dated:
            news = _READOUT if self.telling.document.kind == "readout" else _NEWS
            return (published, published + _AHEAD) if planned else (published - news, published + timedelta(1))
        if published and planned and self.claim.modality != "asserted" and last > published:
            return max(first, published), last
        return first, last

    def meets(self, other: "Act") -> bool:
        """Whether both may have been on one day."""
        return self.reach[0] < other.reach[1] and other.reach[0] < self.reach[1]

    @cached_property
    def _names(self) -> frozenset[str]:
        """What isn't counted among the words that two tellings share: who takes part and the trigger are compared by themselves."""
        told = (name for mention in self._sides for name in (mention.name, mention.anchor.exact, mention.office or ""))
        return frozenset((*told, self.claim.trigger.exact))

    @cached_property
    def _sides(self) -> tuple[Mention, ...]:
        return (*self.claim.actors, *self.claim.recipients)

    def _codes(self, mention: Mention) -> tuple[str, ...]:
        known = self.known.get(mention.id)
        return mention.countries or (tuple(known.country.split("+")) if known and known.country else ())

    def _entity(self, mention: Mention) -> str:
        known = self.known.get(mention.id)
        return known.entity if known else mention.entity


def _sentence(text: str, at: int) -> str:
    start = max((match.end() for match in _SENTENCE_END.finditer(text, max(0, at - 600), at)), default=max(0, at - 600))
    end = next((match.start() for match in _SENTENCE_END.finditer(text, at, at + 600)), min(len(text), at + 600))
    return text[start:end]


@cache
def _engaging() -> frozenset[str]:
    """The words that tell an engagement of two sides by themselves, without endings; "receive" may be a gift as well."""
    nouns = {row["wording"].split()[-1] for row in rows("engagements") if row["pos"] == "noun"}
    verbs = {row["wording"] for row in rows("engagements") if "with" in row["partner"] or row["role"] == "visitor"}
    return frozenset(map(_forms, nouns | verbs))


def _forms(wording: str) -> str:
    return " ".join(map(_form, wording.split()))


def _form(word: str) -> str:
    """A word without the endings of number and tense, and without what they double: "travelling" gives what "travel" gives."""
    return re.sub(r"(?:s|ed|ing)$", "", word).rstrip("el")


def _day(document: Document) -> date | None:
    """The day of publication, where it has a neighbourhood in the calendar."""
    day = document.day
    return day if day and date.min + _NEWS < day < date.max - _AHEAD else None
