"""Acts other than engagements, read by rule: a lexicon of patterns (`data/acts.tsv`) over a dependency parse.

`read` finds the words that tell an act, who acts on whom, and how certain it is. A word that governs others (agree, refuse, threaten,
demand) is the act; what it governs only says in which mode. Types, modes and what a future or refused act becomes are PLOVER 0.8's.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import cast, get_args

from spacy.tokens import Doc, Span, Token

from dragoman import lexicons
from dragoman.extraction.tags import Act, Stretch
from dragoman.model import Modality

__all__ = ["read"]

_POS = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adjective"}
_PARTIES = frozenset({"PERSON", "NORP", "GPE", "ORG"})
_CLAUSES = frozenset({"ccomp", "advcl", "relcl", "acl", "csubj", "parataxis", "conj"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_GOVERNED = frozenset({"xcomp", "ccomp", "pcomp", "dobj", "pobj", "prep", "acl", "conj", "nsubjpass", "attr", "oprd", "compound"})
_SHARING = frozenset({"xcomp", "conj", "advcl", "pcomp", "prep", "dobj", "pobj", "acomp", "attr", "acl"})
_PLACES = frozenset({"GPE", "LOC", "FAC"})
_GOVERNING = frozenset({"AGREE", "REJECT", "THREATEN", "REQUEST", "ACCUSE", "CONCEDE", "SUPPORT"})
#: acts whose object hasn't happened
_VIRTUAL = frozenset({"AGREE", "REJECT", "THREATEN", "REQUEST"})
_HOSTILE = frozenset({"ASSAULT", "COERCE", "SANCTION", "MOBILIZE"})
_FRIENDLY = frozenset({"CONSULT", "COOPERATE", "AID", "SUPPORT"})
#: the mode of a demand or a refusal, by the type of what is demanded or refused
_ASKED = {"AID": "assist", "COOPERATE": "assist", "RETREAT": "yield", "CONCEDE": "yield", "CONSULT": "meet"}
#: the mode of a threat, by the type and mode of what is threatened
_THREATENED = {"ASSAULT": "violence", "MOBILIZE": "violence", "SANCTION": "relations", "COERCE": "restrict", "expel": "expel"} | {
    "deport": "expel", "arrest": "arrest", "convict": "arrest", "seize": "territory", "withdraw": "relations"
}  # fmt: skip
_FUTURE = frozenset({"will", "would", "shall", "'ll", "’ll", "wo"})
_NEGATIONS = frozenset({"not", "n't", "n’t", "never", "no"})
_PERHAPS = frozenset({"may", "might", "could", "can"})
_OUGHT = frozenset({"must", "should", "ought"})
_FORESEEN: dict[str, Modality] = {
    "planned": "planned", "upcoming": "planned", "future": "planned", "scheduled": "planned", "forthcoming": "planned",
    "proposed": "proposed", "possible": "hypothetical", "potential": "hypothetical", "cancelled": "cancelled", "canceled": "cancelled",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Pattern:
    """A line of the lexicon: `beside` are the sets of words of which one each must stand beside the head word."""

    type: str
    mode: str | None
    beside: tuple[frozenset[str], ...]
    roles: tuple[tuple[str, str], ...]
    needs_party: bool


@dataclass(frozen=True, slots=True)
class _Hit:
    """A pattern found at its head word, with the words found beside it."""

    head: Token
    pos: str
    pattern: _Pattern
    beside: tuple[Token, ...]


@cache
def _sets() -> dict[str, frozenset[str]]:
    return {row["pattern"]: frozenset(lexicons.split(row["note"])) for row in lexicons.rows("acts") if row["pos"] == "set"}


@cache
def _lexicon() -> dict[tuple[str, str], tuple[_Pattern, ...]]:
    """Patterns by part of speech and head word, those with most words beside them first."""
    found: dict[tuple[str, str], list[_Pattern]] = {}
    for row in lexicons.rows("acts"):
        if row["pos"] == "set":
            continue
        words = [word for word in row["pattern"].split() if word != "of" or row["pos"] == "verb"]
        head = words.pop(-1 if row["pos"] == "noun" and " of " not in row["pattern"] else 0)
        beside = tuple(_sets()[word] if word.startswith("@") else frozenset(word.split("|")) for word in words)
        roles = tuple((word, role) for word, _, role in (value.partition("=") for value in lexicons.split(row["role"])))
        pattern = _Pattern(row["type"], row["mode"] or None, beside, roles, row["note"] == "needs a party")
        found.setdefault((row["pos"], head.lower()), []).append(pattern)
    return {key: tuple(sorted(patterns, key=lambda p: -len(p.beside))) for key, patterns in found.items()}


def read(doc: Doc) -> tuple[Act, ...]:
    """The acts that a parsed text tells, in the order of their triggers. Stretches are code points of `doc.text`.

    Engagements (CONSULT) are found too, more coarsely than `engagements.read` does.
    """
    hits = {hit.head.i: hit for token in doc if (hit := _hit(token))}
    taken = {token.i for hit in hits.values() if hit.pattern.type for token in hit.beside if token.i != hit.head.i}
    governors = {i: governor for i, hit in hits.items() if (governor := _governor(hit.head, hits))}
    told = [hit for i, hit in hits.items() if hit.pattern.type and i not in taken and not _is_only_mode(governors.get(i), hit)]
    acts = [_act(hit, governors.get(hit.head.i), [hits[i] for i, g in governors.items() if g is hit], hits) for hit in told]
    acts += [act for token in doc if token.lower_ in _OUGHT and (act := _demand(token.head, hits))]
    return tuple(sorted((act for act in acts if act), key=lambda act: act.trigger))


def _forms(token: Token) -> tuple[str, ...]:
    """The dictionary forms under which a word may be listed: its lemma, a name's singular, and with what a hyphen joins to it."""
    lemma = token.lemma_.lower()
    forms = (lemma, lemma.removesuffix("s")) if token.pos_ == "PROPN" and lemma.endswith("s") else (lemma,)
    if token.i > 1 and token.nbor(-1).text in {"-", "‑"}:
        before = token.nbor(-2).lower_
        return tuple(f"{before}-{form}" for form in forms) + tuple(f"{before}{form}" for form in forms) + forms
    return forms


def _hit(token: Token) -> _Hit | None:
    pos = "verb" if token.tag_.startswith("VB") else _POS.get(token.pos_)
    if pos is None or token.ent_type_ in {"PERSON", "GPE"}:
        return None
    near: dict[str, Token] | None = None
    for form in _forms(token):
        for pattern in _lexicon().get((pos, form), ()):
            if pattern.beside and near is None:
                near = _near(token, pos)
            found = [next((near[word] for word in words if word in near), None) for words in pattern.beside] if near else []
            if len(found) == len(pattern.beside) and all(found):
                return _Hit(token, pos, pattern, tuple(word for word in found if word))
    return None


def _near(token: Token, pos: str) -> dict[str, Token]:
    """The words that belong to a head word, by their forms: a noun's modifiers, a verb's objects, particles and prepositions."""
    if pos == "noun":
        words = [*token.doc[max(token.sent.start, token.i - 4) : token.i], *(w for c in token.children if c.dep_ == "prep" for w in c.children)]
    else:
        words = [w for child in token.children if child.dep_ != "nsubj" for w in _reach(child, 1)]
        if token.dep_ in {"acl", "relcl"} and not (token.dep_ == "acl" and token.tag_ == "VBG"):
            words += _reach(token.head, 2)
    return {form: word for word in reversed(words) for form in _forms(word)}


def _reach(token: Token, depth: int) -> Iterator[Token]:
    if depth == 1 or token.dep_ not in {"prep", "prt", "agent"}:
        yield token
    if depth < 5 and token.dep_ not in _CLAUSES - {"conj"} and token.dep_ != "xcomp":
        for child in token.children:
            if child.dep_ not in _CLAUSES | _SUBJECTS or (child.dep_ == "conj" and child.pos_ == token.pos_):
                yield from _reach(child, depth + 1)


def _governor(token: Token, hits: dict[int, _Hit]) -> _Hit | None:
    """The nearest pattern that governs a word: "agreed" for "agreed to release", "plan" for "a plan to attack"."""
    for _ in range(6):
        parent = token.head
        if token.dep_ not in _GOVERNED or (token.dep_ == "acl" and not _infinitive(token)):
            return None
        if token.dep_ != "conj" and parent.i in hits:
            return hits[parent.i]
        token = parent
    return None


def _is_only_mode(governor: _Hit | None, hit: _Hit) -> bool:
    """Whether a word only says what is agreed, refused, threatened or demanded."""
    if governor is None or governor.pattern.type not in _GOVERNING:
        return False
    return governor.pattern.type in _VIRTUAL or hit.pos != "noun"


def _infinitive(token: Token) -> bool:
    return any(child.lower_ == "to" and child.dep_ == "aux" for child in token.children)


def _act(hit: _Hit, governor: _Hit | None, governed: list[_Hit], hits: dict[int, _Hit]) -> Act | None:
    actors, recipients = _parties(hit, hits)
    if hit.pattern.needs_party and not actors and not recipients:
        return None
    type_, mode, modality = _coded(hit, governor, governed)
    return _written(hit.head, (hit.head, *hit.beside), type_, mode, modality, actors, recipients)


def _demand(verb: Token, hits: dict[int, _Hit]) -> Act | None:
    """"The minister said that the Union must act": a demand by who says so on who must."""
    subject = next((child for child in verb.children if child.dep_ in _SUBJECTS), None)
    if verb.dep_ != "ccomp" or subject is None:
        return None
    actors, recipients = _joint(_subject(verb.head)), _joint(_party(subject, hits))
    hit = hits.get(verb.i)
    return _written(verb, (verb,), "REQUEST", _ASKED.get(hit.pattern.type, "change") if hit else "change", "asserted", actors, recipients)


def _written(
    head: Token, words: tuple[Token, ...], type_: str, mode: str | None, modality: Modality, actors: list[Token], recipients: list[Token]
) -> Act:
    near = [word for word in words if abs(word.i - head.i) <= 6]
    first, last = min(near, key=lambda w: w.i), max(near, key=lambda w: w.i)
    while first.i > 1 and first.nbor(-1).text == "-":
        first = first.nbor(-2)
    clause = _clause(head)
    return Act(
        trigger=(first.idx, last.idx + len(last)),
        type=type_,
        mode=mode,
        modality=modality,
        actors=tuple(dict.fromkeys(_stretch(token) for token in actors)),
        recipients=tuple(dict.fromkeys(_stretch(token) for token in recipients)),
        location=next((_stretch(w) for p in head.children if p.lower_ in {"in", "at", "near"} for w in p.children if w.ent_type_ in _PLACES), None),
        clause=(clause[0].idx, clause[-1].idx + len(clause[-1])),
    )


def _coded(hit: _Hit, governor: _Hit | None, governed: list[_Hit]) -> tuple[str, str | None, Modality]:
    """Type, mode and modality, once what is only planned or refused has become the promise, the threat or the refusal that it is."""
    type_, mode = hit.pattern.type, hit.pattern.mode
    modality, negated = _modality(hit.head)
    if governor and not governor.pattern.type and governor.pattern.mode in get_args(Modality):
        modality = cast("Modality", governor.pattern.mode)
    inner = next((other for other in governed if other.pattern.type), None)
    finer = next((other.pattern.mode for other in governed if other.pattern.type == type_ and other.pattern.mode), None)
    if inner and type_ in {"REQUEST", "REJECT"} and mode in {None, "change"}:
        mode = _ASKED.get(inner.pattern.type, mode)
    elif inner and type_ in {"AGREE", "THREATEN"} and inner.pattern.type in _HOSTILE:
        type_, mode = "THREATEN", _THREATENED.get(inner.pattern.mode or "", _THREATENED[inner.pattern.type])
    elif finer and mode is None:
        mode = finer
    if negated:
        if type_ in _FRIENDLY | {"AGREE"} or (modality == "planned" and type_ in {"RETREAT", "CONCEDE"}):
            return "REJECT", _ASKED.get(type_, "change"), "asserted"
        return type_, mode, "denied"
    if modality == "planned":
        if type_ in _FRIENDLY:
            return "AGREE", None, modality
        if type_ == "RETREAT":
            return "CONCEDE", None, modality
        if type_ in _HOSTILE:
            return "THREATEN", _THREATENED.get(mode or "", _THREATENED[type_]), modality
    return type_, mode, modality


def _modality(head: Token) -> tuple[Modality, bool]:
    """How certain a word's clause is, and whether it is negated."""
    for child in head.children:
        if head.pos_ == "NOUN" and child.lower_ in _FORESEEN:
            return _FORESEEN[child.lower_], False
    verb = head
    while verb.pos_ not in {"VERB", "AUX"} and verb.head is not verb and verb.dep_ in {"dobj", "nsubj", "nsubjpass", "acomp", "attr", "conj"}:
        verb = verb.head
    while verb.dep_ == "conj" and verb.head.pos_ in {"VERB", "AUX"} and not any(c.dep_ in _SUBJECTS | {"aux"} for c in verb.children):
        verb = verb.head
    words = {child.lower_ for child in verb.children if child.dep_ in {"aux", "auxpass", "neg", "mark", "det"}}
    negated = bool(words & _NEGATIONS) or any(child.lower_ == "no" for child in head.children)
    if words & {"if", "unless", "whether"} or words & _PERHAPS:
        return "hypothetical", negated
    return ("planned" if words & _FUTURE else "proposed" if words & _OUGHT else "asserted"), negated


def _parties(hit: _Hit, hits: dict[int, _Hit]) -> tuple[list[Token], list[Token]]:
    """The head words of who acts and of who receives."""
    head, own = hit.head, {word.i for word in hit.beside}
    preps = [(prep.lower_, obj) for word in (head, *hit.beside) for prep in word.children if prep.dep_ in {"prep", "agent", "dative"}
             for obj in prep.children if obj.dep_ in {"pobj", "pcomp"} and obj.i not in own]  # fmt: skip
    agent = next((obj for word, obj in preps if word == "by"), None)
    patient: Token | None = None
    if hit.pos == "noun":
        actor = agent or next((child for child in head.children if child.dep_ == "poss"), None) or _adjectival(head)
        verb = head.head if head.dep_ in {"dobj", "nsubjpass"} else None
        if verb is not None and not _suffers(verb, hits):
            actor = actor or (_agent(verb) if _passive(verb) else _subject(verb))
            preps += [(prep.lower_, obj) for prep in verb.children if prep.dep_ == "prep" for obj in prep.children if obj.dep_ == "pobj"]
        elif verb is not None:
            patient = _subject(verb)
    elif _passive(head):
        actor, patient = agent, _subject(head, passive=True)
        patient = None if patient is not None and patient.i in own else patient
    else:
        actor = _subject(head)
        patient = next((c for c in head.children if c.dep_ in {"dobj", "dative", "attr", "oprd"} and c.i not in own and c.pos_ != "ADP"), None)
        patient = patient or next((c for c in head.children if c.dep_ == "ccomp" for c in c.children if c.dep_ == "nsubj"), None)
    roles = (("obj", "recipient"), *hit.pattern.roles) if patient is not None and hit.pos == "noun" else hit.pattern.roles
    options = [(role, patient if word == "obj" else next((obj for prep, obj in preps if prep == word), None)) for word, role in roles]
    actor = actor or next((token for role, token in options if role == "actor" and token is not None), None)
    recipient = next((token for role, token in options if role == "recipient" and token is not None and token is not actor), None)
    recipient = recipient or next((p for word in hit.beside if (p := _possessor(word)) and p is not actor), None)
    return _joint(_party(actor, hits)), _joint(_party(recipient, hits))


def _passive(verb: Token) -> bool:
    return any(child.dep_ in {"auxpass", "nsubjpass"} for child in verb.children) or (verb.tag_ == "VBN" and verb.dep_ == "acl")


def _agent(verb: Token) -> Token | None:
    return next((obj for prep in verb.children if prep.dep_ == "agent" for obj in prep.children if obj.dep_ == "pobj"), None)


def _suffers(verb: Token, hits: dict[int, _Hit]) -> bool:
    return verb.i in hits and hits[verb.i].pattern.mode == "recipient"


def _subject(verb: Token, *, passive: bool = False) -> Token | None:
    """Who does what a verb says: its own subject, or the one that it shares with the words that govern it."""
    for step in range(6):
        subject = next((child for child in verb.children if child.dep_ in {"nsubj", "nsubjpass"}), None)
        if subject is not None:
            return verb.head if verb.dep_ == "relcl" and subject.tag_ in {"WDT", "WP"} else subject
        if verb.dep_ == "acl" and not _infinitive(verb):
            return verb.head
        if verb.dep_ == "xcomp" and not passive and (told := next((c for c in verb.head.children if c.dep_ == "dobj"), None)):
            return told
        if verb.dep_ not in _SHARING or (step and passive and verb.dep_ == "conj"):
            return None
        if verb.pos_ == "NOUN" and (owner := _possessor(verb)):
            return owner
        verb = verb.head
    return None


def _possessor(noun: Token) -> Token | None:
    return next((child for child in noun.children if child.dep_ == "poss"), None) or _adjectival(noun)


def _adjectival(noun: Token) -> Token | None:
    return next((c for c in noun.children if c.dep_ in {"amod", "compound", "nmod"} and c.ent_type_ in _PARTIES and c.i < noun.i), None)


def _party(token: Token | None, hits: dict[int, _Hit]) -> Token | None:
    """The party behind an act, a plan or a decision: its owner, its agent, or what it is of."""
    for _ in range(3):
        if token is None or token.ent_type_ in _PARTIES or token.pos_ not in {"NOUN", "VERB"}:
            return token
        if token.lemma_.lower() not in _sets()["@abstract"] and not (token.i in hits and hits[token.i].pattern.type):
            return token
        owner = _possessor(token)
        for word in ("by", "of", "on", "against", "to", "from"):
            owner = owner or next((o for p in token.children if p.lower_ == word for o in p.children if o.dep_ == "pobj"), None)
        if owner is None:
            return token
        token = owner
    return token


def _joint(token: Token | None) -> list[Token]:
    """A party and those joined to it by "and"; none for an empty subject."""
    if token is None or token.dep_ == "expl" or token.pos_ in {"SPACE", "PUNCT", "NUM"} and token.ent_type_ == "":
        return []
    return [token, *(t for t in token.conjuncts if t.i > token.i and t.pos_ in {"NOUN", "PROPN", "PRON", "ADJ"})]


def _stretch(token: Token) -> Stretch:
    """A noun phrase without its clauses, its appositions and what is joined to it."""
    if token.dep_ in {"amod", "compound", "nmod"}:
        return token.idx, token.idx + len(token)
    out = [c for c in token.children if c.dep_ in _CLAUSES | {"appos", "cc", "punct", "case", "preconj"} and c.i > token.i]
    last = min((child.left_edge.i for child in out), default=token.right_edge.i + 1) - 1
    first = token.left_edge
    while first.i < token.i and (first.is_punct or first.is_space):
        first = first.nbor(1)
    end = token.doc[max(last, token.i)]
    return first.idx, end.idx + len(end)


def _clause(token: Token) -> Span:
    """The words from the first to the last of the clause that a word stands in."""
    while token.dep_ not in _CLAUSES and token.head is not token:
        token = token.head
    return token.doc[token.left_edge.i : token.right_edge.i + 1]
