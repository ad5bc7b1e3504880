"""What an officer needs before a call: of all that a record holds between some parties, the few things that matter most."""

from collections.abc import Iterable, Sequence
from datetime import date

from dragoman.model import Event, Mention
from dragoman.results import Brief, Commitment, Counterpart, Discrepancy, Issue, Source

__all__ = ["brief"]

#: How many of each fit on two pages.
_ENGAGEMENTS, _COUNTERPARTS, _ISSUES, _COMMITMENTS, _DISPUTES, _SILENT = 5, 3, 6, 5, 4, 4
#: A side is silent on what it has let pass at so many engagements.
_PASSED = 2


def brief(
    parties: Sequence[str],
    events: Sequence[Event],
    issues: Sequence[Issue],
    commitments: Sequence[Commitment],
    discrepancies: Iterable[Discrepancy],
    purpose: str | None = None,
) -> Brief:
    """Choose from the events of some parties by date, their issues, commitments and discrepancies; what is latest goes first.

    Issues go by how often they came up, those that never returned last; what is outstanding by what later words don't speak to yet, then by the
    day; an issue on which a side has been silent must have returned, or have been spoken of by both.
    """
    wanted = frozenset(parties)
    held = [e for e in events if e.type == "CONSULT" and e.modality in ("asserted", "planned") and wanted <= set(e.parties)]
    latest = sorted(held, key=lambda e: (e.when.start or e.when.end or date.min, e.independent), reverse=True)
    documents = {t.document.id: t.document for e in events for t in e.tellings}
    disputes = sorted(discrepancies, key=lambda d: d.event.when.start or date.min, reverse=True)
    silent = [(issue, party) for issue in issues for party in issue.parties if _is_silent(issue, party)]
    return Brief(
        parties=tuple(parties),
        purpose=purpose,
        documents=len(documents),
        until=max((d.published for d in documents.values() if d.published), default=None),
        engagements=tuple(latest[:_ENGAGEMENTS]),
        counterparts=tuple(c for party in parties for c in _counterparts(latest, party)),
        issues=tuple(issues[:_ISSUES]),
        commitments=tuple(sorted(commitments, key=lambda c: (bool(c.evidence),))[:_COMMITMENTS]),
        disputes=tuple(disputes[:_DISPUTES]),
        silent=tuple(silent[:_SILENT]),
    )


def _is_silent(issue: Issue, party: str) -> bool:
    passed = issue.silent[party]
    return passed >= _PASSED if passed is not None else issue.occasions > 1


def _counterparts(latest: Iterable[Event], party: str) -> list[Counterpart]:
    """Who engaged for a party, those of its latest engagements first."""
    found: dict[str, Counterpart] = {}
    for event in latest:
        texts = {t.document.id: t.document for t in event.tellings}
        for person in event.persons:
            if person.country == party and person.identifies and _better(person, found.get(person.entity)):
                document = texts[person.anchor.document]
                source = Source(document, document.sentence_at(person.anchor.start))
                found[person.entity] = Counterpart(person.name, person.office, party, source)
    return list(found.values())[:_COUNTERPARTS]


def _better(person: Mention, known: Counterpart | None) -> bool:
    return known is None or (known.office is None and person.office is not None)
