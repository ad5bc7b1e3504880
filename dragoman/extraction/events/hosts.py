"""Who visits whom: from an engagement as told to its claim, with its host, mode and place."""

import re

from dragoman.extraction.entities.names import places
from dragoman.extraction.events import visits
from dragoman.extraction.events.circumstances import Facts, sentence, when, where
from dragoman.extraction.events.engagements import Engagement, is_of_many
from dragoman.extraction.events.sides import is_covered
from dragoman.extraction.tags import Act
from dragoman.model import Claim, Mention

__all__ = ["engaged"]

_TWO = 2
#: Words for meetings of many, which two also use the margins of.
_GATHERING = re.compile(
    r"(?i)\b(?:summits?|conferences?|forums?|assembl\w+|gatherings?|margins|sidelines|multilateral|trilateral|ministerial|"
    r"(?:three|four|five|six|seven|eight|nine|ten|a dozen|\d+)[ -](?:countries|nations|states|nation|party|way))\b"
)


def engaged(facts: Facts, engagement: Engagement, according_to: str | None) -> Claim | None:
    """The claim of an engagement, visitors as actors and hosts as recipients; None for a visit without a host that isn't told to lead abroad."""
    act, host = engagement.act, engagement.host
    location = where(facts, act)
    if engagement.alone:
        location = visits.abroad(facts, act, {code for m in engagement.left for code in m.countries}, location)
        if location is None:
            return None
        host = visits.of_state(facts, act, location)
    everybody = tuple({m.entity: m for m in (*engagement.left, *engagement.right, *host)}.values())
    everybody = tuple(m for m in everybody if not is_covered(m, everybody))
    codes = {code for m in everybody for code in m.countries}
    mode = None if act.mode == "multilateral" and len(codes) == _TWO and not _of_many(facts, act) else act.mode
    if mode not in ("phone", "multilateral"):
        states = set(places().get(location.name, ())) if location else set()
        if not host and len(codes) > 1:
            host = tuple(m for m in everybody if len(m.countries) == 1 and set(m.countries) & states)
        if host:
            mode = "visit"
        elif act.type == "CONSULT" and is_of_many(everybody) and _is_at_gathering(facts, act):
            mode = "multilateral"
        elif len(codes) == 2 and states and not states & codes:
            mode = "third-party"
    received = {m for m in everybody if _is_among(m, host)}
    visitors = tuple(m for m in everybody if m not in received)
    recipients = tuple(m for m in everybody if m in received) if visitors and mode == "visit" else ()
    type_, mode = _coded(act, mode)
    return Claim(
        trigger=facts.document.anchor(*act.trigger),
        type=type_,
        mode=mode,
        modality=act.modality,
        actors=visitors if recipients else everybody,
        recipients=recipients,
        location=location,
        when=visits.lasting(facts, act, when(facts, act)) if host or act.mode in ("visit", "multilateral") else when(facts, act),
        according_to=according_to,
    )


def _coded(act: Act, mode: str | None) -> tuple[str, str | None]:
    """Type and mode by the codebook, as `modality.status` has them for engagements by rule: one that is called off is a refusal to meet."""
    if act.type == "CONSULT":
        return ("REJECT", "meet") if act.modality == "cancelled" else (act.type, mode)
    return act.type, act.mode


def _of_many(facts: Facts, act: Act) -> bool:
    """Whether an engagement's sentence tells of many at one table: a summit, or a body of many states."""
    return _is_at_gathering(facts, act) or is_of_many(facts.parties.all_within(sentence(facts, act.trigger[0])))


def _is_at_gathering(facts: Facts, act: Act) -> bool:
    return bool(_GATHERING.search(facts.document.text, *sentence(facts, act.trigger[0])))


def _is_among(mention: Mention, hosts: tuple[Mention, ...]) -> bool:
    return any(mention.entity == host.entity or set(mention.countries) & set(host.countries) for host in hosts)
