"""Words where they stand: the lines of a document cut at every mark, and anchors with what stands around them."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import quote as percent

from dragoman.exchange.words import act, state
from dragoman.model import OWN_ZONES, Anchor, Document, Extraction, Quote, ZoneKind
from dragoman.results import Head

__all__ = ["Excerpt", "Line", "Run", "excerpt", "excerpts", "lines", "outward"]

#: Words so long are named whole in a link to the publisher's page; of longer ones, so many words of each end.
_WHOLE, _END = 120, 5
#: How many words before and behind say which place is meant, where the same words stand twice.
_AROUND = 3


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Words of one line with what stands around them: pieces of text, each marked or not; `anchor` is the first that is marked."""

    anchor: Anchor
    pieces: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class Run:
    """Text under the same marks: their kinds (`claim`, `quote`, `mention`, `here`), what they say, the ids of what was made of it, and which
    anchors begin here.
    """

    text: str
    kinds: tuple[str, ...]
    says: str
    made: tuple[str, ...]
    anchors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a document in runs, with the zone that it begins in."""

    zone: ZoneKind
    runs: tuple[Run, ...]

    @property
    def own(self) -> bool:
        """Whether the words are the document's own account."""
        return self.zone in OWN_ZONES


@dataclass(frozen=True, slots=True)
class _Mark:
    anchor: Anchor
    kind: str
    says: str
    made: str = ""


def excerpts(document: Document, anchors: Sequence[Anchor], width: int) -> list[Excerpt]:
    """Anchors (in order) with up to `width` characters of their line on each side, cut between words; near ones share an excerpt."""
    groups: list[list[Anchor]] = []
    reach = 0
    for anchor in anchors:
        if groups and anchor.start - reach <= width and "\n" not in document.text[reach : anchor.start]:
            groups[-1].append(anchor)
        else:
            groups.append([anchor])
        reach = max(reach, anchor.end)
    return [Excerpt(group[0], tuple(_pieces(document.text, group, width))) for group in groups]


def excerpt(head: Head, width: int) -> list[tuple[str, bool]]:
    """The words that tell an event, marked, with up to `width` characters of their sentence on each side, cut between words."""
    start = head.sentence.start
    place = Anchor(head.trigger.document, head.trigger.start - start, head.trigger.end - start, head.trigger.exact)
    return list(_pieces(head.sentence.exact, [place], width))


def _pieces(text: str, anchors: Sequence[Anchor], width: int) -> Iterator[tuple[str, bool]]:
    first, end = text.rfind("\n", 0, anchors[0].start) + 1, anchors[0].start
    before = text[first:end]
    yield ("… " + before[-width:].partition(" ")[2] if len(before) > width else before), False
    for anchor in anchors:
        if end < anchor.start:
            yield text[end : anchor.start], False
        if end < anchor.end:
            yield text[max(end, anchor.start) : anchor.end], True
        end = max(end, anchor.end)
    last = text.find("\n", end)
    after = text[end : last if last >= 0 else len(text)]
    yield (after[:width].rpartition(" ")[0] + " …" if len(after) > width else after), False


def lines(extraction: Extraction, at: Anchor | None = None) -> list[Line]:
    """The lines of a document that hold words, cut where its claims, quotes and mentions, and the words at `at`, begin and end."""
    document = extraction.document
    marks = list(_marks(extraction))
    if at:
        marks.append(_Mark(at, "here", "the words that you followed"))
    starting: dict[int, list[_Mark]] = defaultdict(list)
    for mark in marks:
        starting[mark.anchor.start].append(mark)
    edges = {edge for mark in marks for edge in (mark.anchor.start, mark.anchor.end)}
    cuts = sorted(edges | {edge for zone in document.zones for edge in (zone.start, zone.end)})

    found: list[Line] = []
    standing: list[_Mark] = []
    start = following = 0
    for line in document.text.splitlines(keepends=True):
        end, runs, at_line = start + len(line), [], start
        while start < end:
            while following < len(cuts) and cuts[following] <= start:
                following += 1
            stop = min(end, cuts[following]) if following < len(cuts) else end
            standing = [mark for mark in standing if mark.anchor.end > start] + starting[start]
            runs.append(_run(document.text[start:stop], standing, starting[start]))
            start = stop
        if line.strip():
            found.append(Line(document.zone_at(at_line + len(line) - len(line.lstrip())), tuple(runs)))
    return found


def _run(text: str, standing: list[_Mark], starting: list[_Mark]) -> Run:
    return Run(
        text.rstrip("\r\n"),
        tuple(sorted({mark.kind for mark in standing})),
        "; ".join(dict.fromkeys(mark.says for mark in standing)),
        tuple(dict.fromkeys(mark.made for mark in standing if mark.made)),
        tuple(dict.fromkeys(f"a{mark.anchor.start}-{mark.anchor.end}" for mark in starting)),
    )


def _marks(extraction: Extraction) -> Iterator[_Mark]:
    for claim in extraction.claims:
        for anchor in (claim.trigger, *claim.also):
            yield _Mark(anchor, "claim", f"claim: {act(claim.type, claim.mode, claim.modality)}", claim.id)
    for quote in extraction.quotes:
        for anchor in quote.content:
            yield _Mark(anchor, "quote", f"quote: {_speaker(quote)}, {quote.act}, {quote.manner}", quote.id)
    for mention in extraction.mentions:
        acting = f", for {state(mention.country)}" if mention.country and mention.kind != "country" else ""
        yield _Mark(mention.anchor, "mention", f"{mention.kind}: {mention.name}{acting}", mention.entity)


def _speaker(quote: Quote) -> str:
    return quote.speaker.exact if quote.speaker else "speaker not named"


def outward(document: Document, anchor: Anchor | None = None) -> str | None:
    """The address at which a document was published, and in it of some words, as a text fragment; None where a browser opens no page there.

    Long words, and such as run over a line, are named by their ends; a few words on each side say which place is meant.
    """
    url = document.url
    if not url or not re.match("https?://", url, re.IGNORECASE):
        return None
    if anchor is None:
        return url
    first, last = document.text.rfind("\n", 0, anchor.start) + 1, document.text.find("\n", anchor.end)
    before = document.text[first : anchor.start].split()[-_AROUND:]
    behind = document.text[anchor.end : last if last >= 0 else len(document.text)].split()[:_AROUND]
    words = anchor.exact.split()
    end = min(_END, len(words) // 2)
    whole = not end or (len(anchor.exact) <= _WHOLE and "\n" not in anchor.exact)
    ends = [words] if whole else [words[:end], words[-end:]]
    parts = [*([f"{_escaped(before)}-"] if before else []), *map(_escaped, ends), *([f"-{_escaped(behind)}"] if behind else [])]
    return f"{url}{'' if '#' in url else '#'}:~:text={','.join(parts)}"


def _escaped(words: Sequence[str]) -> str:
    """Words as a part of a text fragment, in which hyphens have a meaning of their own."""
    return percent(" ".join(words), safe="").replace("-", "%2D")
