"""How a side tells an engagement: its room, what it leads with, whom it names in which office, when and where it puts it, what was promised."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence

from dragoman.analysis.accounts import Passage
from dragoman.analysis.points import INITIATIVE, Point
from dragoman.model import Anchor, Claim, Extraction, Mention
from dragoman.results import Account, Cell, Remark

__all__ = ["Pages", "account"]

#: Documents with the passages that tell the engagement.
Pages = Sequence[tuple[Extraction, Sequence[Passage]]]

_WORD = re.compile(r"\w+")


def account(side: str, pages: Pages, listed: Iterable[Point], parties: tuple[str, ...], claims: Collection[str]) -> Account:
    """The account of a side by all of its passages; `listed` are the points of all sides, `claims` the ids of those that tell the engagement."""
    own = [(extraction, p) for extraction, passages in pages for p in passages if side in p.sides]
    matters = [p for p in listed if p.side == side and INITIATIVE not in p.topics]
    issued = {e.document.address for e, _ in own if e.document.issuer == side}
    first = min(matters, key=lambda p: (p.address not in issued, p.address, p.anchor.start), default=None)
    told = [(e, p, c) for e, p in own for c in _engagements(e, parties, claims)]
    return Account(
        side=side,
        room=sum(len(_WORD.findall(p.document.text[p.start : p.end])) for _, p in own),
        leads=Cell(first.address, first.anchor) if first else None,
        named=_named(own),
        when=_once((e, a, c.when.edtf) for e, p, c in told if (a := c.when.anchor) and _within(a, p)),
        where=_once((e, c.location.anchor, c.location.name) for e, p, c in told if c.location and _within(c.location.anchor, p)),
        promised=_once(
            (e, a, q.addressee) for e, p in own for q in e.quotes if q.act == "promise" for a in q.content[:1] if _within(a, p)
        ),
    )


def _engagements(extraction: Extraction, parties: tuple[str, ...], claims: Collection[str]) -> list[Claim]:
    return [c for c in extraction.claims if c.id in claims or (not claims and c.type == "CONSULT" and c.parties == parties)]


def _within(anchor: Anchor, passage: Passage) -> bool:
    return passage.start <= anchor.start < passage.end


def _named(own: Sequence[tuple[Extraction, Passage]]) -> tuple[Remark, ...]:
    """Each person once, by the mention that has the name and the fullest office."""
    found: dict[str, list[tuple[Mention, str]]] = defaultdict(list)
    for extraction, passage in own:
        for mention in extraction.mentions:
            if mention.kind == "person" and "+" not in mention.entity and _within(mention.anchor, passage):
                found[mention.entity].append((mention, extraction.document.address))
    fullest = (max(several, key=lambda one: _fullness(one[0])) for several in found.values())
    return tuple(Remark(Cell(address, m.anchor), ", ".join(filter(None, (m.name, m.office)))) for m, address in fullest)


def _fullness(mention: Mention) -> tuple[bool, int, int]:
    return mention.name.split()[-1] in mention.anchor.exact, len(mention.office or ""), len(mention.anchor.exact)


def _once(found: Iterable[tuple[Extraction, Anchor, str | None]]) -> tuple[Remark, ...]:
    remarks = (Remark(Cell(extraction.document.address, anchor), meaning) for extraction, anchor, meaning in found)
    return tuple(dict.fromkeys(sorted(remarks, key=lambda r: (r.cell.address, r.cell.anchor.start, r.meaning or ""))))
