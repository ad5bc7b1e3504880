"""Noun phrases of the parse: whole ones for stretches that a reading by words left torn."""

from spacy.tokens import Doc, Span, Token

from dragoman.extraction.tags import Stretch

__all__ = [
    "agent",
    "apposed",
    "completed",
    "intended",
    "is_attribute",
    "is_occasion",
    "is_passive_subject",
    "is_verb",
    "named",
    "phrase",
    "subject",
]

#: What stands before its head and can't end a phrase, and what a head takes along from its left.
_BEFORE = frozenset(("det", "amod", "compound", "poss", "nummod", "predet", "nmod", "case", "quantmod"))
#: What a head takes along from its right.
_BEHIND = frozenset(("pobj", "prep", "dobj", "pcomp"))
#: On what people speak, which itself says nothing.
_OCCASIONS = frozenset("conference briefing interview meeting ceremony hearing session rally speech visit call talks".split())
#: What opens a clause, its verb still to come.
_OPENS = frozenset(("nsubj", "nsubjpass", "aux", "auxpass", "mark", "neg"))


def phrase(doc: Doc, head: Token) -> Stretch:
    """The phrase of a noun without what is only added to it (appositions, relative clauses): (start, end) in code points."""
    first = min((child.left_edge.i for child in head.lefts if child.dep_ in _BEFORE), default=head.i)
    last = max((child.right_edge.i for child in head.rights if child.dep_ == "prep"), default=head.i)
    return doc[first].idx, doc[last].idx + len(doc[last])


def named(doc: Doc, stretch: Stretch, cue: Stretch | None) -> Stretch:
    """A stretch that begins or ends within a noun's phrase ("former Ivorian", "the leaders of"): all of it. It never grows over a cue."""
    span = doc.char_span(*stretch, alignment_mode="expand")
    if span is None or not len(span):
        return stretch
    floor = cue[1] if cue and cue[1] <= stretch[0] else 0
    first = min((child.i for child in span.root.lefts if child.dep_ in _BEFORE), default=span.start)
    start = doc[first].idx if first < span.start else stretch[0]
    return (start if start >= floor else stretch[0]), _grown(doc, stretch, _end(span), cue)


def completed(doc: Doc, stretch: Stretch, cue: Stretch | None) -> Stretch:
    """A stretch that ends within a phrase or a clause ("before they") up to the end of it. It never grows over a cue."""
    span = doc.char_span(*stretch, alignment_mode="expand")
    if span is None or not len(span):
        return stretch
    end, last = _end(span), span[-1]
    if last.dep_ in _OPENS and last.head.i > last.i and last.sent == last.head.sent:
        end = last.head.right_edge.i + 1
        while end > span.end and doc[end - 1].is_punct:
            end -= 1
    return stretch[0], _grown(doc, stretch, end, cue)


def intended(doc: Doc, stretch: Stretch, cue: Stretch) -> Stretch:
    """What a noun says is to be done, without the clause that the noun is the subject of: "threats to block the pass have emptied the hotels"."""
    span, noun = (doc.char_span(*part, alignment_mode="expand") for part in (stretch, cue))
    if span is None or noun is None or noun.root.pos_ != "NOUN" or span[0].lower_ != "to" or span[0].dep_ != "aux":
        return stretch
    last = span[0].head.right_edge
    behind = last.i + 1
    cut = last.i < span.end - 1 and doc[behind].pos_ in ("VERB", "AUX") and doc[behind].dep_ != "conj"
    return (stretch[0], last.idx + len(last)) if cut else stretch


def apposed(doc: Doc, stretch: Stretch) -> Stretch:
    """A stretch with the name that is put behind its noun: "its director, Rear Admiral Hashim"."""
    span = doc.char_span(*stretch, alignment_mode="expand")
    if span is None or not len(span):
        return stretch
    name = next(
        (child for child in span.root.rights if child.dep_ == "appos" and child.pos_ == "PROPN" and child.i >= span.end), None
    )
    return (stretch[0], name.right_edge.idx + len(name.right_edge)) if name is not None else stretch


def _grown(doc: Doc, stretch: Stretch, end: int, cue: Stretch | None) -> int:
    """Where a stretch ends that grows to the token before `end`, unless a cue behind it would be grown over."""
    last = doc[end - 1]
    grown = max(stretch[1], last.idx + len(last))
    return grown if not cue or cue[0] < stretch[1] or grown <= cue[0] else stretch[1]


def _end(span: Span) -> int:
    """Behind the last token of the phrase that the last token of a span begins or goes on with."""
    end, last = span.end, span[-1]
    while last.dep_ in _BEFORE and last.head.i >= end and last.sent == last.head.sent:
        last = last.head
        end = last.i + 1
    if last.dep_ == "prep" and last.i == end - 1:
        end = max((child.right_edge.i + 1 for child in last.rights if child.dep_ in _BEHIND), default=end)
    return end


def is_passive_subject(doc: Doc, stretch: Stretch, verb: Stretch) -> bool:
    """Whether a stretch names whom a passive verb ("was accused") is done to."""
    cue, words = (doc.char_span(*part, alignment_mode="expand") for part in (verb, stretch))
    if cue is None or words is None:
        return False
    return words.root.dep_ == "nsubjpass" and words.root.head.i in range(cue.start, cue.end)


def agent(doc: Doc, verb: Stretch) -> Stretch | None:
    """Who does what a passive verb tells ("by the two watchdogs")."""
    cue = doc.char_span(*verb, alignment_mode="expand")
    tokens = (
        () if cue is None else (child for token in cue for by in token.children if by.dep_ == "agent" for child in by.children)
    )
    return next((phrase(doc, token) for token in tokens if token.dep_ == "pobj"), None)


def subject(doc: Doc, verb: Stretch) -> Stretch | None:
    """Who does what a verb tells, where it has a subject in words ("officials in the city are stating"), or who puts out the paper that tells it
    ("Hamas issued a statement saying").
    """
    span = doc.char_span(*verb, alignment_mode="expand")
    if span is None:
        return None
    root = span.root
    if root.dep_ == "acl" and root.head.dep_ == "dobj":
        root = root.head.head
    does = next((child for child in root.lefts if child.dep_ == "nsubj" and child.pos_ in ("NOUN", "PROPN")), None)
    return phrase(doc, does) if does is not None else None


def is_occasion(doc: Doc, stretch: Stretch) -> bool:
    """Whether a stretch names only on what occasion something is said ("after the press conference")."""
    span = doc.char_span(*stretch, alignment_mode="expand")
    return span is not None and span.root.dep_ == "pobj" and span.root.lemma_.lower() in _OCCASIONS


def is_attribute(doc: Doc, stretch: Stretch) -> bool:
    """Whether a stretch is an adjective or a participle before its noun."""
    span = doc.char_span(*stretch, alignment_mode="expand")
    return span is not None and span.root.dep_ == "amod"


def is_verb(doc: Doc, stretch: Stretch) -> bool:
    """Whether a stretch begins with a verb."""
    span = doc.char_span(*stretch, alignment_mode="expand")
    return span is not None and span[0].pos_ in ("VERB", "AUX")
