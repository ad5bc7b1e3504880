"""What reading finds before anybody is resolved: stretches of text tagged as speech and as acts.

`tagger.read` and `acts.read` return these. Stretches are (start, end) in code points of the text.
"""

from dataclasses import dataclass

from dragoman.model import Modality

Stretch = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Speech:
    """Somebody said something: `act` is one of CONTRACT's acts, or `think` for beliefs and plans. A name label has no cue."""

    content: tuple[Stretch, ...]
    act: str
    speaker: Stretch | None = None
    cue: Stretch | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """A PLOVER act: `actors` and `recipients` are the stretches of the noun phrases that stand in those roles."""

    trigger: Stretch
    type: str
    modality: Modality
    mode: str | None = None
    actors: tuple[Stretch, ...] = ()
    recipients: tuple[Stretch, ...] = ()
    location: Stretch | None = None
    #: the stretch of the clause in which the act's date would stand
    clause: Stretch
