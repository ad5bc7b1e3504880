"""What is said in the account of an engagement was said there: the day and the other side that an act has from it."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from dragoman.model import Claim, Document

__all__ = ["PAUSE", "SPEECH_ACTS", "framed"]

#: Where a clause ends for sure.
PAUSE = re.compile(r"[;:.!?]\s|\n")
#: Types of acts that are done by words.
SPEECH_ACTS = frozenset(("AGREE", "SUPPORT", "REQUEST", "ACCUSE", "REJECT", "THREATEN"))
#: What is signed is a deed: it has a day of its own, unless the engagement stands in its sentence.
_SIGNED = re.compile(r"(?i)(?:co-)?(?:sign|initial|ratif)")


def framed(document: Document, claims: Sequence[Claim]) -> list[Claim]:
    """What the parties to an engagement say in its account was said there: on its day, to the other side, unless told otherwise."""
    out = []
    for claim in claims:
        frame = (
            _frame(document, claim, claims)
            if claim.type in SPEECH_ACTS and claim.modality == "asserted" and not claim.when.anchor
            else None
        )
        if (
            frame is not None
            and _SIGNED.match(claim.trigger.exact)
            and PAUSE.search(document.text, frame.trigger.end, claim.trigger.start)
        ):
            frame = None
        if frame is not None:
            own = claim.acting
            others = tuple(m for m in (*frame.actors, *frame.recipients) if m.countries and not own & set(m.countries))
            alone = (
                len(own) == 1
                and not any(m.countries for m in claim.recipients)
                and len({c for m in others for c in m.countries}) == 1
            )
            claim = replace(
                claim,
                recipients=others if alone and claim.type in ("AGREE", "SUPPORT", "REQUEST") else claim.recipients,
                when=replace(frame.when, basis="inferred") if frame.when.edtf else claim.when,
            )
        out.append(claim)
    return out


def _frame(document: Document, claim: Claim, claims: Sequence[Claim]) -> Claim | None:
    """The engagement in whose account a claim stands: the only one of its document, else the last one told in its paragraph; in a side's own
    paper the latest, since earlier ones are only recalled there. The claim's actors took part in it.
    """
    own = claim.acting
    engagements = [c for c in claims if c.type == "CONSULT" and c.modality == "asserted" and len(c.parties) > 1]
    paragraph = document.text.rfind("\n", 0, claim.trigger.start) if len(engagements) > 1 and document.kind == "report" else 0
    told = [
        (a.start, c)
        for c in engagements
        for a in (c.trigger, *c.also)
        if paragraph <= a.start <= claim.trigger.end and own and own <= set(c.parties)
    ]
    dated = [t for t in told if t[1].when.edtf]
    if document.kind == "readout" and dated:
        return max(dated, key=lambda t: (t[1].when.start or date.min, t[0]))[1]
    return max(dated or told, key=lambda t: t[0], default=(0, None))[1]
