"""What one party does to another in a sentence: the act that links a pair of mentions."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from dragoman.extraction.tags import Act, Stretch, meet

__all__ = ["code"]

#: What the words of an act say weighs so much against what the words of the pair say; chosen on PLV's training half.
_OWN = 0.3
#: How sure the words of the pair must be where none of the sentence tells an act.
_SURE = 0.5
#: Yielding in words and yielding in deed: what speaks for one speaks against all others for the other too.
_FAMILY = {"CONCEDE": "RETREAT"}
#: Types whose parties may stand on either side.
_MUTUAL = frozenset({"CONSULT", "COOPERATE", "AGREE"})


def code(
    text: str, acts: Sequence[Act], chances: Mapping[str, float], source: Stretch | None, target: Stretch | None
) -> Act | None:
    """The act that a sentence reports from the first party towards the second, of those read in it; None when there is none.

    `chances` are those of each type by the words of the two parties ("": none). Either party may be None: then whoever stands there. Where
    the parties tell an act that no words of the sentence were read to tell, the words between them stand for its trigger.
    """
    if source is None and target is None:
        chances = {}  # no words of a pair, no word from them
    links = [(act, act.certainty * _link(act, source, target)) for act in acts]
    types = {type_: chances.get(type_, 0.0) for type_ in {*chances, *(act.type for act in acts)} if type_}
    for act, link in links:
        types[act.type] = max(types[act.type], chances.get(act.type, 0.0) + _OWN * link)
    families: dict[str, float] = defaultdict(float)
    for type_, score in types.items():
        families[_FAMILY.get(type_, type_)] += score
    family = max(families, key=families.__getitem__, default=None)
    if family is None or chances.get("", 0.0) > families[family]:
        return None
    type_ = max((t for t in types if _FAMILY.get(t, t) == family), key=types.__getitem__)
    if not links:
        return _between(text, type_, source, target) if types[type_] >= _SURE else None
    act, _ = max(links, key=lambda linked: (linked[0].type == type_, linked[1]))
    return act if act.type == type_ else replace(act, type=type_, mode=None)


def _between(text: str, type_: str, source: Stretch | None, target: Stretch | None) -> Act | None:
    if source is None or target is None:
        return None
    start, end = sorted((source, target))[0][1], sorted((source, target))[1][0]
    words = text[start:end].strip()
    start += len(text[start:end]) - len(text[start:end].lstrip())
    return Act(trigger=(start, start + len(words)), type=type_, modality="asserted") if words else None


def _link(act: Act, source: Stretch | None, target: Stretch | None) -> float:
    """How surely an act runs from one to the other, 0 to 1: its own actor and recipient are they, or at least parties on the wrong side."""
    score = 0.2
    for side, right, wrong in ((source, act.actors, act.recipients), (target, act.recipients, act.actors)):
        if side and any(meet(side, stretch) for stretch in right):
            score += 0.4
        elif side and any(meet(side, stretch) for stretch in wrong):
            score += 0.2 if act.type in _MUTUAL else -0.1
    return score
