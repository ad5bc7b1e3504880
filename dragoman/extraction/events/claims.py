"""Claims: from acts and engagements as they are told to who did what with whom, when, where and on what; one claim for one act."""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from spacy.tokens import Doc

from dragoman.extraction.entities.names import places
from dragoman.extraction.events.circumstances import LOCATIVE, Facts, sentence, when, where
from dragoman.extraction.events.engagements import Engagement
from dragoman.extraction.events.sides import after, subject
from dragoman.extraction.events.sizes import count_people
from dragoman.extraction.parties import Parties
from dragoman.extraction.tags import Act, Stretch
from dragoman.extraction.topics import Found, contexts
from dragoman.model import OWN_ZONES, Claim, Document, Mention, Quote, Time

__all__ = ["find"]

#: Types whose acts are done to or for somebody, and how many words behind the trigger that somebody may be named.
_ADDRESSED = frozenset(("SUPPORT", "AID", "ACCUSE", "REQUEST", "REJECT", "THREATEN", "SANCTION", "ASSAULT", "COERCE"))
_BEHIND = 8
_OURS = frozenset(("we", "us", "our", "i", "ours"))
_PRONOUNS = frozenset("he she it they him her them this that which who these those".split())
#: What is promised for somebody's good.
_HELPING = frozenset(
    "support supporting help assist aid defend back provide providing deliver give giving train arm rebuild".split()
)
#: Among how many acts of one type, the last ones told, an act is looked for that it may tell again.
_LATELY = 60
#: How many code points a quote may span; longer speeches hold no acts of others.
_LONGEST = 20_000
_COUNTED = frozenset(("ASSAULT", "COERCE", "PROTEST", "RETREAT"))
_SPEECH_ACTS = frozenset(("AGREE", "SUPPORT", "REQUEST", "ACCUSE", "REJECT", "THREATEN"))
_IN_PERSON = re.compile(r"(?i)\b(?:met|meet\w*|visit\w*|host\w*|welcom\w*|receiv\w*|lunch|dinner|summit)\b")


def find(
    document: Document,
    doc: Doc,
    parties: Parties,
    mentions: Sequence[Mention],
    times: Sequence[Time],
    quotes: Sequence[Quote],
    topics: Sequence[Found],
    engagements: Iterable[Engagement],
    acts: Iterable[Act],
) -> tuple[Claim, ...]:
    """The claims of a document's own zones, in the order of their triggers."""
    facts = Facts(document, doc, parties, mentions, times, quotes, topics)
    told = [_engagement(facts, e) for e in engagements if _own(document, e.act)]
    taken = {i for e in engagements for i in range(*e.act.trigger)}
    taken.update(
        i
        for m in mentions
        if m.kind in ("place", "organization")
        for i in range(m.anchor.start, m.anchor.end)
        if " " in m.anchor.exact
    )
    told += [
        claim
        for act in acts
        if act.type != "CONSULT" and _own(document, act) and not taken.intersection(range(*act.trigger))
        for claim in _act(facts, act)
    ]
    claims = _framed(document, _unite(document, sorted(told, key=lambda c: c.trigger.start)))
    return tuple(_with_topics(facts, claim, claims) for claim in claims)


def _own(document: Document, act: Act) -> bool:
    return document.zone_at(act.trigger[0]) in OWN_ZONES


def _engagement(facts: Facts, engagement: Engagement) -> Claim:
    act = engagement.act
    location = where(facts, act)
    mode, host = act.mode, engagement.host
    everybody = tuple({m.entity: m for m in (*engagement.left, *engagement.right)}.values())
    everybody = tuple(m for m in everybody if not _covered(m, everybody))
    if act.type == "CONSULT" and mode != "phone":
        if location and not host and mode != "multilateral":
            states = set(places().get(location.name, ()))
            host = tuple(m for m in everybody if len(m.countries) == 1 and set(m.countries) & states)
            codes = {c for m in everybody for c in m.countries}
            if host and len(codes) > 1:
                mode = "visit"
            elif states and len(codes) == 2 and not states & codes:
                mode, host = "third-party", ()
        if host and mode != "multilateral":
            mode = "visit"
    hosts = {c for m in host for c in m.countries}
    visitors = tuple(m for m in everybody if not set(m.countries) & hosts)
    recipients = tuple(m for m in everybody if set(m.countries) & hosts) if visitors and mode == "visit" else ()
    return Claim(
        trigger=facts.document.anchor(*act.trigger),
        type=act.type,
        mode=mode,
        modality=act.modality,
        actors=visitors if recipients else everybody,
        recipients=recipients,
        location=location,
        when=when(facts, act),
        according_to=_according_to(facts, act),
    )


def _covered(mention: Mention, others: Iterable[Mention]) -> bool:
    """Whether a state or body is only the frame of a person or a joint party that is listed beside it."""
    rest = [o for o in others if o is not mention]
    if "+" in mention.entity:
        return {*mention.entity.split("+")} <= {o.entity for o in rest} | {o.country for o in rest}
    return mention.kind == "country" and any(o.kind == "person" and o.country == mention.country for o in rest)


def _act(facts: Facts, act: Act) -> list[Claim]:
    actors = _parties(facts, act.actors) or _speaking(facts, act)
    acting = {code for m in actors for code in m.countries}
    recipients = tuple(m for m in _parties(facts, act.recipients) if not m.countries or not acting.issuperset(m.countries))
    if not recipients and act.type in _ADDRESSED:
        recipients = _named_behind(facts, act, acting)
    if not recipients and act.type == "AGREE" and acting:
        recipients = _partner(facts, act, acting)
    start, end = sentence(facts, act.trigger[0])
    size = count_people(facts.document.text[start:end]) if act.type in _COUNTED else {}
    if not any(m.country for m in (*actors, *recipients)) and not size:
        return []
    return [
        Claim(
            trigger=facts.document.anchor(*act.trigger),
            type=act.type,
            mode=act.mode,
            modality=act.modality,
            actors=actors,
            recipients=recipients,
            location=where(facts, act),
            when=when(facts, act),
            according_to=_according_to(facts, act),
            size=size,
        )
    ]


def _speaking(facts: Facts, act: Act) -> tuple[Mention, ...]:
    """Who must be meant where an act's words name nobody: behind "we" the speaker, else the subject of a speech act's clause."""
    words = {facts.document.text[start:end].lower() for start, end in act.actors}
    if words & _OURS:
        holder = _holder(facts, act)
        return holder.speakers if holder else ()
    span = facts.doc.char_span(*act.trigger, alignment_mode="expand")
    if act.type not in _SPEECH_ACTS or words & _PRONOUNS or span is None:
        return ()
    verb = next((word for word in (span.root, *span.root.ancestors) if word.pos_ in ("VERB", "AUX")), span.root)
    return subject(facts.doc, facts.parties, verb)


def _partner(facts: Facts, act: Act, acting: set[str]) -> tuple[Mention, ...]:
    """With or for whom something is agreed: "committed to developing cooperation with India", "to supporting Ukraine's defence"."""
    span = facts.doc.char_span(*act.trigger, alignment_mode="expand")
    if span is None:
        return ()
    found = after(facts.doc, facts.parties, span.end - 1, ("with",), places=True)
    found = found or _named_behind(facts, act, acting, behind=_HELPING)
    return tuple(m for m in found if m.countries and not acting & set(m.countries))


def _named_behind(facts: Facts, act: Act, acting: set[str], behind: frozenset[str] = frozenset()) -> tuple[Mention, ...]:
    """The first other party that the act's clause names behind its trigger: "forgiven Vanuatu a debt", "support for Ukraine".

    With `behind`, only one that stands behind one of these words.
    """
    span = facts.doc.char_span(*act.trigger, alignment_mode="expand")
    if span is None:
        return ()
    armed = not behind
    for token in facts.doc[span.start : min(span.end + (_BEHIND if not behind else 2 * _BEHIND), span.sent.end)]:
        if token.tag_ in ("VBD", "VBZ", "VBP") and token.i >= span.end:
            break
        armed = armed or token.lemma_.lower() in behind
        unit = facts.parties.at(token.i)
        if (
            armed
            and unit
            and unit[2].countries
            and not acting & set(unit[2].countries)
            and facts.doc[unit[0] - 1].lower_ not in LOCATIVE
        ):
            return (unit[2],)
    return ()


def _parties(facts: Facts, stretches: Iterable[Stretch]) -> tuple[Mention, ...]:
    found = {m.entity: m for stretch in stretches for m in facts.parties.within(stretch)}
    return tuple(m for m in found.values() if not _covered(m, found.values()))


def _according_to(facts: Facts, act: Act) -> str | None:
    holder = _holder(facts, act)
    return holder.id if holder else None


def _holder(facts: Facts, act: Act) -> Quote | None:
    """The innermost quote in whose content the act stands."""
    start, end = act.trigger
    begun = facts.quotes[bisect_left(facts.quotes, start - _LONGEST, key=_start) : bisect_right(facts.quotes, start, key=_start)]
    holders = [q for q in begun if any(a.start <= start and end <= a.end for a in q.content)]
    return min(holders, key=lambda q: sum(a.end - a.start for a in q.content), default=None)


def _start(quote: Quote) -> int:
    return quote.content[0].start


def _unite(document: Document, told: Sequence[Claim]) -> list[Claim]:
    """One claim for one act, told however often: the fullest telling, with the others in `also`."""
    claims: dict[str, list[Claim]] = defaultdict(list)  # by type
    ids: set[str] = set()
    for claim in told:
        if claim.id in ids:
            continue
        ids.add(claim.id)
        alike = claims[claim.type][-_LATELY:]
        at = next((i for i, other in enumerate(alike) if _one_act(document, other, claim)), None)
        if at is None:
            claims[claim.type].append(claim)
        else:
            place = at - len(alike)
            claims[claim.type][place] = _merged(document, claims[claim.type][place], claim)
    return sorted((c for same in claims.values() for c in same), key=lambda c: c.trigger.start)


def _one_act(document: Document, a: Claim, b: Claim) -> bool:
    if a.type != b.type or a.modality != b.modality or not a.when.meets(b.when):
        return False
    if a.type != "CONSULT":
        if a.size and a.size == b.size and "\n" not in document.text[a.trigger.start : b.trigger.start]:
            return not (a.parties and b.parties) or a.parties == b.parties  # "an attack that killed 26"
        same_words = a.trigger.exact.lower().split()[0][:5] == b.trigger.exact.lower().split()[0][:5]
        return (
            a.mode == b.mode
            and a.parties == b.parties
            and same_words
            and (_outside_body(document, a) or _outside_body(document, b))
        )
    if "phone" in (a.mode, b.mode) and a.mode != b.mode and a.mode and b.mode:
        return False
    persons_a, persons_b = _persons(a), _persons(b)
    if persons_a and persons_b and not persons_a & persons_b:
        return False
    return set(a.parties) <= set(b.parties) or set(b.parties) <= set(a.parties)


def _outside_body(document: Document, claim: Claim) -> bool:
    return document.zone_at(claim.trigger.start) != "body"


def _persons(claim: Claim) -> set[str]:
    return {e for m in (*claim.actors, *claim.recipients) for e in m.entity.split("+") if e.startswith("person:")}


def _merged(document: Document, a: Claim, b: Claim) -> Claim:
    best, other = sorted(
        (a, b), key=lambda c: (_outside_body(document, c), c.when.edtf is None, -len(_persons(c)), c.trigger.start)
    )
    return replace(
        best,
        mode=best.mode or (None if other.mode == "phone" and _IN_PERSON.search(best.trigger.exact) else other.mode),
        when=best.when if best.when.edtf or not other.when.edtf else other.when,
        location=best.location or other.location,
        size={**other.size, **best.size},
        actors=best.actors or other.actors,
        recipients=best.recipients or (other.recipients if best.actors == other.actors else ()),
        also=tuple(sorted({*best.also, *other.also, other.trigger}, key=lambda anchor: anchor.start)),
    )


def _framed(document: Document, claims: Sequence[Claim]) -> list[Claim]:
    """What the parties to an engagement say in its account was said there: on its day, to the other side, unless told otherwise."""
    out = []
    for claim in claims:
        frame = (
            _frame(document, claim, claims)
            if claim.type in _SPEECH_ACTS and claim.modality == "asserted" and not claim.when.anchor
            else None
        )
        if frame is not None:
            own = {code for m in claim.actors for code in m.countries}
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
    """The engagement in whose account a claim stands: the only one of its document, else the last one told in its paragraph.

    The claim's actors took part in it.
    """
    own = {code for m in claim.actors for code in m.countries}
    engagements = [c for c in claims if c.type == "CONSULT" and c.modality == "asserted" and len(c.parties) > 1]
    paragraph = document.text.rfind("\n", 0, claim.trigger.start) if len(engagements) > 1 and document.kind == "report" else 0
    told = [
        (a.start, c)
        for c in engagements
        for a in (c.trigger, *c.also)
        if paragraph <= a.start <= claim.trigger.end and own and own <= set(c.parties)
    ]
    dated = [t for t in told if t[1].when.edtf]
    return max(dated or told, key=lambda t: t[0], default=(0, None))[1]


def _with_topics(facts: Facts, claim: Claim, claims: Sequence[Claim]) -> Claim:
    """An act is about what its sentence names; an engagement about all that is told until the next engagement begins."""
    start, end = sentence(facts, claim.trigger.start)
    if claim.type == "CONSULT":
        end = _passage(facts, claim, claims)
    topics = tuple(
        dict.fromkeys(t.topic for t in facts.topics if start <= t.start < end and facts.document.zone_at(t.start) in OWN_ZONES)
    )
    return replace(claim, topics=topics, contexts=contexts(topics))


def _passage(facts: Facts, claim: Claim, claims: Sequence[Claim]) -> int:
    others = [
        c.trigger.start
        for c in claims
        if c.type == "CONSULT" and c is not claim and c.trigger.start > claim.trigger.end and c.parties != claim.parties
    ]
    rivals = [c.trigger.start for c in claims if c.type == "CONSULT" and c is not claim and c.trigger.start > claim.trigger.end]
    following = min((*others, *rivals), default=len(facts.document.text))
    return max(
        sentence(facts, following - 1)[0] if following < len(facts.document.text) else following,
        sentence(facts, claim.trigger.start)[1],
    )
