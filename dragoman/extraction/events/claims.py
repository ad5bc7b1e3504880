"""Claims: from acts and engagements as they are told to who did what with whom, when, where and on what; one claim for one act."""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from spacy.tokens import Doc

from dragoman.extraction.entities.names import places
from dragoman.extraction.events.circumstances import Facts, sentence, touching, when, where
from dragoman.extraction.events.engagements import Engagement, is_by_phone, is_of_many
from dragoman.extraction.events.framing import PAUSE, SPEECH_ACTS, framed
from dragoman.extraction.events.hosts import engaged
from dragoman.extraction.events.sides import after, is_covered, subject, union
from dragoman.extraction.events.sizes import PEOPLE, counted
from dragoman.extraction.parties import Parties
from dragoman.extraction.tags import Act, Stretch, meet
from dragoman.extraction.topics import Found, contexts
from dragoman.model import OWN_ZONES, Claim, Count, Document, Mention, Quote, Time

__all__ = ["find"]

_OURS = frozenset(("we", "us", "our", "i", "ours"))
_PRONOUNS = frozenset("he she it they him her them this that which who these those".split())
#: How certain a deed must be to make a claim; an act of words, which nouns of the background look like; one that is only asked for or feared.
#: Chosen on the labelled gold.
_SURE, _SURE_OF_WORDS, _SURER = 0.5, 0.7, 0.95
#: Deeds that need nobody known who does them or suffers them, only a place, and how certain these must be.
_DEEDS, _SURE_OF_DEEDS = frozenset(("ASSAULT", "COERCE", "PROTEST")), 0.95
#: The same for support of nobody known ("welcomed progress").
_SURE_OF_SUPPORT = 0.9
_WORDS = frozenset(("AGREE", "CONSULT", "SUPPORT", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN"))
#: Whom a state calls home from another: a sanction on that one, named or not.
_ENVOY = re.compile(r"(?i)\b(?:ambassadors?|envoys?|diplomats?|high commissioner|charg[eé])\b")
#: Among how many acts of one type, the last ones told, an act is looked for that it may tell again.
_LATELY = 60
#: How many code points a quote may span; longer speeches hold no acts of others.
_LONGEST = 20_000
#: What stands between parties that are listed.
_LIST = re.compile(r"(?:\s|,|;|/|&|\b(?:and|or|both|the|as well as|of|for|to|with|on)\b|['’]s?)*")
#: How many code points may stand between two words that tell one act, and what may not.
_BREATH = 60
_IN_PERSON = re.compile(r"(?i)\b(?:met|visit\w*|host\w*|welcom\w*|receiv\w*|lunch|dinner|summit)\b")


def find(
    document: Document,
    doc: Doc,
    parties: Parties,
    mentions: Sequence[Mention],
    times: Sequence[Time],
    quotes: Sequence[Quote],
    topics: Sequence[Found],
    engagements: Sequence[Engagement],
    acts: Iterable[Act],
) -> tuple[Claim, ...]:
    """The claims of a document's own zones, in the order of their triggers."""
    facts = Facts(document, doc, parties, mentions, times, quotes, topics)
    acts = tuple(acts)
    told = [
        claim
        for e in engagements
        if _own(document, e.act) and (claim := engaged(facts, _tagged(e, acts), _according_to(facts, e.act)))
    ]
    held = tuple(told)
    names = {
        i
        for m in mentions
        if m.kind in ("place", "organization") and " " in m.anchor.exact
        for i in range(m.anchor.start, m.anchor.end)
    }
    told += [
        claim
        for act in acts
        if _is_sure(act) and _own(document, act) and not names.intersection(range(*act.trigger))
        for claim in _act(facts, act)
        if not _is_told(document, claim, held)
    ]
    united = _unite(document, sorted(told, key=lambda c: c.trigger.start))
    claims = framed(document, [claim for claim in united if _is_whole(claim)])
    return tuple(_with_topics(facts, claim, claims) for claim in claims)


def _tagged(engagement: Engagement, acts: Iterable[Act]) -> Engagement:
    """An engagement with the words that the tagger read to say when it was."""
    act = next((a for a in acts if a.type == engagement.act.type and meet(a.trigger, engagement.act.trigger)), engagement.act)
    return replace(engagement, act=replace(engagement.act, when=act.when))


def _is_told(document: Document, claim: Claim, held: Iterable[Claim]) -> bool:
    """Whether an act's words belong to an engagement that was read with all its sides: the same words, or others of its clause, type and parties."""
    trigger = claim.trigger.start, claim.trigger.end
    return any(
        meet(trigger, other)
        or (
            claim.type == engagement.type
            and _in_one_breath(document, *sorted((trigger, other)))
            and {code for p in claim.parties for code in p.split("+")}
            <= {code for p in engagement.parties for code in p.split("+")}
        )
        for engagement in held
        for other in ((engagement.trigger.start, engagement.trigger.end),)
    )


def _is_whole(claim: Claim) -> bool:
    """Whether a claim says enough: which state or body acts, or how many people suffered; people who protest act for none.

    It is enough that officials act whose state isn't told, towards a state.

    Engagements were read with their sides.
    """
    return (
        claim.type in ("CONSULT", "PROTEST")
        or any(m.country for m in claim.actors)
        or (any(m.country for m in claim.recipients) and any(m.office for m in claim.actors))
        or any(count.kind in PEOPLE for count in claim.counts)
        or (claim.type in _DEEDS and not claim.parties)
    )


def _is_deed_at(facts: Facts, act: Act, location: Mention | None) -> bool:
    """Whether an act is surely a deed of violence, arrest or protest at a known place, whoever did it to whom; not where a pronoun did it."""
    if any(facts.document.text[start:end].lower() in _PRONOUNS for start, end in act.actors):
        return False
    known = location is not None and (location.kind == "country" or len(places().get(location.name, ())) == 1)
    return known and act.type in _DEEDS and act.certainty >= _SURE_OF_DEEDS


def _needs_none(facts: Facts, act: Act) -> bool:
    """Whether an act may stand that is done to nobody known: support only where its words are sure, a sanction only on whom they name
    at all; whose ambassador is recalled needs no words.
    """
    if act.type == "SANCTION":
        return bool(act.recipients) or bool(_ENVOY.search(facts.document.text, *act.trigger))
    return act.type != "SUPPORT" or act.certainty >= _SURE_OF_SUPPORT


def _is_sure(act: Act) -> bool:
    if act.modality in ("proposed", "hypothetical"):
        return act.certainty >= _SURER
    return act.certainty >= (_SURE_OF_WORDS if act.type in _WORDS else _SURE)


def _own(document: Document, act: Act) -> bool:
    return document.zone_at(act.trigger[0]) in OWN_ZONES


def _act(facts: Facts, act: Act) -> list[Claim]:
    if act.type == "CONSULT":
        engagement = _consulted(facts, act)
        claim = engaged(facts, engagement, _according_to(facts, act)) if engagement else None
        return [claim] if claim else []
    actors = _doing(facts, act, _parties(facts, _near(facts, act, act.actors))) or _speaking(facts, act)
    acting = {code for m in actors for code in m.countries}
    recipients = tuple(
        m for m in _parties(facts, _listed(facts, act.recipients)) if not m.countries or not acting.issuperset(m.countries)
    )
    if not recipients and not _needs_none(facts, act):
        return []
    numbers, location = _counted(facts, act), where(facts, act)
    if act.type == "ASSAULT" and not recipients and location and location.kind == "country" and location.country not in acting:
        recipients = (location,)  # an attack in another state is one on it
    states = {code for m in (*actors, *recipients) for code in m.countries}
    if not states and not numbers and not _is_deed_at(facts, act, location):
        return []
    return [
        Claim(
            trigger=facts.document.anchor(*act.trigger),
            type=act.type,
            mode=act.mode,
            modality=act.modality,
            actors=actors,
            recipients=recipients,
            location=location,
            when=when(facts, act),
            according_to=_according_to(facts, act),
            counts=numbers,
        )
    ]


def _consulted(facts: Facts, act: Act) -> Engagement | None:
    """The engagement that an act tells, with its sides by its own words, else by the sentence around them; None where only one side is known."""
    left, right = _parties(facts, act.actors), _parties(facts, act.recipients)
    span = facts.doc.char_span(*act.trigger, alignment_mode="expand")
    if span is not None and span.root.pos_ in ("VERB", "AUX") and len(_states(left, right)) < 2:
        left = union(left, subject(facts.doc, facts.parties, span.root))
        right = union(right, after(facts.doc, facts.parties, span.end - 1, ("with", "to", "between", "by", "object")))
    states = _states(left, right)
    unknown = any(m.kind == "person" and m.office and not m.country for m in (*left, *right))
    if span is not None and act.mode != "visit" and is_by_phone(facts.doc, (span.start, span.end - 1)):
        act = replace(act, mode="phone")
    of_many = act.mode != "phone" and not right and is_of_many(left)
    if len(states) < 2 and not (states and (unknown or of_many)):
        return None
    return Engagement(act, left, right, right if act.mode == "visit" and left else ())


def _states(*sides: Iterable[Mention]) -> set[str]:
    return {code for side in sides for m in side for code in m.countries}


def _counted(facts: Facts, act: Act) -> tuple[Count, ...]:
    here = sentence(facts, act.trigger[0])
    times = [(t.anchor.start, t.anchor.end) for t in touching(facts.times, here)]
    return tuple(counted(facts.document, act.type, act.trigger, here, times))


def _speaking(facts: Facts, act: Act) -> tuple[Mention, ...]:
    """Who must be meant where an act's words name nobody: behind "we" the speaker, else the subject of a speech act's clause."""
    words = {facts.document.text[start:end].lower() for start, end in act.actors}
    if words & _OURS:
        holder = _holder(facts, act)
        return holder.speakers if holder else ()
    span = facts.doc.char_span(*act.trigger, alignment_mode="expand")
    if act.type not in SPEECH_ACTS or words & _PRONOUNS or span is None:
        return ()
    verb = next((word for word in (span.root, *span.root.ancestors) if word.pos_ in ("VERB", "AUX")), span.root)
    return subject(facts.doc, facts.parties, verb)


def _doing(facts: Facts, act: Act, actors: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Of some actors the one whom "who" or "which" means, where it is the subject of the act: "called her counterpart, Dang Quoc Thai, who proposed"."""
    span = facts.doc.char_span(*act.trigger, alignment_mode="expand")
    if (
        span is None
        or span.root.dep_ != "relcl"
        or not any(w.dep_ == "nsubj" and w.tag_ in ("WP", "WDT") for w in span.root.lefts)
    ):
        return actors
    meant = facts.parties.head(span.root.head)
    return tuple(m for m in actors if meant and m.entity == meant.entity) or actors


def _parties(facts: Facts, stretches: Iterable[Stretch]) -> tuple[Mention, ...]:
    found = {m.entity: m for stretch in stretches for m in facts.parties.within(stretch) or _rulers(facts, stretch)}
    return tuple(m for m in found.values() if not is_covered(m, found.values()))


def _listed(facts: Facts, stretches: Sequence[Stretch]) -> Sequence[Stretch]:
    """The first of some parties, with those that are listed with it: in "commended Germany's help for Ukraine" one is commended."""
    kept = list(stretches[:1])
    for stretch in stretches[1:]:
        if _LIST.fullmatch(facts.document.text, kept[-1][1], stretch[0]):
            kept.append(stretch)
    return kept


def _near(facts: Facts, act: Act, stretches: Sequence[Stretch]) -> Sequence[Stretch]:
    """Those of some parties that stand in the act's own sentence; all where none does."""
    start, end = sentence(facts, act.trigger[0])
    return [stretch for stretch in stretches if start <= stretch[0] < end] or stretches


def _rulers(facts: Facts, stretch: Stretch) -> tuple[Mention, ...]:
    """The state whose town stands for it in a role ("visited Suva"), by where the text names that state: before, else behind."""
    towns = [m for m in touching(facts.mentions, stretch) if m.kind == "place"]
    states = {state for town in towns for state in places().get(town.name, ())}
    if len(states) != 1:
        return ()
    named = [m for m in facts.mentions if m.kind == "country" and states == {m.entity}]
    return tuple(sorted(named, key=lambda m: (m.anchor.start > stretch[0], abs(m.anchor.start - stretch[0])))[:1])


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
    if a.type == b.type != "CONSULT" and _one_breath(document, a, b):
        return True
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
    if "phone" in (a.mode, b.mode) and a.mode != b.mode and ((a.mode and b.mode) or _in_person(a) or _in_person(b)):
        return False
    persons_a, persons_b = _persons(a), _persons(b)
    if persons_a and persons_b and not persons_a & persons_b:
        return False
    return set(a.parties) <= set(b.parties) or set(b.parties) <= set(a.parties)


def _one_breath(document: Document, a: Claim, b: Claim) -> bool:
    """Whether two words of one clause tell one act: "announced a package", "agreed to continue consultations"."""
    one, other = frozenset(a.parties), frozenset(b.parties)
    if a.type in _WORDS and a.acting and b.acting and a.acting.isdisjoint(b.acting):
        return False  # "Dar praised Trump, and Rubio recognised Pakistan's losses"
    triggers = (a.trigger.start, a.trigger.end), (b.trigger.start, b.trigger.end)
    return (one <= other or other <= one) and _in_one_breath(document, *triggers)


def _in_one_breath(document: Document, one: Stretch, other: Stretch) -> bool:
    """Whether two triggers, in the order of the text, stand in one clause, as far as marks tell, and near each other."""
    return other[0] - one[1] <= _BREATH and not PAUSE.search(document.text, one[1], other[0])


def _in_person(claim: Claim) -> bool:
    """Whether an engagement's words put its sides into one room."""
    return claim.mode != "phone" and bool(_IN_PERSON.search(claim.trigger.exact))


def _outside_body(document: Document, claim: Claim) -> bool:
    return document.zone_at(claim.trigger.start) != "body"


def _persons(claim: Claim) -> set[str]:
    return {e for m in (*claim.actors, *claim.recipients) for e in m.entity.split("+") if e.startswith("person:")}


def _merged(document: Document, a: Claim, b: Claim) -> Claim:
    best, other = sorted(
        (a, b), key=lambda c: (_outside_body(document, c), c.when.edtf is None, -len(_persons(c)), c.trigger.start)
    )
    mode = best.mode or other.mode
    return replace(
        best,
        mode=mode,
        when=best.when if best.when.edtf or not other.when.edtf else other.when,
        location=None if mode == "phone" else best.location or other.location,
        counts=(*best.counts, *(c for c in other.counts if c.kind not in {own.kind for own in best.counts})),
        actors=best.actors or other.actors,
        recipients=best.recipients or (other.recipients if best.actors == other.actors else ()),
        also=tuple(sorted({*best.also, *other.also, other.trigger}, key=lambda anchor: anchor.start)),
    )


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
