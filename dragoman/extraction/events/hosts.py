"""Who visits whom: from an engagement as told to its claim, with its host, mode and place."""

from dragoman.extraction.entities.names import places
from dragoman.extraction.events import visits
from dragoman.extraction.events.circumstances import Facts, when, where
from dragoman.extraction.events.engagements import Engagement
from dragoman.extraction.events.sides import is_covered
from dragoman.model import Claim, Mention

__all__ = ["engaged"]


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
    mode = act.mode
    if act.mode not in ("phone", "multilateral"):
        states = set(places().get(location.name, ())) if location else set()
        codes = {code for m in everybody for code in m.countries}
        if not host and len(codes) > 1:
            host = tuple(m for m in everybody if len(m.countries) == 1 and set(m.countries) & states)
        if host:
            mode = "visit"
        elif len(codes) == 2 and states and not states & codes:
            mode = "third-party"
    received = {m for m in everybody if _is_among(m, host)}
    visitors = tuple(m for m in everybody if m not in received)
    recipients = tuple(m for m in everybody if m in received) if visitors and mode == "visit" else ()
    return Claim(
        trigger=facts.document.anchor(*act.trigger),
        type=act.type,
        mode=mode if act.type == "CONSULT" else act.mode,
        modality=act.modality,
        actors=visitors if recipients else everybody,
        recipients=recipients,
        location=location,
        when=visits.lasting(facts, act, when(facts, act)) if act.mode == "visit" or host else when(facts, act),
        according_to=according_to,
    )


def _is_among(mention: Mention, hosts: tuple[Mention, ...]) -> bool:
    return any(mention.entity == host.entity or set(mention.countries) & set(host.countries) for host in hosts)
