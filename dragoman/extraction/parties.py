"""Who stands where: the mentions behind a stretch of text, whole phrases taken as one."""

from collections.abc import Sequence

from spacy.tokens import Doc, Token

from dragoman.extraction.tags import Stretch
from dragoman.model import Mention

__all__ = ["Parties", "is_pluperfect"]

_LOCATIVE = frozenset(("in", "at", "near", "across", "inside", "throughout"))
#: What may stand between a cue and whom it addresses, and between those whom it addresses.
_TO = frozenset("to on upon with against for the both all his her its their our my fellow visiting former".split())
#: How many sentences back the parties to a joint statement may be named.
_NEAR = 4
_AND = frozenset((",", "and", "the", "both"))


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

    def together(self, offset: int) -> tuple[Mention, ...]:
        """The parties of several states that the nearest sentence up to an offset names, one for each state; none where no near one does."""
        for sentence in reversed([s for s in self.doc.sents if s.start_char <= offset][-_NEAR:]):
            named = [m for m in self.all_within((sentence.start_char, sentence.end_char)) if len(m.countries) == 1]
            by_state = {m.country: m for m in reversed(named)}
            if len(by_state) > 1:
                return tuple(by_state.values())[::-1]
        return ()

    def all_within(self, stretch: Stretch) -> tuple[Mention, ...]:
        """Every party named in a stretch, possessors and places included, each once."""
        span = self.doc.char_span(*stretch, alignment_mode="expand")
        return tuple({unit[2].entity: unit[2] for token in span or () if (unit := self._unit.get(token.i))}.values())

    def addressed(self, cue: Stretch, content: int, speakers: Sequence[Mention]) -> str | None:
        """Whom a cue addresses ("urged Tehran to …", "told both Kyiv and Moscow"): the codes or entities of the parties beside it."""
        span = self.doc.char_span(*cue, alignment_mode="expand")
        at = span.end if span else len(self.doc)
        while at < len(self.doc) and (self.doc[at].lower_ in _TO or self.doc[at].is_space) and at not in self._unit:
            at += 1
        found: list[str] = []
        while (unit := self._unit.get(at)) and (self.doc[at].idx < content or content <= cue[0]):
            if unit[2].entity in {speaker.entity for speaker in speakers}:
                break
            found.append(unit[2].country or unit[2].entity)
            at = unit[1]
            while at < len(self.doc) and self.doc[at].lower_ in _AND and at not in self._unit:
                at += 1
        return "+".join(dict.fromkeys(code for party in found for code in party.split("+"))) or None

    def head(self, token: Token) -> Mention | None:
        """The party whose phrase holds a token."""
        unit = self._unit.get(token.i)
        return unit[2] if unit else None

    def lemmas(self, stretch: Stretch) -> tuple[str, ...]:
        """The words of a stretch as a dictionary has them, in small letters."""
        span = self.doc.char_span(*stretch, alignment_mode="expand")
        return tuple(token.lemma_.lower() for token in span or ())

    def is_earlier(self, stretch: Stretch) -> bool:
        """Whether a stretch begins with a verb of what went before the rest of its sentence: "had said", "after it reported"."""
        span = self.doc.char_span(*stretch, alignment_mode="expand")
        return span is not None and (is_pluperfect(span[0]) or any(child.lower_ == "after" for child in span[0].children))


def is_pluperfect(verb: Token) -> bool:
    """Whether a verb stands in the past before the past ("had said")."""
    return any(child.lower_ in ("had", "'d", "’d") and child.dep_ == "aux" for child in verb.children)
