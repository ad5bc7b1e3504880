"""What one party does to another in a sentence: the act that links a pair of mentions."""

from collections.abc import Iterable

from spacy.tokens import Doc

from dragoman.extraction.tags import Act, Stretch

__all__ = ["code"]


def code(acts: Iterable[Act], doc: Doc, source: Stretch | None, target: Stretch | None) -> Act | None:
    """The act that the text reports from the first party towards the second, of those read in `doc`; None when there is none.

    Either side may be None: then whoever stands there. An act whose own parties are the pair wins; where none is, the act
    nearest to the pair in its sentence.
    """
    sides = [side for side in (source, target) if side]
    near = [act for act in acts if not sides or any(_same_sentence(doc, act.trigger, side) for side in sides)]
    return max(near, key=lambda act: (_link(act, source, target), -_distance(act, source, target)), default=None)


def _link(act: Act, source: Stretch | None, target: Stretch | None) -> float:
    """How surely an act runs from one to the other: its own actor and recipient, or at least a party on the wrong side."""
    score = 0.0
    for side, right, wrong in ((source, act.actors, act.recipients), (target, act.recipients, act.actors)):
        if side and any(_meet(side, stretch) for stretch in right):
            score += 2
        elif side and any(_meet(side, stretch) for stretch in wrong):
            score += 0.5 if act.type in {"CONSULT", "COOPERATE", "AGREE"} else -0.5
        elif side and _meet(side, act.clause):
            score += 0.5
    return score


def _distance(act: Act, source: Stretch | None, target: Stretch | None) -> int:
    """Code points between the trigger and the pair; an act between the two is nearer than one outside."""
    gaps = [max(side[0] - act.trigger[1], act.trigger[0] - side[1], 0) for side in (source, target) if side]
    return sum(gaps)


def _meet(one: Stretch, other: Stretch) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _same_sentence(doc: Doc, one: Stretch, other: Stretch) -> bool:
    first, second = (doc.char_span(*stretch, alignment_mode="expand") for stretch in (one, other))
    return first is None or second is None or first.sent.start == second.sent.start
