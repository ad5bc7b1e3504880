"""The sides of an engagement: who stands before its trigger, who behind, who came along."""

from collections.abc import Iterable

from spacy.tokens import Doc, Token

from dragoman.extraction.parties import Parties
from dragoman.model import Mention

__all__ = ["after", "escorts", "is_covered", "possessors", "subject", "union"]

_CONNECTORS = frozenset(
    (",", "and", "&", "/", "both", "also", "the", "his", "her", "their", "its", "then", "with", "including", "alongside")
)
_ASIDE = frozenset(("joined", "accompanied", "flanked"))


def subject(doc: Doc, parties: Parties, verb: Token) -> tuple[Mention, ...]:
    """The parties that are a verb's subject, through coordination, control and relative clauses; else those right before it."""
    token = verb
    for _ in range(5):
        subjects = [child for child in token.children if child.dep_ in ("nsubj", "nsubjpass")]
        if subjects and subjects[0].tag_ not in ("WP", "WDT"):
            subject = subjects[0]
            unit = parties.at(subject.i)
            start = min(unit[0] if unit else subject.i, subject.left_edge.i)
            found = _listed(doc, parties, start, max(verb.i, subject.i + 1)) if unit or start != subject.i else ()
            if found:
                return found
            break
        if subjects or token.dep_ in ("relcl", "acl"):
            unit = parties.at(token.head.i)
            return (unit[2],) if unit else ()
        if token.dep_ in ("conj", "xcomp", "advcl", "ccomp", "pcomp", "prep", "dobj", "pobj", "acomp"):
            token = token.head
        else:
            break
    return _before(doc, parties, verb.i)


def _before(doc: Doc, parties: Parties, i: int) -> tuple[Mention, ...]:
    """The list of parties that ends right before a token, adverbs and auxiliaries between."""
    sentence = doc[i].sent.start
    j = i - 1
    while (
        j >= sentence
        and parties.at(j) is None
        and (doc[j].is_space or doc[j].pos_ in ("AUX", "ADV", "PUNCT", "PART") or doc[j].ent_type_ in ("DATE", "TIME"))
    ):
        j -= 1
    found: list[Mention] = []
    while j >= sentence:
        unit = parties.at(j)
        if unit:
            found[:0] = [unit[2]]
            j = unit[0] - 1
        elif found and doc[j].lower_ in _CONNECTORS:
            j -= 1
        else:
            break
    return union(found)


def possessors(doc: Doc, parties: Parties, noun: Token) -> tuple[Mention, ...]:
    """The sides named before a noun: "Biden's call", "Dar-Rubio talks", "India-China meeting"."""
    found: list[Mention] = []
    i = noun.i - 1
    while i >= 0 and doc[i].sent == noun.sent:
        unit = parties.at(i)
        if unit:
            found[:0] = [unit[2]]
            i = unit[0] - 1
        elif (
            doc[i].tag_ == "POS"
            or doc[i].text in ("-", "–", "/", "’s", "'s", "’")
            or doc[i].pos_ in ("ADJ", "NUM")
            or doc[i].dep_ == "compound"
        ) or (found and doc[i].text in ("and", "&", ",")):
            i -= 1
        else:
            break
    return union(found)


def after(doc: Doc, parties: Parties, i: int, partner: Iterable[str], *, places: bool = False) -> tuple[Mention, ...]:
    """The parties after a trigger: behind one of the partner's words, or at once where `object` is one."""
    wanted, sentence, depth = set(partner), doc[i].sent.end, 0
    direct = "object" in wanted
    j = i + 1
    while j < sentence and j < i + 30:
        token = doc[j]
        if token.lower_ in wanted:
            if found := _listed(doc, parties, j + 1, sentence):
                return found
        elif direct and (unit := parties.at(j)):
            return _listed(doc, parties, unit[0], sentence)
        elif token.text in "([":
            depth += 1
        elif token.text in ")]":
            depth -= 1
        elif direct and token.dep_ == "conj" and token.head.i == i:
            pass  # "called and congratulated"
        elif (
            depth == 0
            and (
                (token.tag_ in ("VBD", "VBZ", "VBP") and token.dep_ != "amod" and parties.at(j) is None)
                or token.text in (";", ":", ".")
            )
        ) or (token.lower_ == "to" and j + 1 < sentence and doc[j + 1].tag_ == "VB" and not places):
            break
        if (
            parties.at(j) is None
            and token.pos_ not in ("DET", "ADV", "ADJ", "PRON", "PART", "CCONJ")
            and token.dep_ != "conj"
            and not token.is_space
        ):
            direct = False
        j = max(j + 1, (parties.at(j) or (0, 0))[1])
    return ()


def _listed(doc: Doc, parties: Parties, start: int, end: int) -> tuple[Mention, ...]:
    """The parties that are listed from a token on: "X and Y, Z of W, as well as V", with their escorts."""
    found: list[Mention] = []
    j = start
    while j < end:
        unit, token = parties.at(j), doc[j]
        if unit:
            following = doc[unit[1]] if unit[1] < end else None
            if found and doc[j - 1].text == "," and following is not None and following.pos_ in ("VERB", "AUX"):
                break  # "…, Dar said"
            if following is not None and following.tag_ == "POS" and unit[1] + 1 < end:
                j = unit[1] + 1
                if parties.at(j) is None and not _skippable(doc[j]):
                    while j < end and parties.at(j) is None and doc[j].pos_ in ("ADJ", "NOUN", "PROPN"):
                        j += 1
                    found.append(unit[2])  # "Iran's negotiators": the state stands for them
                continue
            found.append(unit[2])
            j = unit[1]
        elif (
            token.lower_ in _CONNECTORS
            or token.lower_ in _ASIDE
            or _skippable(token)
            or token.text in "()"
            or (token.lower_ in ("as", "well", "by", "along", "together") and found)
            or (token.pos_ in ("NOUN", "ADJ", "NUM", "PROPN") and not found and j - start < 6)
            or (
                token.lower_ in ("of", "from") and not found and doc[j - 1].pos_ == "NOUN"
            )  # "the prime ministers of Fiji and Samoa"
        ):
            j += 1
        else:
            break
    return union(found)


def escorts(doc: Doc, parties: Parties, start: int, end: int) -> tuple[Mention, ...]:
    """Who came along: "accompanied by the ambassador and senior officials"."""
    return union(
        *(
            _listed(doc, parties, i + 2, end)
            for i in range(start, end - 2)
            if doc[i].lower_ in _ASIDE and doc[i + 1].lower_ == "by"
        )
    )


def _skippable(token: Token) -> bool:
    return (
        token.is_space
        or token.pos_ in ("DET", "NUM")
        or token.lower_ in ("counterpart", "counterparts", "visiting", "senior", "new", "top", "fellow")
    )


def union(*groups: Iterable[Mention]) -> tuple[Mention, ...]:
    """The parties of several lists, each once."""
    return tuple({m.entity: m for group in groups for m in group}.values())


def is_covered(mention: Mention, others: Iterable[Mention]) -> bool:
    """Whether a state or body is only the frame of a person or a joint party that is listed beside it."""
    rest = [o for o in others if o is not mention]
    if "+" in mention.entity:
        return {*mention.entity.split("+")} <= {o.entity for o in rest} | {o.country for o in rest}
    return mention.kind == "country" and any(o.kind == "person" and o.country == mention.country for o in rest)
