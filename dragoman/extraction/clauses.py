"""Where the sentences of a document can be cut into what they say one after the other: acts joined by "and", lists, what is added behind a comma."""

from collections.abc import Iterator
from itertools import pairwise

from spacy.tokens import Doc, Span, Token

from dragoman.model import Clause

__all__ = ["clauses"]

_VERBAL = frozenset(("VERB", "AUX"))
#: Marks that end a clause wherever they stand.
_STOPS = frozenset(";:—–")
#: Words that open what is added to a matter behind a comma and can be a matter of its own.
_ADDED = frozenset("including among notably especially particularly foremost such".split())
#: Participles that lead up to a clause and say nothing.
_LEADING = frozenset("turn follow speak concern regard address accord begin start include go".split())
#: So many words a verb needs between it and the next, lest "promote and protect human rights" be cut.
_OWN = 2
#: So many words a member of a list of two needs, to be looked at for itself.
_LONG = 3
_QUOTES = frozenset("\"“”'‘’«»")


def clauses(doc: Doc) -> tuple[Clause, ...]:
    """The stretches into which its sentences fall, in order; together they hold every word but for "and" and the marks between them."""
    return tuple(clause for sentence in doc.sents for clause in _cut(doc, sentence))


def _cut(doc: Doc, sentence: Span) -> Iterator[Clause]:
    cuts: dict[int, bool] = {}  # by the token before which it is cut: whether it may be mended
    for token in sentence:
        for place, weak in _cuts(token):
            if sentence.start < place < sentence.end and not _hyphened(doc[place]):
                cuts[place] = cuts.get(place, True) and weak
    edges = [sentence.start, *sorted(cuts), sentence.end]
    opens = True
    for start, end in pairwise(edges):
        tokens = _trimmed(doc[start:end])
        if tokens:
            yield Clause(tokens.start_char, tokens.end_char, cuts.get(start, False), opens)
            opens = False


def _hyphened(token: Token) -> bool:
    """Whether a token stands within a word like "counter-terrorism"."""
    before = token.nbor(-1)
    return not before.whitespace_ and "-" in (before.text, token.text)


def _cuts(token: Token) -> Iterator[tuple[int, bool]]:
    head = token.head
    if token.text in _STOPS and token.is_punct:
        yield token.i + 1, False
    elif token.dep_ == "conj":
        start = token.left_edge.i
        if token.pos_ in _VERBAL and (head.pos_ in _VERBAL or _has_subject(token)):
            if _has_subject(token):
                yield start, False
            elif _words(token.doc[head.i + 1 : start]) >= _OWN:
                yield start, head.dep_ == "ccomp"
        else:
            more = _has_more(head, start) and _has_more(token, token.right_edge.i + 1)
            if more or _members(token) > 2 or _words(token.doc[start : token.right_edge.i + 1]) >= _LONG:
                yield start, not more
    elif token.dep_ in ("advcl", "prep") and token.tag_ == "VBG" and token.lemma_ not in _LEADING and not _marked(token):
        if token.i > head.i and _behind_comma(token.left_edge):
            yield token.left_edge.i, token.dep_ == "prep"
        elif token.i < head.i and token.i == token.left_edge.i and token.i == token.sent.start:
            yield token.right_edge.i + 1, False


def _has_subject(token: Token) -> bool:
    return any(child.dep_ in ("nsubj", "nsubjpass", "mark", "expl") for child in token.lefts)


def _has_more(token: Token, end: int) -> bool:
    """Whether a noun has something of its own behind it, before a place: "the return OF THE BOATS"."""
    return any(
        child.dep_ in ("prep", "acl", "relcl", "pobj", "pcomp", "xcomp", "dobj") and token.i < child.i < end
        for child in token.children
    )


def _members(token: Token) -> int:
    """How many things a list joins of which a word is one."""
    first = _first(token)
    return 1 + sum(other.dep_ == "conj" and _first(other) == first for other in first.subtree)


def _first(token: Token) -> Token:
    while token.dep_ == "conj":
        token = token.head
    return token


def _marked(token: Token) -> bool:
    return any(child.dep_ in ("mark", "prep") and child.i < token.i for child in token.children)


def _behind_comma(token: Token) -> bool:
    return token.i > 0 and token.doc[token.i - 1].text == ","


def _words(span: Span) -> int:
    return sum(not token.is_punct and token.dep_ != "cc" and not token.is_space for token in span)


def _trimmed(span: Span) -> Span:
    """A stretch without what joins it to others: blanks, marks, and "and" at its ends."""
    start, end = span.start, span.end
    doc = span.doc
    while start < end and (
        doc[start].is_space
        or doc[start].dep_ == "cc"
        or (doc[start].is_punct and doc[start].text not in _QUOTES)
        or (start > span.start and doc[start].lower_ in ("also", "well", "as"))
    ):
        start += 1
    while start < end and (
        doc[end - 1].is_space or doc[end - 1].dep_ == "cc" or (doc[end - 1].is_punct and doc[end - 1].text not in _QUOTES)
    ):
        end -= 1
    return doc[start:end]
