"""Acts out of the network's logits: triggers, what they tell, and the words in their roles."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from dragoman.codebook import PLOVER
from dragoman.extraction.tagger import windows
from dragoman.extraction.tagger.network import KINDS, MODALITIES, REACH, ROLES, Floats, Logits, softmax
from dragoman.extraction.tags import Act, Stretch

__all__ = ["Reading"]

#: The chances of a word that has no role.
_NO_ROLE = np.eye(1, 1 + 2 * len(ROLES), dtype=np.float32)
#: The kinds of each type, as places among KINDS.
_OF_TYPE = {type_: [n for n, kind in enumerate(KINDS) if kind[0] == type_] for type_ in PLOVER}


class Reading:
    """The acts found so far in a text of so many words."""

    def __init__(self, words: int) -> None:
        self._triggers: Floats = np.zeros((words, 3), np.float32)
        self._found: dict[int, tuple[Floats, Floats, Floats]] = {}

    def add(self, batch: windows.Batch, logits: Logits, owned: Sequence[range]) -> None:
        """What the network says of a batch; `owned` are the words of the text for which each of its windows is the judge."""
        for row, ((first, _), own) in enumerate(zip(batch.windows, owned, strict=True)):
            self._triggers[own.start : own.stop] = softmax(logits.triggers[row, own.start - first : own.stop - first])
        for n, (row, place) in enumerate(logits.told.tolist()):
            first, last = batch.windows[row]
            if first + place in owned[row]:
                roles = softmax(logits.roles[n])
                roles[: max(0, REACH - place)] = roles[REACH + last - first - place :] = _NO_ROLE  # beyond the window
                self._found[first + place] = softmax(logits.kinds[n]), softmax(logits.modalities[n]), roles

    def acts(self, text: str, page: windows.Page) -> tuple[Act, ...]:
        """The acts in the order of their triggers."""
        found, end = [], 0
        for trigger in sorted(self._found):
            if trigger >= end:
                end = self._end(trigger)
                found.append(self._act(text, page, (trigger, end)))
        return tuple(act for act in found if act)

    def _end(self, trigger: int) -> int:
        """Behind the last word of a trigger; one that follows at once and tells the same type is part of it."""
        end, type_ = trigger + 1, _type(self._found[trigger][0])
        while end < len(self._triggers):
            again = self._found.get(end)
            if _type(again[0]) != type_ if again else self._triggers[end].argmax() != 2:
                break
            end += 1
        return end

    def _act(self, text: str, page: windows.Page, run: Stretch) -> Act | None:
        trigger = max((word for word in range(*run) if word in self._found), key=lambda word: -self._triggers[word][0])
        kinds, modalities, roles = self._found[trigger]
        words = windows.trimmed(text, windows.stretch(text, page, run))
        if words is None:
            return None
        type_ = _type(kinds)
        sides = [_runs(text, page, trigger, roles, role) for role in range(len(ROLES))]
        return Act(
            trigger=words,
            type=type_,
            mode=KINDS[max(_OF_TYPE[type_], key=lambda n: float(kinds[n]))][1],
            modality=MODALITIES[int(modalities.argmax())],
            actors=sides[0],
            recipients=sides[1],
            when=next(iter(sides[2]), None),
            location=next(iter(sides[3]), None),
            certainty=float(1 - self._triggers[trigger][0]),
        )


def _type(kinds: Floats) -> str:
    """The likeliest type, its modes taken together."""
    return max(PLOVER, key=lambda type_: float(kinds[_OF_TYPE[type_]].sum()))


def _runs(text: str, page: windows.Page, trigger: int, roles: Floats, role: int) -> tuple[Stretch, ...]:
    """The stretches of the words whose likeliest role it is; a word that begins a name ends the one before."""
    low = max(0, trigger - REACH)
    near = roles[low - trigger + REACH : len(page.stretches) - trigger + REACH]
    summed = np.concatenate([near[:, :1], near[:, 1:].reshape(-1, len(ROLES), 2).sum(2)], 1)
    words = [low + int(place) for place in np.flatnonzero(summed.argmax(1) == role + 1)]
    begins = near[:, 1 + 2 * role] > near[:, 2 + 2 * role]
    found: list[Stretch] = []
    for start, stop in windows.runs(words, 0):
        edges = [start, *(word for word in range(start + 1, stop) if begins[word - low]), stop]
        found += pairwise(edges)
    stretches = (windows.trimmed(text, windows.stretch(text, page, run)) for run in found)
    return tuple(stretch for stretch in stretches if stretch)
