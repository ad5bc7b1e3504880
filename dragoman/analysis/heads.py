"""Events in a line each: what lists show, and what it takes to say which event is part of which."""

import re

from dragoman.model import Event
from dragoman.results import Head, Person

__all__ = ["head"]

_STAY = re.compile(r"(?i)\b(?:visit|trip|tour|stay|travel|journey|arriv|summit|assembly|conference|forum|session|gathering)\w*")
_MARGINS = re.compile(r"(?i)\b(?:sidelines?|margins?|fringes?)\b")
#: Code points on each side of the words that tell an event in which "on the margins of" is looked for.
_AROUND = 200


def head(event: Event) -> Head:
    """The head of an event, with what it is part of where the event has that."""
    best, documents = event.tellings[0], {t.document.id: t.document for t in event.tellings}
    return Head(
        id=event.id,
        type=event.type,
        mode=event.mode,
        modality=event.modality,
        parties=event.parties,
        acting=event.acting,
        towards=event.towards,
        persons=tuple(Person(m.entity, m.name, m.country, m.office) for m in event.persons),
        when=event.when,
        location=event.location,
        topics=event.topics,
        trigger=best.claim.trigger,
        sentence=best.document.sentence_at(best.claim.trigger.start),
        language=best.document.language,
        publishers=tuple(sorted({d.publisher for d in documents.values() if d.publisher})),
        kinds=tuple(sorted({d.kind for d in documents.values()})),
        documents=len(documents),
        independent=event.independent,
        differ=tuple(d.field for d in event.disagreements),
        stays=any(_STAY.search(t.claim.trigger.exact) for t in event.tellings),
        aside=any(
            _MARGINS.search(t.document.text[max(0, t.claim.trigger.start - _AROUND) : t.claim.trigger.end + _AROUND])
            for t in event.tellings
        ),
        part_of=event.part_of,
    )
