"""Whether an engagement took place, is to come, was called off or is denied: by what governs its verb or noun."""

from functools import cache
from itertools import pairwise

from spacy.tokens import Token

from dragoman.lexicons import rows
from dragoman.model import Modality

__all__ = ["governing", "status"]

_FUTURE = frozenset(("will", "would", "shall", "'ll", "’ll", "wo"))
_NOT = frozenset(("not", "n't", "n’t", "never", "no"))
_PERHAPS = frozenset(("may", "might", "could", "if", "unless", "whether"))
#: Words beside a noun or a verb in the present that put it into the future.
_AHEAD = frozenset(("upcoming", "forthcoming", "planned", "scheduled", "future", "proposed", "possible", "tomorrow"))
#: Prepositions by which a verb or noun governs an engagement: "agreed to talks", "plans for a visit", "withdrew from the summit".
_GOVERNING = frozenset(("to", "for", "from", "of", "on", "against"))


def status(verb: Token, noun: Token | None = None) -> tuple[str, Modality]:
    """PLOVER type and modality of an engagement told by a verb, or by a noun with or without its light verb.

    A future engagement is AGREE, a cancelled or refused one REJECT, one that took place or is denied CONSULT.
    """
    chain = _chain(verb)
    governors = [_status_of(token) for token in chain if token.i not in (verb.i, noun.i if noun is not None else -1)]
    governors += [_status_of(verb)] if noun is not None and verb.i != noun.i else []
    beside = {
        child.lower_
        for token in chain
        if token.pos_ in ("VERB", "AUX")
        for child in token.children
        if child.dep_ in ("aux", "neg", "mark")
    }
    beside |= {
        child.lower_ for token in (verb, noun) if token is not None for child in token.children if child.dep_ in ("det", "amod")
    }
    around = {token.lower_ for token in verb.doc[verb.i + 1 : min(verb.i + 9, verb.sent.end)]}
    infinitive = any(token.tag_ == "VB" and any(child.lower_ == "to" for child in token.children) for token in chain[:1])
    if "cancel" in governors:
        return "REJECT", "cancelled"
    if "refuse" in governors:
        return "REJECT", "asserted"
    if "deny" in governors:
        return "CONSULT", "denied"
    if beside & _NOT:
        return ("REJECT", "asserted") if beside & _FUTURE else ("CONSULT", "denied")
    if beside & _PERHAPS:
        return "AGREE", "hypothetical"
    if "propose" in governors and (infinitive or noun is not None):
        return "AGREE", "proposed"
    if beside & (_FUTURE | _AHEAD) or (verb.tag_ in ("VBZ", "VBP", "VBG") and ("tomorrow" in around or _next(verb))):
        return "AGREE", "planned"
    if "plan" in governors and (infinitive or noun is not None or verb.tag_ in ("VBG", "VB")):
        return "AGREE", "planned"
    if (
        infinitive
        and verb.dep_ in ("ROOT", "xcomp", "acl")
        and (verb.head.lemma_ in ("be", "need", "necessary") or verb.dep_ == "ROOT")
    ):
        return "AGREE", "planned"
    return "CONSULT", "asserted"


def governing(noun: Token) -> Token | None:
    """The verb that plans, cancels, refuses or denies the engagement that a noun names: "suspended talks"."""
    return next((token for token in _chain(noun)[1:] if _status_of(token)), None)


def _chain(verb: Token) -> list[Token]:
    """The words that govern an engagement, from its own up; an adverbial ("in a call with X, …") is governed by nothing."""
    token = verb
    chain = [token]
    while len(chain) < 6 and token.head.i != token.i:
        upper = token.head
        if token.dep_ in ("prep", "prt", "advmod") and token.pos_ in ("ADP", "ADV") and len(chain) > 1:
            chain.append(upper)  # "pulled out of talks"
            token = upper
        elif token.dep_ == "pobj" and upper.dep_ in ("prep", "dative") and upper.lower_ in _GOVERNING and upper.i > upper.head.i:
            chain.append(upper.head)
            token = upper.head
        elif token.dep_ in ("xcomp", "ccomp", "dobj", "nsubjpass", "acl", "compound") or (
            token.dep_ == "conj" and token.pos_ == upper.pos_
        ):
            chain.append(upper)
            token = upper
        else:
            break
    return chain


def _status_of(token: Token) -> str:
    particles = [child.lower_ for child in token.children if child.dep_ in ("prt", "prep", "advmod")]
    lemma = token.lemma_.lower()
    if lemma == "move" and any(_to_a_day(child) for child in token.children):
        return "cancel"
    known = _statuses()
    return next((known[f"{lemma} {p}"] for p in particles if f"{lemma} {p}" in known), known.get(lemma, ""))


def _to_a_day(preposition: Token) -> bool:
    """Whether "to next week" and its like say to when something is moved."""
    return preposition.lower_ in ("to", "until", "till") and any(
        child.ent_type_ in ("DATE", "TIME") for child in preposition.children
    )


def _next(verb: Token) -> bool:
    """Whether "next week" and its like follow a verb in the present."""
    words = [token.lower_ for token in verb.doc[verb.i + 1 : min(verb.i + 12, verb.sent.end)]]
    return any(
        word == "next" and behind in ("week", "month", "year", "monday", "tuesday", "wednesday", "thursday", "friday")
        for word, behind in pairwise(words)
    )


@cache
def _statuses() -> dict[str, str]:
    return {row["verb"]: row["status"] for row in rows("engagement_status")}
