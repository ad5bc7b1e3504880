"""Mentions by description: "the two leaders", "both sides", "the Secretary", "the bloc", tied to those named before.

Each finder yields (start, end, antecedent): the stretch, and the mention that it stands for. Where two fit, nothing is found.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import NamedTuple

from spacy.tokens import Span

from dragoman.extraction.entities import holder, state_named
from dragoman.extraction.entities.names import Word
from dragoman.extraction.entities.people import holds
from dragoman.extraction.entities.phrases import Reading
from dragoman.lexicons import has_office, rows, sole_office
from dragoman.model import Document, Mention

__all__ = ["Found", "Memory", "Seen", "bodies", "distinct", "joint", "own_offices", "titled", "together"]

_JOINT = re.compile(
    r"\b(?:(?:the|all|these|their)\s+)?(?:(both|two|three|four|five|six|trio)\s+)?(?:of\s+)?"
    r"(?:(?:top|chief|senior|deputy|special|foreign|national|security|prime|vice|defen[cs]e|interior|trade|finance|energy|economy|health|agriculture|"
    r"transport|justice|environment|military|army|intelligence|police)\s+)*"
    r"(leaders|sides|presidents|ministers|prime ministers|premiers|officials|diplomats|countries|nations|governments|delegations|parties|powers|"
    r"mediators|negotiators|envoys|ambassadors|commanders|generals|secretaries|advisors|advisers|NSAs|chiefs|heads|chancellors|allies|rivals|foes|"
    r"neighbou?rs|states|men|women|principals|trio|two|pair)\b",
    re.IGNORECASE,
)
_NUMBERS = {"both": 2, "two": 2, "pair": 2, "three": 3, "trio": 3, "four": 4, "five": 5, "six": 6}
_STATES = frozenset(
    "sides countries nations governments delegations parties powers mediators allies rivals foes neighbors neighbours states".split()
)
_GOVERNED = frozenset(("countries", "nations", "governments", "neighbors", "neighbours", "states"))
#: How many sentences back "the bloc" and its like may reach.
_REACH = 4
_BODIES = frozenset(("IGO", "UNO", "EUR", "NGO"))


class Found(NamedTuple):
    """A stretch of the text and the mention that it stands for."""

    start: int
    end: int
    antecedent: Mention


class Seen(NamedTuple):
    """A mention by its sentence, and whether it was a subject there."""

    sentence: int
    mention: Mention
    subject: bool


@dataclass(slots=True)
class Memory:
    """What a walk through the sentences remembers: who was named lately, and who took part in the engagement told last."""

    recent: list[Seen] = field(default_factory=list)
    scene: tuple[Mention, ...] = ()
    set_in: int = 0  # the sentence that set the scene
    countries: tuple[Mention, ...] = ()
    #: the states that the last sentence with several of them named, and that sentence
    together: tuple[Mention, ...] = ()
    listed_in: int = 0
    #: the first sentence of the paragraph
    begun: int = 0

    @property
    def is_listing(self) -> bool:
        """Whether the paragraph names several states, and no scene."""
        return self.set_in < self.begun <= self.listed_in


def distinct(mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """One mention for each entity, in the order of their first."""
    return tuple({m.entity: m for m in reversed(mentions)}.values())[::-1]


def together(mentions: Sequence[Mention], *, as_states: bool) -> Mention | None:
    """One joint mention for several parties; as persons or as the states that they act for."""
    if len(mentions) < 2:
        return None
    codes = list(dict.fromkeys(code for m in mentions for code in m.countries))
    if as_states or any(m.kind != "person" for m in mentions):
        names, entities = codes, codes
    else:
        names, entities = [m.name for m in mentions], [m.entity for m in mentions]
    return replace(
        mentions[0],
        kind="group",
        entity="+".join(entities),
        name=" and ".join(names),
        country="+".join(codes) or None,
        office=None,
    )


def joint(document: Document, sentence: Span, own: Sequence[Mention], memory: Memory) -> Iterator[Found]:
    """“The two leaders”, “both sides”, “the trio”: the parties of the scene, if their number is right."""
    for m in _JOINT.finditer(sentence.text):
        number, noun, words = (m.group(1) or "").lower(), m.group(2).lower(), m.group(0).lower()
        if not (number or words.startswith(("the ", "these ", "all ", "their "))) or words in ("the men", "the women"):
            continue
        size = _NUMBERS.get(number) or _NUMBERS.get(noun)
        start, end = sentence.start_char + m.start(), sentence.start_char + m.end()
        if document.text[end : end + 3] == " of" and (not size or document.text[end + 3 : end + 5] == " t"):
            continue
        before = [x for x in own if x.country and x.anchor.end <= start and "+" not in x.entity and x.kind != "place"]
        here = words.startswith("their ") or (noun in _GOVERNED and document.kind == "report" and memory.is_listing)
        mention = _parties(before, memory, size, as_states=noun in _STATES, here=here)
        if mention:
            yield Found(start, end, mention)


def _parties(before: Sequence[Mention], memory: Memory, size: int | None, *, as_states: bool, here: bool) -> Mention | None:
    """The parties that are meant: of the same sentence, of the scene, or of the last list of states, where their number is right.

    `here`: states named here go before the scene: the words say whose they are ("their presidents"), or the scene is another paragraph's.
    """
    people = distinct([m for m in before if m.kind == "person"])
    states = distinct([m for m in before if m.kind == "country"])
    scene = memory.scene or memory.countries
    listed = memory.together if as_states else ()
    for parties in (people, states if as_states or here else (), listed if here else (), scene, listed or states):
        by_state = tuple({m.country: m for m in parties}.values())
        if len(by_state) < 2:
            continue
        if not as_states and (not size or len(parties) == size):
            return together(parties, as_states=False)
        if not size or len(by_state) == size:
            return together(by_state, as_states=True)
    return None


def titled(
    document: Document,
    reading: Reading,
    sentence: Span,
    mentions: Sequence[Mention],
    persons: Sequence[Mention],
    home: str | None,
    own: frozenset[str],
) -> Iterator[Found]:
    """“The Secretary”, “the foreign minister”: the one person named before whose office it is; else the holder at `home`.

    `own` are offices that mean the issuer's holder, whoever is named with them.
    """
    at = reading.words
    low, high = (bisect_left(at, edge, key=_start) for edge in (sentence.start_char, sentence.end_char))
    for i in range(max(low, 1), high):
        if i not in reading.titles or at[i - 1].text.lower() != "the" or reading.titles[i][1][0].plural:
            continue
        end, titles = reading.titles[i]
        wanted = titles[0].office
        if not wanted or (end < len(at) and at[end].text == "of"):
            continue
        start, stop = at[i - 1].start, at[end - 1].end
        named = [m for m in mentions if m.kind == "person" and m.anchor.start < start and m.office and holds(m.office, wanted)]
        holders = distinct(named)
        if document.issuer and (len(holders) > 1 or wanted in own):
            holders = tuple(h for h in holders if h.country == document.issuer) or (() if wanted in own else holders)
        if len(holders) == 1 or (holders and document.kind == "readout"):
            yield Found(start, stop, holders[0])
        elif (
            not holders and home and (document.issuer or at[i].text[:1].isupper()) and _is_home_office(persons, wanted, home, own)
        ):
            yield Found(start, stop, holder(persons, document.anchor(start, stop), state_named(home), titles[0]))


def _is_home_office(persons: Sequence[Mention], office: str, home: str, own: frozenset[str]) -> bool:
    """Whether an office can be meant without its state: the home state has had it, and the text names no other state's holder."""
    held = [] if office in own else [m for m in persons if m.office and holds(m.office, office)]
    return has_office(sole_office(office, home) or "", home) and all(m.country == home for m in held)


def own_offices(document: Document, reading: Reading, mentions: Sequence[Mention]) -> frozenset[str]:
    """The offices that a side's paper uses bare for its own holder: those that stand beside another state's holder in one sentence.

    In "The President welcomed President Lukeni" the two are two; every bare "the President" of that paper is then its own.
    """
    if not document.issuer:
        return frozenset()
    foreign = [m for m in mentions if m.kind == "person" and m.office and m.country not in (None, document.issuer)]
    begins = {m.anchor.start for m in mentions}
    found = set()
    for i, (end, titles) in reading.titles.items():
        office = titles[0].office
        if (
            not office
            or i == 0
            or reading.words[i - 1].text.lower() != "the"
            or titles[0].plural
            or reading.words[end : end + 1] == []
        ):
            continue
        start, stop = reading.words[i - 1].start, reading.words[end - 1].end
        if reading.words[end].text == "of" or begins & {stop + 1, stop + 2}:
            continue
        sentence = document.sentence_at(start)
        beside = (m for m in foreign if sentence.start <= m.anchor.start < sentence.end and not start <= m.anchor.start < stop)
        if any(m.office and holds(m.office, office) for m in beside):
            found.add(office)
    return frozenset(found)


def _start(word: Word) -> int:
    return word.start


def bodies(sentence: Span, number: int, memory: Memory) -> Iterator[Found]:
    """“The bloc”, “the ministry”, “the island nation”: the last body, group or state that it fits."""
    for m in _nouns().finditer(sentence.text):
        noun = m.group("noun").lower()
        antecedent = _named(noun, _means()[noun], number, memory)
        if antecedent:
            yield Found(sentence.start_char + m.start(), sentence.start_char + m.end(), antecedent)


def _named(noun: str, means: str, number: int, memory: Memory) -> Mention | None:
    lately = [s.mention for s in memory.recent if number - s.sentence <= _REACH and "+" not in s.mention.entity]
    if means == "institution":
        fits = [m for m in lately if m.kind in ("organization", "group") and m.country and m.name.lower().endswith(noun)]
    elif means == "body":
        fits = [m for m in lately if m.kind == "organization" and m.country in _BODIES]
    elif means == "group":
        fits = [m for m in lately if m.kind == "group" and m.sector in ("REB", "PTY", "UAF")]
    else:
        fits = [m for m in lately if m.kind == "country"]
    return fits[-1] if len({m.entity for m in fits}) == 1 else None


@cache
def _means() -> dict[str, str]:
    return {row["noun"]: row["means"] for row in rows("descriptions")}


@cache
def _nouns() -> re.Pattern[str]:
    nouns = "|".join(sorted((re.escape(noun) for noun in _means()), key=len, reverse=True))
    return re.compile(
        rf"\b[Tt]he (?:(?:\w+-member|\w+-nation|regional|military) )?(?P<noun>{nouns})\b(?! of\b)(?!['’]s? \w+ (?:of|for)\b)"
    )
