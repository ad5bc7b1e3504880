"""Mentions that bear no name, pronouns above all, resolved inside their document through what was named before.

Where two candidates fit equally, nothing is resolved. Joint mentions ("they", "the two leaders") stand for the parties to the
engagement that was told last, the *scene*.
"""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from spacy.tokens import Doc, Span, Token

from dragoman.extraction.descriptions import Memory, Seen, bodies, distinct, joint, own_offices, titled, together
from dragoman.extraction.entities import belonging, home_state
from dragoman.extraction.entities.names import Word
from dragoman.extraction.entities.phrases import Reading
from dragoman.extraction.tags import Stretch
from dragoman.lexicons import rows
from dragoman.model import Document, Mention

__all__ = ["link"]

_SINGULAR = frozenset(("he", "him", "she", "her"))
_PLURAL = frozenset(("they", "them", "both", "all", "themselves"))
_FEMALE = re.compile(r"\b(?:Mrs|Ms|Miss|Queen|Princess|Lady|Dame|Baroness|Madam|Chairwoman|\w+woman)\b")
_MALE = re.compile(r"\b(?:Mr|King|Prince|Emir|Sultan|Lord|Sir|Pope|\w+[^o]man)\b")
_ENGAGING = frozenset(
    "meet speak talk call phone telephone hold host visit discuss receive welcome confer exchange convene join negotiate sign agree reach".split()
)
#: What parties do that a possessive before it tells: "their call in May", "his visit", "to reaffirm their commitment".
_JOINTLY_DONE = frozenset(
    "call meeting talk visit trip conversation discussion summit encounter exchange dialogue commitment agreement pledge support condemnation".split()
)
_SUBJECTS = frozenset(("nsubj", "nsubjpass"))
#: How many sentences back a pronoun may reach.
_REACH = 3
#: How many sentences back the scene may lie that "they" stands for; "the two leaders" may look further.
_SCENE_REACH = 8


def link(doc: Doc, document: Document, mentions: Sequence[Mention], reading: Reading) -> tuple[Mention, ...]:
    """The mentions with those added that a reader resolves through them, in the order of the text."""
    found: list[Mention] = []
    memory = Memory()
    home, ours = home_state(document, reading), own_offices(document, reading, mentions)
    persons = tuple({(m.entity, m.office, m.country): m for m in mentions if m.kind == "person"}.values())
    sentences = list(doc.sents)
    by_sentence: list[list[Mention]] = [[] for _ in sentences]
    k = 0
    for mention in mentions:
        while k + 1 < len(sentences) and sentences[k].end_char <= mention.anchor.start:
            k += 1
        by_sentence[k].append(mention)
    for number, sentence in enumerate(sentences):
        own = by_sentence[number]
        if "\n" in document.text[max(0, sentence.start_char - 2) : sentence.start_char]:
            memory.begun = number
        described = _described(document, reading, sentence, number, own, mentions, persons, memory, home, ours)
        named = sorted((*own, *described), key=_place)
        pronouns = list(_pronouns(document, reading, sentence, number, named, persons, memory))
        found += described
        found += pronouns
        _remember(doc, sentence, number, sorted((*named, *pronouns), key=_place), memory)
    return tuple(sorted((*mentions, *found), key=_place))


def _place(mention: Mention) -> tuple[int, int]:
    return mention.anchor.start, mention.anchor.end


def _described(
    document: Document,
    reading: Reading,
    sentence: Span,
    number: int,
    own: Sequence[Mention],
    mentions: Sequence[Mention],
    persons: Sequence[Mention],
    memory: Memory,
    home: str | None,
    ours: frozenset[str],
) -> list[Mention]:
    taken = {i for m in own for i in range(m.anchor.start, m.anchor.end)}
    out = []
    for found in (
        *joint(document, sentence, own, memory),
        *titled(document, reading, sentence, mentions, persons, home, ours),
        *bodies(sentence, number, memory),
    ):
        if not taken.intersection(range(found.start, found.end)):
            taken.update(range(found.start, found.end))
            owned = None
            if document.text[found.end : found.end + 2] in ("'s", "’s"):
                owned = _owned(document, reading, (found.start, found.end), found.antecedent, persons)
            out.append(owned or replace(found.antecedent, anchor=document.anchor(found.start, found.end)))
    return out


def _pronouns(
    document: Document,
    reading: Reading,
    sentence: Span,
    number: int,
    named: Sequence[Mention],
    persons: Sequence[Mention],
    memory: Memory,
) -> Iterator[Mention]:
    taken = {i for m in named for i in range(m.anchor.start, m.anchor.end)}
    here = [Seen(number, m, _is_subject(sentence.doc, m)) for m in named]
    for token in sentence:
        if token.idx in taken:
            continue
        before = [seen for seen in here if seen.mention.anchor.start < token.idx]
        antecedent = _antecedent(document, token, number, before, memory)
        if antecedent and token.tag_ == "PRP$" and token.head.lemma_.lower() not in _JOINTLY_DONE:
            mention = _owned(document, reading, (token.idx, token.idx + len(token)), antecedent, persons)
        else:
            mention = antecedent and replace(antecedent, anchor=document.anchor(token.idx, token.idx + len(token)))
        if mention and not taken.intersection(range(mention.anchor.start, mention.anchor.end)):
            here.append(Seen(number, mention, _is_subject(sentence.doc, mention)))
            yield mention


def _owned(document: Document, reading: Reading, at: Stretch, owner: Mention, persons: Sequence[Mention]) -> Mention | None:
    """Whom or what a possessive or description means with the words behind it: "its foreign minister", "the country's army"."""
    if len(owner.countries) != 1:
        return None
    return belonging(document, reading, persons, owner.countries[0], at[0], bisect_left(reading.words, at[1], key=_start))


def _start(word: Word) -> int:
    return word.start


def _antecedent(document: Document, token: Token, number: int, before: Sequence[Seen], memory: Memory) -> Mention | None:
    word = token.lower_
    if word in _SINGULAR or word == "his":
        return _person(document, token, number, before, memory)
    if word == "their" and token.head.lemma_.lower() in _JOINTLY_DONE:
        here = distinct([s.mention for s in before if s.mention.kind == "person" and len(s.mention.countries) == 1])
        return together(here, as_states=False) if len({m.country for m in here}) > 1 else _several(document, number, memory)
    if word in _PLURAL and token.pos_ in ("PRON", "DET", "CCONJ") and (word not in ("both", "all") or token.dep_ in _SUBJECTS):
        of_them = token.dep_ == "pobj" and token.head.lower_ == "of" and token.head.head.lower_ not in ("both", "all", "each")
        return None if of_them else _several(document, number, memory)  # "most of them" are not both of two states
    if word == "its" or (word == "it" and token.dep_ in _SUBJECTS):
        named = [s for s in (*memory.recent, *before) if s.mention.kind in ("country", "organization", "group")]
        lately = [s.mention for s in named if number - s.sentence <= 2 and s.subject and "+" not in s.mention.entity]
        if word == "its" and not lately:
            lately = [s.mention for s in before if s in named and "+" not in s.mention.entity][:1]
        return lately[-1] if lately else None
    return None


def _remember(doc: Doc, sentence: Span, number: int, mentions: Sequence[Mention], memory: Memory) -> None:
    memory.recent += [Seen(number, m, _is_subject(doc, m)) for m in mentions if m.kind != "place"]
    del memory.recent[:-60]
    states = distinct([m for m in mentions if m.kind == "country" and m.country])
    if len(states) > 1:
        memory.together, memory.listed_in = states, number
    if not any(token.lemma_.lower() in _ENGAGING or token.lower_ in ("call", "meeting", "talks", "summit") for token in sentence):
        return
    acting = [m for m in mentions if m.country and "+" not in m.entity]
    persons = distinct([m for m in acting if m.kind == "person"])
    if len({m.country for m in persons}) > 1:
        memory.scene, memory.set_in = persons, number
    countries = distinct([m for m in acting if m.kind in ("country", "organization", "group")])
    if len({m.country for m in countries}) > 1 and len(persons) < 2:
        memory.countries = countries


def _is_subject(doc: Doc, mention: Mention) -> bool:
    span = doc.char_span(mention.anchor.start, mention.anchor.end, alignment_mode="expand")
    return span is not None and span.root.dep_ in _SUBJECTS


def _person(document: Document, token: Token, number: int, before: Sequence[Seen], memory: Memory) -> Mention | None:
    """Whom "he" or "she" means: the last person of that gender, a subject first; an object is not its own clause's subject."""
    female = token.lower_ in ("she", "her")
    candidates = [
        s
        for s in (*memory.recent, *before)
        if s.mention.kind == "person" and "+" not in s.mention.entity and number - s.sentence <= _REACH
    ]
    told = {s.mention.entity: _is_female(s.mention, document) for s in candidates}
    candidates = [s for s in candidates if told[s.mention.entity] in (None, female)]
    if female:  # of a subject unknown to the table and an object known as a woman, the object
        candidates = [s for s in candidates if told[s.mention.entity]] or candidates
    if token.dep_ not in _SUBJECTS and token.tag_ != "PRP$":
        subjects = {s.mention.entity for s in candidates if s.sentence == number and s.subject}
        candidates = [s for s in candidates if s.mention.entity not in subjects]
    for n in sorted({s.sentence for s in candidates}, reverse=True):
        level = [s for s in candidates if s.sentence == n]
        best = [s for s in level if s.subject] or level
        return best[0].mention if n != number else best[-1].mention
    return None


def _is_female(mention: Mention, document: Document) -> bool | None:
    """What titles and the given name tell of a person's gender; None when they don't."""
    before = document.text[max(0, mention.anchor.start - 30) : mention.anchor.start]
    title = (mention.office or "") + " " + before[before.rfind(".", 0, -6) + 1 :]
    if _FEMALE.search(title) or _MALE.search(title):
        return bool(_FEMALE.search(title))
    parts = [_fold(part) for part in re.split(r"[\s]+", mention.name)]
    genders = {
        _given_names()[part]
        for part in (parts[0], parts[-1] if mention.country in ("CHN", "KOR", "JPN") else "")
        if part in _given_names()
    }
    return genders == {"f"} if len(genders) == 1 else None


@cache
def _given_names() -> dict[str, str]:
    return {_fold(row["name"]): row["gender"] for row in rows("given_names")}


def _fold(name: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))


def _several(document: Document, number: int, memory: Memory) -> Mention | None:
    """Whom "they" means: a plural subject of the sentence before, else the scene, which in a side's own paper lasts to its end."""
    for seen in reversed(memory.recent):
        if seen.subject and number - seen.sentence <= 1 and (seen.mention.kind == "group" or "+" in seen.mention.entity):
            return seen.mention
    lasts = document.kind == "readout" or number - memory.set_in <= _SCENE_REACH
    return together(memory.scene or memory.countries, as_states=False) if lasts else None
