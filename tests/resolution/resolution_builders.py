"""Small tellings and mentions for the tests of resolution, written as one line each."""

from calendar import monthrange
from datetime import date, timedelta
from typing import Any

from dragoman.model import Claim, Count, Document, Mention, Telling, When


def when(edtf: str | None) -> When:
    """A year, a month, a day or an interval of them, with the days that it means."""
    if edtf is None:
        return When(None, "unknown")
    first, _, last = edtf.partition("/")
    start = date.fromisoformat(first + "-01-01"[len(first) - 4 :])
    year, month, day = (*map(int, (last or first).split("-")), 0, 0)[:3]
    final = date(year, month or 12, day or monthrange(year, month or 12)[1])
    return When(edtf, "explicit", start, final + timedelta(1))


def telling(
    who: str,
    day: str | None = None,
    *,
    by: str = "A",
    act: str = "CONSULT phone",
    words: str = "spoke",
    about: str = "",
    published: str | None = None,
    **more: Any,
) -> Telling:
    """A document of its own that tells one act: `who` is "PAK Ishaq Dar; USA Marco Rubio > IND", actors first, states alone or with a person."""
    text = f"{who} {words} {by}"
    document = Document(address=f"{by}.txt", text=text, publisher=by, published=published)
    mentions: list[list[Mention]] = [[], []]
    for side, names in enumerate(who.split(" > ")):
        for named in filter(None, names.split("; ")):
            at = text.index(named)
            code, _, name = named.partition(" ")
            mentions[side].append(
                Mention(
                    anchor=document.anchor(at, at + len(named)),
                    kind="person" if name else "country",
                    entity="person:" + name.lower().replace(" ", "-") if name else code,
                    name=name or code,
                    country=code,
                )
            )
    at = text.index(words, len(who))
    type_, _, mode = act.partition(" ")
    trigger = document.anchor(at, at + len(words))
    counts = tuple(Count(kind, number, number, trigger) for kind, number in more.pop("size", {}).items())
    fields = {"modality": "asserted", "topics": tuple(about.split()), "mode": mode or None, "counts": counts, **more}
    claim = Claim(
        trigger=trigger,
        type=type_,
        actors=tuple(mentions[0]),
        recipients=tuple(mentions[1]),
        when=when(day),
        **fields,
    )
    return Telling(claim=claim, document=document)


def mention(
    name: str,
    country: str | None = None,
    *,
    by: str = "A",
    kind: str = "person",
    entity: str | None = None,
    office: str | None = None,
) -> Mention:
    """A mention in a document of its own that says nothing else."""
    document = Document(address=f"{by}.txt", text=f"{name} ({country}, {office}) {by}")
    slug = f"{kind}:" + name.lower().replace(" ", "-")
    return Mention(
        anchor=document.anchor(0, len(name)),
        kind=kind,  # type: ignore[arg-type]
        entity=entity or slug,
        name=name,
        country=country,
        office=office,
    )
