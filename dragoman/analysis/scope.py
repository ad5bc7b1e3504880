"""What of a document is told of one engagement: all of its readout, the report of it without its background, a sentence of what only recalls it."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from dragoman.analysis.accounts import Passage
from dragoman.model import Claim, Clause, Extraction

__all__ = ["told"]

#: In how many of the first paragraphs a report tells its own story.
_OPENING = 3


def told(
    extraction: Extraction,
    passages: Sequence[Passage],
    parties: tuple[str, ...],
    claims: Collection[str],
    clauses: Sequence[Clause],
) -> Iterator[Passage]:
    """The passages of a document that tell an engagement between some parties; `claims` are the ids of the claims that tell it, if known.

    Of a readout whose first engagement it is, all; of a report that opens with it, all but the background; of others, the sentences that recall
    it. Without ids, a readout is taken at its word.
    """
    engagements = [c for c in extraction.claims if c.type == "CONSULT"]
    own = [c for c in extraction.claims if c.id in claims] or [c for c in engagements if c.parties == parties][:1]
    readout = bool(extraction.document.issuer)
    if not own or (readout and not claims):
        yield from passages
        return
    first = min(engagements, key=lambda c: c.trigger.start, default=own[0])
    places = {anchor.start for claim in own for anchor in (claim.trigger, *claim.also)}
    body = [p.end for p in passages if extraction.document.zone_at(p.start) == "body"]
    begun = body[:_OPENING][-1] if body else len(extraction.document.text)
    if first in own and (readout or min(places) < begun):
        yield from (p for p in passages if readout or _holds(p, own) or not _is_background(p, extraction, own, engagements))
        return
    for passage in passages:
        for start, end in _sentences(clauses, passage):
            if any(start <= place < end for place in places):
                yield replace(passage, start=start, end=end)


def _holds(passage: Passage, claims: Sequence[Claim]) -> bool:
    return any(passage.start <= a.start < passage.end for claim in claims for a in (claim.trigger, *claim.also))


def _is_background(passage: Passage, extraction: Extraction, own: Sequence[Claim], engagements: Sequence[Claim]) -> bool:
    """Whether a passage of a report tells another engagement, or what others did, or what happened at another time."""
    if _holds(passage, engagements):
        return True
    sides, when = {code for claim in own for code in claim.parties}, own[0].when
    acts = [c for c in extraction.claims if _holds(passage, [c])]
    if acts:
        return not any(c.parties and sides.issuperset(c.parties) and c.when.meets(when) for c in acts)
    said = any(passage.start <= a.start < passage.end for q in extraction.quotes for a in q.content)
    times = [t.when for t in extraction.times if passage.start <= t.anchor.start < passage.end]
    return not said and any(not time.meets(when) for time in times)


def _sentences(clauses: Sequence[Clause], passage: Passage) -> Iterator[tuple[int, int]]:
    """The sentences of a passage by their places."""
    starts = [c.start for c in clauses if c.opens and passage.start <= c.start < passage.end] or [passage.start]
    yield from zip([passage.start, *starts[1:]], [*starts[1:], passage.end], strict=True)
