"""Denials in a clause that hangs on what is denied: "a charge that Algiers denies", "…, which Bamako rejected"."""

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token

from dragoman.extraction.nominals import phrase
from dragoman.extraction.tags import Speech, meet

__all__ = ["add"]

#: Verbs that answer what somebody else said, and what they do.
_ANSWERING = {"deny": "deny", "refute": "deny", "dispute": "deny", "contest": "deny", "reject": "reject", "dismiss": "reject"}
#: Nouns for what somebody else said.
_SAID = frozenset(
    "charge accusation allegation claim assertion report account suggestion version figure finding criticism demand proposal offer request".split()
)
_SUBJECTS = frozenset(("nsubj", "nsubjpass"))


def add(doc: Doc, speech: Sequence[Speech]) -> list[Speech]:
    """The speech with such denials that it hasn't, in the order of the text."""
    cues = [said.cue for said in speech if said.cue]
    found = [said for said in _denials(doc) if said.cue and not any(meet(said.cue, cue) for cue in cues)]
    return sorted([*speech, *found], key=lambda said: (said.cue or said.content[0])[0]) if found else list(speech)


def _denials(doc: Doc) -> Iterator[Speech]:
    for verb in doc:
        act = _ANSWERING.get(verb.lemma_.lower())
        if not act or verb.pos_ != "VERB" or verb.dep_ != "relcl":
            continue
        subject = next((child for child in verb.lefts if child.dep_ in _SUBJECTS and child.tag_ not in ("WDT", "WP")), None)
        denied = _denied(verb)
        if subject is not None and denied is not None:
            content = phrase(doc, denied) if denied.pos_ == "NOUN" else (denied.idx, denied.idx + len(denied))
            yield Speech(content=(content,), act=act, speaker=phrase(doc, subject), cue=(verb.idx, verb.idx + len(verb)))


def _denied(verb: Token) -> Token | None:
    """The noun for what was said on which the clause hangs, else the "which" that stands for all before it; None for what nobody said."""
    if verb.head.lemma_.lower() in _SAID:
        return verb.head
    return next((child for child in verb.lefts if child.lower_ == "which" and child.dep_ == "dobj"), None)
