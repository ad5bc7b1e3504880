"""Who stands where: the mentions behind a stretch of text, whole phrases taken as one."""

from collections.abc import Sequence

from spacy.tokens import Doc, Token

from dragoman.extraction.tags import Stretch
from dragoman.model import Mention

__all__ = ["Parties"]


_LOCATIVE = frozenset(("in", "at", "near", "across", "inside", "throughout"))


class Parties:
    """The parties of a parsed document by token. A person's title and country belong to the person's phrase."""

    def __init__(self, doc: Doc, mentions: Sequence[Mention], phrases: dict[str, Stretch]) -> None:
        """`phrases` gives the stretch of the whole phrase for the ids of persons' mentions."""
        self.doc = doc
        self._unit: dict[int, tuple[int, int, Mention]] = {}
        units = []
        for mention in mentions:
            if mention.kind == "place":
                continue
            start, end = phrases.get(mention.id, (mention.anchor.start, mention.anchor.end))
            span = doc.char_span(start, end, alignment_mode="expand")
            if span is not None:
                units.append((span.start, span.end, mention))
        for start, end, mention in sorted(units, key=lambda u: (u[1] - u[0], u[2].kind == "person")):
            self._unit.update(dict.fromkeys(range(start, end), (start, end, mention)))

    def at(self, token: int) -> tuple[int, int, Mention] | None:
        """The party whose phrase covers a token: first token, token after the last, mention."""
        return self._unit.get(token)

    def within(self, stretch: Stretch) -> tuple[Mention, ...]:
        """The parties named in a stretch, in order, each once; a possessor is none ("Pakistan" in "Pakistan's exports")."""
        span = self.doc.char_span(*stretch, alignment_mode="expand")
        if span is None:
            return ()
        found: dict[str, Mention] = {}
        possessors: dict[str, Mention] = {}
        for token in span:
            unit = self._unit.get(token.i)
            if unit and unit[0] > span.start and self.doc[unit[0] - 1].lower_ in _LOCATIVE:
                continue  # where it was, not who
            if unit:
                after = self.doc[unit[1]] if unit[1] < len(self.doc) else None
                owner = after is not None and after.tag_ == "POS" and unit[1] + 1 < span.end
                (possessors if owner else found).setdefault(unit[2].entity, unit[2])
        return tuple((found or possessors).values())

    def head(self, token: Token) -> Mention | None:
        """The party whose phrase holds a token."""
        unit = self._unit.get(token.i)
        return unit[2] if unit else None
