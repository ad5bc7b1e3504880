"""Mentions that bear no name: pronouns, "the Secretary", "both sides", "the ministry", resolved inside their document.

Where two candidates fit equally, nothing is resolved. Joint mentions ("they", "the two leaders") stand for the parties to the
engagement that was told last, the *scene*.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Span, Token

from dragoman.extraction.names import Word
from dragoman.extraction.phrases import Reading
from dragoman.model import Document, Mention

__all__ = ["link"]

_SINGULAR = frozenset(("he", "him", "she", "her"))
_PLURAL = frozenset(("they", "them", "both", "all", "themselves"))
_FEMALE = re.compile(r"\b(?:Mrs|Ms|Miss|Queen|Princess|Lady|Dame|Baroness|Madam|Chair(?:wo)man|\w+woman)\b")
_MALE = re.compile(r"\b(?:Mr|King|Prince|Emir|Sultan|Sheikh|Lord|Sir|Pope|\w+[^o]man)\b")
_JOINT = re.compile(
    r"\b(?:(?:the|all|these)\s+)?(?:(both|two|three|four|five|trio)\s+)?(?:of\s+)?(?:(?:top|senior|foreign|national|security|prime|vice|defen[cs]e)\s+)*"
    r"(leaders|sides|presidents|ministers|prime ministers|officials|diplomats|countries|nations|governments|delegations|parties|"
    r"secretaries|advisors|advisers|NSAs|chiefs|heads|chancellors|allies|neighbou?rs|states|men|women|principals|trio|two|pair)\b",
    re.IGNORECASE,
)
_NUMBERS = {"both": 2, "two": 2, "pair": 2, "three": 3, "trio": 3, "four": 4, "five": 5}
_STATES = frozenset(
    ("sides", "countries", "nations", "governments", "delegations", "parties", "allies", "neighbors", "neighbours", "states")
)
_ENGAGING = frozenset(
    "meet speak talk call phone telephone hold host visit discuss receive welcome confer exchange convene join negotiate sign agree reach".split()
)
#: How many sentences back a pronoun may reach.
_REACH = 3
#: How many sentences back the scene may lie that "they" stands for; "the two leaders" may look further.
_SCENE_REACH = 8


@dataclass(slots=True)
class _State:
    """What the walk through the sentences remembers."""

    recent: list[tuple[int, Mention, bool]]  # sentence, person or body, whether it was a subject
    scene: tuple[Mention, ...] = ()
    set_in: int = 0  # the sentence that set the scene
    countries: tuple[Mention, ...] = ()


def link(doc: Doc, document: Document, mentions: Sequence[Mention], reading: Reading) -> tuple[Mention, ...]:
    """The mentions with those added that a reader resolves through them, in the order of the text."""
    found: list[Mention] = []
    state = _State([])
    by_sentence: list[list[Mention]] = [[] for _ in doc.sents]
    sentences = list(doc.sents)
    k = 0
    for mention in mentions:
        while k + 1 < len(sentences) and sentences[k].end_char <= mention.anchor.start:
            k += 1
        by_sentence[k].append(mention)
    for number, sentence in enumerate(sentences):
        own = by_sentence[number]
        new = list(_sentence(document, reading, sentence, number, own, mentions, state))
        found.extend(new)
        _remember(doc, sentence, number, sorted((*own, *new), key=lambda m: m.anchor.start), state)
    return tuple(sorted((*mentions, *found), key=lambda m: (m.anchor.start, m.anchor.end)))


def _sentence(
    document: Document,
    reading: Reading,
    sentence: Span,
    number: int,
    own: Sequence[Mention],
    all_: Sequence[Mention],
    state: _State,
) -> Iterator[Mention]:
    taken = {i for m in own for i in range(m.anchor.start, m.anchor.end)}
    for start, end, mention in _joint(document, sentence, own, state):
        if not taken.intersection(range(start, end)):
            taken.update(range(start, end))
            yield mention
    for start, end, mention in _titled(document, reading, sentence, all_):
        if not taken.intersection(range(start, end)):
            taken.update(range(start, end))
            yield mention
    for token in sentence:
        word = token.lower_
        if token.idx in taken or token.tag_ == "PRP$":
            continue
        if word in _SINGULAR:
            antecedent = _person_before(token, number, own, state, document)
        elif (
            word in _PLURAL
            and token.pos_ in ("PRON", "DET", "CCONJ")
            and (word not in ("both", "all") or token.dep_ in ("nsubj", "nsubjpass"))
        ):
            antecedent = _several_before(number, state)
        elif word == "it" and token.dep_ in ("nsubj", "nsubjpass"):
            antecedent = _body_before(token, number, own, state)
        else:
            continue
        if antecedent:
            yield replace(antecedent, anchor=document.anchor(token.idx, token.idx + len(token)))


def _remember(doc: Doc, sentence: Span, number: int, mentions: Sequence[Mention], state: _State) -> None:
    for mention in mentions:
        if mention.kind != "place":
            state.recent.append((number, mention, _is_subject(doc, mention)))
    del state.recent[:-60]
    if not any(token.lemma_.lower() in _ENGAGING or token.lower_ in ("call", "meeting", "talks", "summit") for token in sentence):
        return
    persons = _distinct([m for m in mentions if m.kind == "person" and m.country and "+" not in m.entity])
    if len({m.country for m in persons}) > 1:
        state.scene, state.set_in = persons, number
    countries = _distinct(
        [m for m in mentions if m.country and m.kind in ("country", "organization", "group") and "+" not in m.entity]
    )
    if len({m.country for m in countries}) > 1 and len(persons) < 2:
        state.countries = countries


def _distinct(mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    return tuple({m.entity: m for m in reversed(mentions)}.values())[::-1]


def _is_subject(doc: Doc, mention: Mention) -> bool:
    span = doc.char_span(mention.anchor.start, mention.anchor.end, alignment_mode="expand")
    return span is not None and span.root.dep_ in ("nsubj", "nsubjpass")


def _person_before(token: Token, number: int, own: Sequence[Mention], state: _State, document: Document) -> Mention | None:
    female = token.lower_ in ("she", "her")
    here = [(number, m, _is_subject(token.doc, m)) for m in own if m.anchor.start < token.idx]
    candidates = [
        (n, m, subject)
        for n, m, subject in (*state.recent, *here)
        if m.kind == "person" and "+" not in m.entity and number - n <= _REACH and _gender_fits(m, document, female=female)
    ]
    if token.dep_ not in ("nsubj", "nsubjpass"):  # an object is rarely its own clause's subject
        subjects = {m.entity for n, m, subject in candidates if n == number and subject}
        candidates = [c for c in candidates if c[1].entity not in subjects] or candidates
    for n in sorted({n for n, _, _ in candidates}, reverse=True):
        level = [c for c in candidates if c[0] == n]
        best = [c for c in level if c[2]] or level
        return best[0][1] if n != number else best[-1][1]
    return None


def _gender_fits(mention: Mention, document: Document, *, female: bool) -> bool:
    before = document.text[max(0, mention.anchor.start - 30) : mention.anchor.start]
    title = (mention.office or "") + " " + before[before.rfind(".", 0, -6) + 1 :]
    if female:
        return not (_MALE.search(title) and not _FEMALE.search(title))
    return not _FEMALE.search(title)


def _body_before(token: Token, number: int, own: Sequence[Mention], state: _State) -> Mention | None:
    here = [(number, m, _is_subject(token.doc, m)) for m in own if m.anchor.start < token.idx]
    bodies = [
        c for c in (*state.recent, *here) if c[1].kind in ("country", "organization", "group") and number - c[0] <= 2 and c[2]
    ]
    return bodies[-1][1] if bodies else None


def _several_before(number: int, state: _State) -> Mention | None:
    """Whom "they" means: a plural subject of the sentence before, else the scene."""
    for n, mention, subject in reversed(state.recent):
        if subject and number - n <= 1 and (mention.kind == "group" or "+" in mention.entity):
            return mention
    return _together(state.scene or state.countries, as_states=False) if number - state.set_in <= _SCENE_REACH else None


def _together(mentions: Sequence[Mention], *, as_states: bool) -> Mention | None:
    """One joint mention for several parties; as persons or as the states that they act for."""
    if len(mentions) < 2:
        return None
    codes = list(dict.fromkeys(code for m in mentions for code in m.countries))
    if as_states or any(m.kind != "person" for m in mentions):
        return replace(
            mentions[0], kind="group", entity="+".join(codes), name=" and ".join(codes), country="+".join(codes), office=None
        )
    return replace(
        mentions[0],
        kind="group",
        entity="+".join(m.entity for m in mentions),
        name=" and ".join(m.name for m in mentions),
        country="+".join(codes) or None,
        office=None,
    )


def _joint(document: Document, sentence: Span, own: Sequence[Mention], state: _State) -> Iterator[tuple[int, int, Mention]]:
    """“The two leaders”, “both sides”, “the trio”: the parties of the scene, if their number is right."""
    for m in _JOINT.finditer(sentence.text):
        number, noun = (m.group(1) or "").lower(), m.group(2).lower()
        if not (number or m.group(0).lower().startswith(("the ", "these ", "all "))) or m.group(0).lower() in (
            "the men",
            "the women",
        ):
            continue
        size = _NUMBERS.get(number) or _NUMBERS.get(noun)
        start, end = sentence.start_char + m.start(), sentence.start_char + m.end()
        if document.text[end : end + 4] in (" of t", " of “") or (document.text[end : end + 3] == " of" and not size):
            continue
        here = _distinct([x for x in own if x.kind == "person" and x.country and x.anchor.end <= start and "+" not in x.entity])
        parties = here if len(here) > 1 and len({x.country for x in here}) > 1 else state.scene or state.countries
        if noun in _STATES:
            codes = tuple({x.country: x for x in parties}.values())
            mention = _together(codes, as_states=True) if not size or len(codes) == size else None
        else:
            mention = _together(parties, as_states=False) if not size or len(parties) == size else None
            if mention is None and size and len({x.country for x in parties}) == size:
                mention = _together(tuple({x.country: x for x in parties}.values()), as_states=True)
        if mention:
            yield start, end, replace(mention, anchor=document.anchor(start, end))


def _titled(
    document: Document, reading: Reading, sentence: Span, mentions: Sequence[Mention]
) -> Iterator[tuple[int, int, Mention]]:
    """“The Secretary”, “the foreign minister”: the one person named before whose office it is."""
    at = reading.words
    low, high = _word_range(reading, sentence.start_char, sentence.end_char)
    for i in range(low, high):
        if i not in reading.titles or i == 0 or at[i - 1].text.lower() != "the" or reading.titles[i][1][0].plural:
            continue
        end, titles = reading.titles[i]
        wanted = titles[0].office
        if not wanted or (end < len(at) and at[end].text == "of"):
            continue
        start, stop = at[i - 1].start, at[end - 1].end
        holders = _distinct(
            [m for m in mentions if m.kind == "person" and m.anchor.start < start and m.office and _holds(m.office, wanted)]
        )
        if len(holders) > 1 and document.issuer:
            holders = tuple(h for h in holders if h.country == document.issuer) or holders
        if len(holders) == 1 or (holders and document.kind == "readout"):
            yield start, stop, replace(holders[0], anchor=document.anchor(start, stop))


def _holds(office: str, wanted: str) -> bool:
    """Whether an office may be shortened to a title: "Secretary of State" to "Secretary", never "Vice President" to "President"."""
    return any(one == wanted or one.startswith(wanted + " ") for one in office.split(" and "))


def _word_range(reading: Reading, start: int, end: int) -> tuple[int, int]:
    return bisect_left(reading.words, start, key=_start), bisect_left(reading.words, end, key=_start)


def _start(word: Word) -> int:
    return word.start
