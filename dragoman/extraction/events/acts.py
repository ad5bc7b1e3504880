"""Acts other than engagements, read by rule: a lexicon of patterns (`data/acts.tsv`) over a dependency parse.

`read` finds the words that tell an act, who acts on whom, and how certain it is. A word that governs others (agree, refuse, threaten,
demand) is the act; what it governs only says in which mode. Types, modes and what a future or refused act becomes are PLOVER 0.8's.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import cast, get_args

from spacy.tokens import Doc, Token

from dragoman import lexicons
from dragoman.extraction.tags import Act, Stretch
from dragoman.model import Modality

__all__ = ["read"]

_POS = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adjective"}
_PARTIES = frozenset({"PERSON", "NORP", "GPE", "ORG"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_CLAUSES = frozenset({"ccomp", "advcl", "relcl", "acl", "csubj", "parataxis", "conj"})
_APART = frozenset({"nsubj", "advcl", "relcl", "acl", "conj", "parataxis"})
_ASIDE = _CLAUSES | {"appos", "cc", "punct", "case", "preconj", "prep"}
_MODIFIERS = frozenset({"amod", "compound", "nmod", "nummod", "quantmod"})
_GOVERNED = frozenset({"xcomp", "ccomp", "pcomp", "dobj", "pobj", "prep", "acl", "conj", "nsubjpass", "attr", "oprd", "compound"})
_SHARING = frozenset({"xcomp", "conj", "advcl", "pcomp", "prep", "dobj", "pobj", "acomp", "attr", "acl"})

#: acts whose object hasn't happened, and types whose nouns tell what has
_GOVERNING = frozenset({"AGREE", "REJECT", "THREATEN", "REQUEST"})
_FACTUAL = frozenset({"ASSAULT", "PROTEST", "COERCE"})
_HOSTILE = frozenset({"ASSAULT", "COERCE", "SANCTION"})
#: types that become a promise when they are yet to come, and a refusal when they are not to be
_FRIENDLY = frozenset({"CONSULT", "COOPERATE", "AID", "SUPPORT", "CONCEDE"})
#: the mode of a demand or a refusal, by the type of what is demanded or refused
_ASKED = {"AID": "assist", "COOPERATE": "assist", "RETREAT": "yield", "CONCEDE": "yield", "CONSULT": "meet"}
#: the mode of a threat, by the type of what is threatened, and the modes that are their own
_THREATENED = {"ASSAULT": "violence", "SANCTION": "relations", "COERCE": "restrict"}
_THREATS = frozenset({"arrest", "expel", "restrict"})


@dataclass(frozen=True, slots=True)
class _Pattern:
    """A line of the lexicon: `beside` are the sets of words of which one each must stand beside the head word."""

    type: str
    mode: str | None
    beside: tuple[frozenset[str], ...]
    roles: tuple[tuple[str, str], ...]
    needs: str


@dataclass(frozen=True, slots=True)
class _Hit:
    """A pattern found at its head word, with the words found beside it."""

    head: Token
    pos: str
    pattern: _Pattern
    beside: tuple[Token, ...] = ()


@cache
def _sets() -> dict[str, frozenset[str]]:
    return {row["pattern"]: frozenset(lexicons.split(row["note"])) for row in lexicons.rows("acts") if row["pos"] == "set"}


@cache
def _lexicon() -> dict[tuple[str, str], tuple[_Pattern, ...]]:
    """Patterns by part of speech and head word, the most specific first: with most words beside them, of which fewest will do."""
    found: dict[tuple[str, str], list[_Pattern]] = {}
    for row in (row for row in lexicons.rows("acts") if row["pos"] != "set"):
        words = [word for word in row["pattern"].split() if word != "of" or row["pos"] == "verb"]
        head = words.pop(-1 if row["pos"] == "noun" and " of " not in row["pattern"] else 0)
        beside = tuple(_sets()[word] if word.startswith("@") else frozenset(word.split("|")) for word in words)
        roles = tuple((word, role) for word, _, role in (value.partition("=") for value in lexicons.split(row["role"])))
        pattern = _Pattern(row["type"], row["mode"] or None, beside, roles, row["note"])
        found.setdefault((row["pos"], head.lower()), []).append(pattern)
    return {key: tuple(sorted(some, key=lambda p: (-len(p.beside), sum(map(len, p.beside))))) for key, some in found.items()}


def read(doc: Doc) -> tuple[Act, ...]:
    """The acts that a parsed text tells, in the order of their triggers. Stretches are code points of `doc.text`.

    Engagements (CONSULT) are found too, more coarsely than `engagements.read` does.
    """
    hits = {hit.head.i: hit for token in doc if (hit := _hit(token))}
    taken = {token.i: hit for hit in hits.values() if hit.pattern.type for token in hit.beside if token.i != hit.head.i}
    governors = {i: taken.get(governor.head.i, governor) for i, hit in hits.items() if (governor := _governor(hit.head, hits))}
    told = [hit for i, hit in hits.items() if hit.pattern.type and i not in taken and not _is_only_mode(governors.get(i), hit)]
    told = [hit for hit in told if not _is_only_aim(hit.head)]
    acts = [_act(hit, governors.get(hit.head.i), [hits[i] for i, g in governors.items() if g is hit], hits) for hit in told]
    acts += [_demand(token.head, hits) for token in doc if token.lower_ in _sets()["@ought"]]
    return tuple(sorted((act for act in acts if act), key=lambda act: act.trigger))


def _hit(token: Token) -> _Hit | None:
    pos = "verb" if token.tag_.startswith("VB") else _POS.get(token.pos_)
    if pos is None or token.ent_type_ in {"PERSON", "GPE", "DATE"}:
        return None
    if token.tag_ == "VBN" and token.dep_ == "amod" and _verb_before(token) is None:
        return None
    if token.tag_ == "VBN" and token.dep_ in {"nsubj", "dobj", "pobj"}:
        return None  # "the wrongfully detained"
    patterns = [pattern for form in _forms(token) for pattern in _lexicon().get((pos, form), ())]
    near = _near(token, pos) if any(pattern.beside for pattern in patterns) else {}
    for pattern in patterns:
        beside = [next((near[word] for word in words if word in near), None) for words in pattern.beside]
        if all(beside):
            own = () if ("it", "recipient") in pattern.roles else [word for word in beside if word]
            return _Hit(token, pos, pattern, tuple(word.head if word.dep_ in _MODIFIERS else word for word in own))
    return None


def _verb_before(token: Token) -> Token | None:
    """The verb that a word goes on from, where the parser takes it for a modifier: "deployed missiles and targeted bases"."""
    joint = token.nbor(-1) if token.i > token.sent.start else token
    return joint.head if joint.dep_ == "cc" and joint.head.pos_ == "VERB" and token.head.dep_ == "conj" else None


def _forms(token: Token) -> tuple[str, ...]:
    """The dictionary forms under which a word may be listed: with what a hyphen joins to it, its lemma, a name's singular."""
    lemma = "according" if token.lower_ == "according" else token.lemma_.lower()  # no accord
    forms = (lemma, lemma.removesuffix("s")) if token.pos_ == "PROPN" else (lemma,)
    if token.i > 1 and token.nbor(-1).text == "-":
        before = token.nbor(-2).lower_
        return tuple(f"{before}{hyphen}{form}" for hyphen in ("-", "") for form in forms) + forms
    return forms


def _near(token: Token, pos: str) -> dict[str, Token]:
    """The words that belong to a head word, by their forms: a noun's modifiers, a verb's objects, particles and prepositions."""
    if pos == "noun":
        words = [*token.doc[max(token.sent.start, token.i - 4) : token.i], *(obj for _, obj in _objects(token))]
    else:
        words = [word for child in token.children if child.dep_ not in _APART for word in _reach(child, 1)]
        if token.dep_ == "relcl" or (token.dep_ == "acl" and token.tag_ != "VBG"):
            words += _reach(token.head, 2)
    return {form: word for word in reversed(words) for form in _forms(word)}


def _reach(token: Token, depth: int) -> Iterator[Token]:
    if token.dep_ not in {"prep", "prt", "agent"} or (depth == 1 and token.i > token.head.i):
        yield token
    if depth < 5 and token.dep_ not in {"ccomp", "csubj", "xcomp"}:
        for child in token.children:
            joined = child.dep_ == "conj" and child.pos_ == token.pos_
            close = child.dep_ != "prep" or child.lower_ == "of" or token.dep_ == "prep"
            if close and (joined or child.dep_ not in _CLAUSES | _SUBJECTS):
                yield from _reach(child, depth + 1)


def _governor(token: Token, hits: dict[int, _Hit]) -> _Hit | None:
    """The nearest pattern that governs a word: "agreed" for "agreed to release", "plan" for "a plan to attack"."""
    while token.dep_ in _GOVERNED and (token.dep_ != "acl" or _infinitive(token)):
        if token.dep_ != "conj" and token.head.i in hits:
            return hits[token.head.i]
        token = token.head
    return None


def _is_only_mode(governor: _Hit | None, hit: _Hit) -> bool:
    """Whether a word only says what is agreed, refused, threatened or demanded, or what something is good for."""
    type_ = hit.pattern.type
    if governor is None:
        return type_ not in _HOSTILE and hit.head.dep_ in {"advcl", "acl"} and _infinitive(hit.head)
    return governor.pattern.type in _GOVERNING | ({type_} - {"CONSULT"}) and not (hit.pos == "noun" and type_ in _FACTUAL)


def _is_only_aim(token: Token) -> bool:
    """Whether a word stands under a goal, a need or an effort, which tell nothing done: "efforts to reach a ceasefire"."""
    for _ in range(6):
        upper = token.head
        if upper.lemma_.lower() in _sets()["@goal"] and (
            token.dep_ in {"acl", "prep"} and (token.dep_ == "prep" or _infinitive(token))
        ):
            return token.dep_ == "acl" or any(child.dep_ == "pcomp" for child in token.children)
        if token.dep_ not in {"conj", "pcomp", "dobj", "pobj", "prep", "xcomp", "compound", "acl", "advcl"} or upper.i == token.i:
            return False
        token = upper
    return False


def _infinitive(verb: Token) -> bool:
    return any(child.lower_ == "to" and child.dep_ == "aux" for child in verb.children)


def _act(hit: _Hit, governor: _Hit | None, governed: list[_Hit], hits: dict[int, _Hit]) -> Act | None:
    actors, recipients = _parties(hit, hits)
    if hit.pattern.type in _GOVERNING and not recipients and governed:
        recipients = [token for token in _parties(governed[0], hits)[1] if token not in actors]
    named = any(word.pos_ == "PRON" or word.ent_type_ in _PARTIES for token in recipients for word in token.subtree)
    met = {"": True, "needs a party": bool(actors or recipients), "needs a named recipient": named}
    if not met[hit.pattern.needs]:
        return None
    return _written(hit.head, hit.beside, _coded(hit, governor, governed), actors, recipients)


def _demand(verb: Token, hits: dict[int, _Hit]) -> Act | None:
    """A demand by who says so on who must: "the minister said that the Union must act"."""
    subject = _child(verb, *_SUBJECTS)
    if verb.dep_ != "ccomp" or subject is None:
        return None
    mode = _ASKED.get(hits[verb.i].pattern.type, "change") if verb.i in hits else "change"
    return _written(verb, (), ("REQUEST", mode, "asserted"), _joint(_subject(verb.head)), _joint(_party(subject, hits)))


def _written(
    head: Token, beside: tuple[Token, ...], coded: tuple[str, str | None, Modality], actors: list[Token], recipients: list[Token]
) -> Act:
    words = [w for w in beside if abs(w.i - head.i) <= 10 and w.dep_ != "xcomp" and (w.pos_ != "ADP" or w.i == head.i + 1)]
    places = sorted(word.i for word in (head, *words))
    first, last = head.doc[places[0]], head.doc[places[-1]]
    first = first.nbor(-2) if first.i > 1 and first.nbor(-1).text == "-" else first
    place, clause = _object(head, "in", "at", "near"), head
    while clause.dep_ not in _CLAUSES and clause.head != clause:
        clause = clause.head
    return Act(
        trigger=(first.idx, last.idx + len(last)),
        type=coded[0],
        mode=coded[1],
        modality=coded[2],
        actors=tuple(dict.fromkeys(_stretch(token) for token in actors)),
        recipients=tuple(dict.fromkeys(_stretch(token) for token in recipients)),
        location=_stretch(place) if place is not None and place.ent_type_ in {"GPE", "LOC", "FAC"} else None,
        clause=(clause.left_edge.idx, clause.right_edge.idx + len(clause.right_edge)),
    )


def _coded(hit: _Hit, governor: _Hit | None, governed: list[_Hit]) -> tuple[str, str | None, Modality]:
    """Type, mode and modality, once what is only planned or refused has become the promise, the threat or the refusal that it is."""
    type_, mode = hit.pattern.type, hit.pattern.mode
    modality, negated = _modality(hit.head)
    if governor and not governor.pattern.type:
        negated ^= (governor.pattern.mode == "denied") ^ _modality(governor.head)[1]
        modality = cast("Modality", governor.pattern.mode) if governor.pattern.mode in get_args(Modality) else modality
    for inner in (other.pattern for other in governed if other.pattern.type):
        if type_ in {"REQUEST", "REJECT"} and mode == "change":
            mode = _ASKED.get(inner.type, mode)
        elif type_ in {"AGREE", "THREATEN"} and inner.type in _HOSTILE:
            type_, mode = "THREATEN", inner.mode if inner.mode in _THREATS else _THREATENED[inner.type]
        elif inner.type == type_:
            mode = mode or inner.mode
    if negated and (type_ in _FRIENDLY | {"AGREE"} or (modality == "planned" and type_ == "RETREAT")):
        return "REJECT", _ASKED.get(type_, "change"), "asserted"
    if negated:
        return type_, mode, "denied"
    if modality == "planned" and (type_ in _FRIENDLY or type_ == "RETREAT"):
        return "CONCEDE" if mode in {"withdraw", "resign"} else "AGREE", None, modality
    if modality == "planned" and type_ in _HOSTILE:
        return "THREATEN", mode if mode in _THREATS else _THREATENED[type_], modality
    return type_, mode, modality


def _modality(head: Token) -> tuple[Modality, bool]:
    """How certain a word's clause is, and whether it is negated."""
    adjectives = [p for child in head.children for p in _lexicon().get(("adjective", child.lower_), ()) if not p.type]
    if head.pos_ == "NOUN" and adjectives:
        return cast("Modality", adjectives[0].mode), False
    verb = head
    while verb.pos_ not in {"VERB", "AUX"} and verb.head != verb and verb.dep_ in _SHARING | _SUBJECTS:
        verb = verb.head
    while verb.dep_ == "conj" and verb.head.pos_ in {"VERB", "AUX"} and _child(verb, *_SUBJECTS, "aux") is None:
        verb = verb.head
    words = {child.lower_ for child in verb.children if child.dep_ in {"aux", "auxpass", "neg", "mark", "det"}}
    negated = bool(words & _sets()["@negation"]) or any(child.lower_ == "no" for child in head.children)
    if words & _sets()["@perhaps"]:
        return "hypothetical", negated
    return ("planned" if words & _sets()["@future"] else "proposed" if words & _sets()["@ought"] else "asserted"), negated


def _parties(hit: _Hit, hits: dict[int, _Hit]) -> tuple[list[Token], list[Token]]:
    """The head words of who acts and of who receives."""
    head, own = hit.head, {word.i for word in hit.beside}
    objects = [(prep, obj) for word in (head, *hit.beside) for prep, obj in _objects(word) if obj.i not in own]
    roles, verb = hit.pattern.roles, head.head if head.dep_ in {"dobj", "nsubjpass"} else None
    if hit.pos == "noun":
        patient = _owner(head) if ("poss", "recipient") in roles else None
        actor = next((obj for prep, obj in objects if prep == "by"), None if patient else _owner(head))
        if verb is not None and verb.i in hits and hits[verb.i].pattern.mode == "recipient":
            patient = _subject(verb)
        elif verb is not None and not (verb.i in hits and hits[verb.i].pattern.type):
            said = {word for word, role in roles if role == "actor"}
            actor = actor or next((obj for prep, obj in objects if prep in said), None)
            actor = actor or (_object(verb, "by") if _passive(verb) else _subject(verb))
            objects += _objects(verb)
        roles = (("obj", "recipient"), *roles)
    elif head.dep_ == "amod" and (earlier := _verb_before(head)):
        actor, patient = _subject(earlier), head.head
    elif _passive(head):
        actor, patient = _object(head, "by"), _subject(head, passive=True)
    else:
        objs = (c for c in head.children if c.dep_ in {"dobj", "dative", "attr", "oprd"} and c.i not in own and c.pos_ != "ADP")
        actor, patient = _subject(head), next(objs, None)
        if patient is None and (clause := _child(head, "ccomp")):
            patient = _child(clause, "nsubj")
    patient = None if patient is not None and patient.i in own else patient
    objects += [(word, patient) for word in ("obj", "it", "poss") if patient]
    found = [(role, next((obj for prep, obj in objects if prep == word), None)) for word, role in roles]
    actor = actor or next((token for role, token in found if role == "actor" and token), None)
    recipient = next((token for role, token in found if role == "recipient" and token and token != actor), None)
    recipient = recipient or next((owner for word in hit.beside if (owner := _owner(word)) and owner.tag_ != "PRP$"), None)
    return _joint(_party(actor, hits)), _joint(_party(recipient, hits))


def _child(token: Token, *relations: str) -> Token | None:
    return next((child for child in token.children if child.dep_ in relations), None)


def _objects(token: Token) -> list[tuple[str, Token]]:
    """The prepositions that a word takes, each with its object."""
    preps = [child for child in token.children if child.dep_ in {"prep", "agent", "dative"}]
    return [(prep.lower_, obj) for prep in preps for obj in prep.children if obj.dep_ in {"pobj", "pcomp"}]


def _object(token: Token, *preps: str) -> Token | None:
    return next((obj for prep, obj in _objects(token) if prep in preps), None)


def _passive(verb: Token) -> bool:
    own = {child.dep_ for child in verb.children}
    joined = verb.dep_ == "conj" and verb.tag_ == "VBN" and not own & {"nsubj", "aux"}
    return bool(own & {"auxpass", "nsubjpass"}) or (verb.tag_ == "VBN" and verb.dep_ == "acl") or (joined and _passive(verb.head))


def _subject(verb: Token, *, passive: bool = False) -> Token | None:
    """Who does what a verb says: its own subject, or the one that it shares with the words that govern it."""
    for step in range(6):
        subject = _child(verb, "nsubj", "nsubjpass")
        if subject is not None:
            return subject
        if verb.dep_ == "acl" and not _infinitive(verb):
            return verb.head
        upper = verb.head.head if verb.dep_ == "pcomp" else verb.head
        if verb.dep_ in {"xcomp", "pcomp"} and not passive and (told := _child(upper, "dobj")):
            return told
        if verb.dep_ not in _SHARING or (step and passive and verb.dep_ == "conj"):
            return None
        if verb.pos_ == "NOUN" and (owner := _owner(verb)):
            return owner
        verb = verb.head
    return None


def _owner(noun: Token) -> Token | None:
    modifiers = (c for c in noun.children if c.dep_ in _MODIFIERS and c.ent_type_ in _PARTIES and c.i < noun.i)
    return _child(noun, "poss") or next(modifiers, None)


def _party(token: Token | None, hits: dict[int, _Hit]) -> Token | None:
    """The party behind an act, a plan or a decision: its owner, its agent, or what it is of; behind "who", whom it means."""
    if token is not None and token.tag_ in {"WDT", "WP"} and token.head.dep_ == "relcl":
        token = token.head.head
    for _ in range(3):
        if token is None or token.ent_type_ in _PARTIES or token.pos_ not in {"NOUN", "VERB"}:
            return token
        if token.lemma_.lower() not in _sets()["@abstract"] and not (token.i in hits and hits[token.i].pattern.type):
            return token
        behind = (_object(token, word) for word in ("by", "of", "on", "against", "to", "from"))
        token = _owner(token) or next((obj for obj in behind if obj), None) or token
    return token


def _joint(token: Token | None) -> list[Token]:
    """A party and those joined to it by "and"; none for an empty subject, a bare number or a clause."""
    if token is None or token.dep_ == "expl" or (token.pos_ in {"SPACE", "PUNCT", "NUM", "VERB"} and not token.ent_type_):
        return []
    return [token, *(t for t in token.conjuncts if t.i > token.i and t.pos_ in {"NOUN", "PROPN", "PRON", "ADJ"})]


def _stretch(token: Token) -> Stretch:
    """A noun phrase without its clauses, its appositions and what is joined to it."""
    if token.dep_ in _MODIFIERS:
        return token.idx, token.idx + len(token)
    out = [c for c in token.children if c.i > token.i and c.dep_ in _ASIDE and c.lower_ not in {"of", "in"}]
    last = token.doc[max(min((child.left_edge.i for child in out), default=token.right_edge.i + 1) - 1, token.i)]
    first = next((word for word in token.doc[token.left_edge.i : token.i] if not (word.is_punct or word.is_space)), token)
    return first.idx, last.idx + len(last)
