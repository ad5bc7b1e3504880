"""What the evaluation asks the program: to extract a text, to code a pair, to compare accounts, to keep texts together."""

from dataclasses import dataclass

Stretch = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Text:
    """A text to extract, with its day of publication (EDTF) where that is known."""

    address: str
    text: str
    published: str | None = None
    publisher: str | None = None
    title: str | None = None
    issuer: str | None = None


@dataclass(frozen=True, slots=True)
class Pair:
    """A sentence with one mention of each side, in code points; a side may be unknown."""

    address: str
    text: str
    source: Stretch | None
    target: Stretch | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Texts whose accounts of one engagement are to be compared."""

    texts: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Together:
    """Texts that go into one record: which events it holds then."""

    texts: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Stories:
    """Texts of which is asked which tell one story."""

    texts: tuple[Text, ...]


Question = Text | Pair | Comparison | Together | Stories
