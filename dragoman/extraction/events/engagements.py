"""Engagements: calls, meetings, visits, talks and summits, with every side of them (PLOVER CONSULT, and AGREE or REJECT when not yet or
not at all).

A trigger is a verb ("spoke today with") or a noun ("a call between", "held talks with"). The sides stand before it, as its subject
or possessor, and after it, behind the words that `data/engagements.tsv` gives.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from spacy.tokens import Doc, Token

from dragoman.extraction.events.modality import governing, status
from dragoman.extraction.events.sides import after, escorts, possessors, subject, union
from dragoman.extraction.parties import Parties
from dragoman.extraction.tags import Act
from dragoman.lexicons import rows, split
from dragoman.model import Mention

__all__ = ["Engagement", "is_by_phone", "is_of_many", "read"]

_LIGHT = frozenset(
    "hold have conduct convene co-host cohost chair open begin start conclude resume lead finish complete wrap undertake make pay attend join enter "
    "arrange continue participate take host co-chair receive get place end close wind kick gather assemble".split()
)
#: Bodies of many states: one of them that meets is an engagement by itself.
_MANY = frozenset(("IGO", "UNO", "EUR"))
_SPORTS = frozenset("tournament goalkeeper striker championship rugby football cricket".split())
_NOT_PHONED = frozenset(("for", "on", "upon", "in", "into", "off", "out", "it", "back"))
#: Prepositions by which an engagement is the circumstance of what is told: "in a call on Sunday, the two agreed", "told her by video link".
_IN = frozenset(("in", "during", "at", "over", "by", "via", "on", "after", "following"))
#: What one does to another's face: "told him in a meeting".
_ADDRESSING = frozenset("tell inform assure brief ask urge press thank congratulate warn remind offer promise".split())
_PHONE = frozenset(
    (
        "virtually",
        "virtual",
        "video",
        "phone",
        "telephone",
        "telephonic",
        "telephonically",
        "call",
        "videoconference",
        "teleconference",
    )
)


@dataclass(frozen=True, slots=True)
class Engagement:
    """An engagement as told at one place: its act, with the sides as mentions; `host` is the side that received, if told.

    `alone`: a visit that names no host, and is one only where its place lies abroad.
    """

    act: Act
    left: tuple[Mention, ...]
    right: tuple[Mention, ...]
    host: tuple[Mention, ...] = ()
    alone: bool = False


@dataclass(frozen=True, slots=True)
class _Wording:
    pos: str
    mode: str
    partner: tuple[str, ...]
    role: str


@cache
def _lexicon() -> dict[tuple[str, ...], list[_Wording]]:
    out: dict[tuple[str, ...], list[_Wording]] = {}
    for row in rows("engagements"):
        out.setdefault(tuple(row["wording"].split()), []).append(
            _Wording(row["pos"], row["mode"], split(row["partner"]), row["role"])
        )
    return out


def read(doc: Doc, parties: Parties) -> list[Engagement]:
    """Every engagement told in a document, in order, with at least two sides or a state that is visited."""
    found = []
    used: set[int] = set()
    for token in doc:
        if token.i in used:
            continue
        for size, wording in _wordings(doc, token.i):
            engagement = _READERS[wording.pos](doc, parties, token.i, token.i + size - 1, wording)
            if engagement:
                found.append(engagement)
                used.update(range(token.i, token.i + size))
                break
    return found


def _wordings(doc: Doc, i: int) -> Iterator[tuple[int, _Wording]]:
    """The wordings that begin at a token, the longest first, then those of the part of speech that the parser sees."""
    for size in (4, 3, 2, 1):
        tokens = doc[i : i + size]
        if len(tokens) < size:
            continue
        key = tuple(t.lemma_.lower() if t.i == i + size - 1 or t.tag_.startswith("VB") else t.lower_ for t in tokens)
        verb = tokens[0].tag_.startswith("VB")
        yield from ((size, w) for w in sorted(_lexicon().get(key, ()), key=lambda w: (w.pos == "verb") != verb))


def _by_verb(doc: Doc, parties: Parties, i: int, last: int, wording: _Wording) -> Engagement | None:
    verb = doc[i]
    patient = next((child for child in verb.children if child.dep_ == "nsubjpass"), None)
    passive = patient is not None or any(child.dep_ == "auxpass" for child in verb.children)
    if wording.role == "both" and ((patient is not None and not parties.at(patient.i)) or _is_sport(verb)):
        return None  # "demands were met"
    left = subject(doc, parties, verb)
    right = after(doc, parties, last, wording.partner)
    if passive:
        agent = after(doc, parties, last, ("by",))
        left, right = (agent, left) if wording.role in ("host", "visitor") else (left, right or agent)
    if wording.role == "visitor" and not right:
        right = after(doc, parties, last, ("to", "in", "object"), places=True)
    if (
        (wording.role == "named" and not right)
        or (wording.role in ("host", "visitor") and not left)
        or (wording.role == "host" and not right)
    ):
        return None
    if verb.lemma_ == "call" and (
        any(c.dep_ in ("oprd", "ccomp") and not parties.at(c.i) for c in verb.children)
        or doc[min(last + 1, len(doc) - 1)].lower_ in _NOT_PHONED
    ):
        return None  # "called him a devil", "called for calm"
    heard = wording.mode == "phone" and any(child.dep_ == "prep" and child.lower_ == "to" for child in verb.children)
    if heard and not any(m.kind == "person" or (m.country and m.sector != "MIL") for m in right):
        return None  # "spoke to CNN", "spoke to NATO troops"
    together = is_of_many(left)
    if wording.role in ("host", "visitor") and verb.tag_ == "VBG" and verb.dep_ == "pcomp":
        return None
    if wording.role == "visitor" and not _is_power(right):
        # whoever goes somewhere: a visit, if that lies in another state
        went = _engagement(doc, parties, verb, (i, last), wording, left, (), ())
        return replace(went, alone=True) if _is_official(left) else None
    if not (_engages(left, right) or (wording.role == "both" and together)):
        return None
    if verb.lemma_ == "welcome" and not (any(m.kind == "person" for m in right) and _received(doc, verb)):
        return None
    host = left if wording.role == "host" else right if wording.role == "visitor" else ()
    return _engagement(doc, parties, verb, (i, last), wording, left, right, host)


def _is_sport(verb: Token) -> bool:
    return any(token.lower_ in _SPORTS for token in verb.sent)


def _received(doc: Doc, verb: Token) -> bool:
    """Whether "welcomed" tells of a guest, not of news: "welcomed him to the White House"."""
    return any(t.lower_ in ("to", "at") and t.pos_ == "ADP" for t in doc[verb.i : min(verb.i + 25, verb.sent.end)])


def _by_noun(doc: Doc, parties: Parties, i: int, last: int, wording: _Wording) -> Engagement | None:
    noun = doc[last]
    named = parties.at(last)
    if (named and named[2].kind == "organization") or (noun.pos_ not in ("NOUN", "PROPN") and not noun.dep_.endswith("obj")):
        return None
    light = _light_verb(noun)
    if light is not None and light.tag_ == "VBG" and light.dep_ == "pcomp" and light.head.lower_ == "for":
        return None  # "thanked Qatar for hosting the talks": whose they were stands elsewhere
    visit = wording.role == "visitor"
    right = after(doc, parties, last, wording.partner)
    if not right and light is not None and light.i > last:
        right = after(doc, parties, light.i, wording.partner)  # "a call took place between"
    if not right and light is not None and wording.mode == "multilateral":
        named_below = (unit[2] for token in noun.subtree if (unit := parties.at(token.i)))
        right = tuple(mention for mention in named_below if is_of_many([mention]))[:1]
    own = possessors(doc, parties, noun) or (after(doc, parties, last, ("by", "of", "from")) if visit else ())
    holders = subject(doc, parties, light) if light is not None and light.i < last else ()
    left = own or holders
    if visit and light is not None and light.lemma_ == "receive":
        left, right = own, right or holders
    elif own and holders and light is not None and light.lemma_ not in ("attend", "join"):
        left = union(holders, own)
    if not left and right and len({c for m in right for c in m.countries}) < 2:
        left = subject(doc, parties, _clause_verb(noun))
    elif not left and not right and (governor := governing(noun)):
        left = subject(doc, parties, governor)
        light = governor if left else None
    elif not left and not right and wording.mode in ("", "phone"):
        return _by_circumstance(doc, parties, i, last, wording)
    alone = visit and not _is_power(right) and _is_official(left)
    of_many = not visit and _light_verb(noun) is not None and is_of_many((*own, *right, *holders))
    if not (alone or of_many) and (
        not _engages(left, right) or (not right and light is None and not _between(doc, last) and not _is_recalled(noun, own))
    ):
        return None
    trigger = (light.i, last) if light is not None and 0 < last - light.i < 10 else (i, last)
    hosted = wording.role == "host" or (light is not None and light.lemma_ in ("host", "co-host"))
    host = right if visit else left if hosted else ()
    verb = light if light is not None else noun
    if alone:
        return replace(_engagement(doc, parties, verb, trigger, wording, left, (), ()), alone=True)
    return _engagement(doc, parties, verb, trigger, wording, left, right, host)


def _by_circumstance(doc: Doc, parties: Parties, i: int, last: int, wording: _Wording) -> Engagement | None:
    """An engagement in which something is said or settled, by its sides: "in a call on Sunday, the two agreed", "told her by video link"."""
    noun = doc[last]
    verb = noun.head.head
    if noun.dep_ != "pobj" or noun.head.lower_ not in _IN or verb.pos_ != "VERB" or (verb.lemma_.lower(),) in _lexicon():
        return None
    left = subject(doc, parties, verb)
    addressed = wording.mode == "phone" or verb.lemma_.lower() in _ADDRESSING
    right = after(doc, parties, verb.i, ("object", "with", "to")) if addressed else ()
    if not _engages(left, right) or len({code for m in (*left, *right) for code in m.countries}) < 2:
        return None
    return _engagement(doc, parties, verb if wording.pos == "medium" else noun, (i, last), wording, left, right, ())


def is_of_many(mentions: Iterable[Mention]) -> bool:
    """Whether a body of many states is among some: its meeting is an engagement by itself."""
    return any(m.country in _MANY for m in mentions if m.kind == "organization")


def _is_recalled(noun: Token, own: tuple[Mention, ...]) -> bool:
    """Whether an engagement of both sides is where something was said or settled, and when: "at their meeting on July 25 the two …"."""
    dated = any(child.dep_ == "prep" and child.lower_ in ("in", "on") for child in noun.rights)
    return dated and noun.dep_ == "pobj" and noun.head.lower_ in _IN and any("+" in m.entity for m in own)


def _between(doc: Doc, i: int) -> bool:
    return i + 1 < len(doc) and doc[i + 1].lower_ in ("between", "with", "among")


def _light_verb(noun: Token) -> Token | None:
    """The "held" of "held talks", through coordination and "a round of"; the "took place" of "a call took place"."""
    if noun.dep_ == "nsubj" and noun.head.lemma_.lower() in _LIGHT:
        return noun.head
    head = noun
    for _ in range(3):
        if head.dep_ in ("dobj", "nsubjpass", "conj", "compound", "nmod") or (head.dep_ == "pobj" and head.head.dep_ == "prep"):
            head = head.head.head if head.dep_ == "pobj" else head.head
            if head.pos_ in ("VERB", "AUX"):
                return head if head.lemma_.lower() in _LIGHT else None
        else:
            return None
    return None


def _clause_verb(token: Token) -> Token:
    """The verb of the clause in which a token stands."""
    while token.head.i != token.i and token.pos_ not in ("VERB", "AUX"):
        token = token.head
    return token


def _engages(left: Iterable[Mention], right: Iterable[Mention]) -> bool:
    """Whether there are two sides: two parties, or one joint mention of several."""
    everybody = union(left, right)
    return len({e for m in everybody for e in m.entity.split("+")}) > 1


def _is_power(mentions: Iterable[Mention]) -> bool:
    return any(m.country for m in mentions)


def _is_official(mentions: Iterable[Mention]) -> bool:
    """Whether somebody who acts for a state is among some."""
    return any(m.country and (m.kind != "person" or m.office) for m in mentions)


def _engagement(
    doc: Doc,
    parties: Parties,
    verb: Token,
    trigger: tuple[int, int],
    wording: _Wording,
    left: tuple[Mention, ...],
    right: tuple[Mention, ...],
    host: tuple[Mention, ...],
) -> Engagement:
    kind, modality = status(verb, doc[trigger[1]] if wording.pos == "noun" else None)
    mode = _mode(doc, trigger, wording, union(left, right)) if kind == "CONSULT" else "meet" if kind == "REJECT" else None
    sentence = verb.sent
    act = Act(
        trigger=(doc[trigger[0]].idx, doc[trigger[1]].idx + len(doc[trigger[1]])),
        type=kind,
        mode=mode,
        modality=modality,
    )
    return Engagement(act, union(left, escorts(doc, parties, sentence.start, sentence.end)), right, host)


def _mode(doc: Doc, trigger: tuple[int, int], wording: _Wording, everybody: tuple[Mention, ...]) -> str | None:
    nearby = _nearby(doc, trigger)
    if wording.mode == "visit":
        nearby.discard("call")
    if nearby & _PHONE or (wording.mode == "phone" and "person" not in nearby):
        return "phone"
    countries = {c for m in everybody for c in m.countries}
    if wording.mode == "multilateral" or len(countries) > 2:
        return "multilateral"
    return wording.mode or None


def _nearby(doc: Doc, trigger: tuple[int, int]) -> set[str]:
    """The words of a trigger and the few behind it that may tell its medium."""
    return {t.lower_ for t in doc[trigger[0] : min(trigger[1] + 12, doc[trigger[0]].sent.end)]}


def is_by_phone(doc: Doc, trigger: tuple[int, int]) -> bool:
    """Whether the words of a trigger, from its first token to its last, or those behind it tell of a call."""
    return bool(_nearby(doc, trigger) & _PHONE)


_READERS = {"verb": _by_verb, "noun": _by_noun, "medium": _by_circumstance}
