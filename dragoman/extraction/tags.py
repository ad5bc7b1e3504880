"""What reading finds before anybody is resolved: stretches of text tagged as speech and as acts.

`tagger.read` returns these. Stretches are (start, end) in code points of the text.
"""

from dataclasses import dataclass

from dragoman.model import Modality

Stretch = tuple[int, int]


def meet(one: Stretch, other: Stretch) -> bool:
    """Whether two stretches share something."""
    return one[0] < other[1] and other[0] < one[1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Speech:
    """Somebody said something: `act` is one of CONTRACT's acts, or `think` for beliefs and plans. A name label has no cue."""

    content: tuple[Stretch, ...]
    act: str
    speaker: Stretch | None = None
    cue: Stretch | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """A PLOVER act: `actors` and `recipients` are the stretches of the noun phrases that stand in those roles, `when` and `location` of the
    words that say when and where; `certainty` is the chance that it is told at all, 0 to 1.
    """

    trigger: Stretch
    type: str
    modality: Modality
    mode: str | None = None
    actors: tuple[Stretch, ...] = ()
    recipients: tuple[Stretch, ...] = ()
    when: Stretch | None = None
    location: Stretch | None = None
    certainty: float = 1.0


@dataclass(frozen=True, slots=True)
class Tags:
    """All of a text; and for each pair of parties that was asked about, the chance of each PLOVER type from the one towards the other ("": none)."""

    speech: tuple[Speech, ...] = ()
    acts: tuple[Act, ...] = ()
    pairs: tuple[dict[str, float], ...] = ()
