"""Charts, one function each: engagements in time, the tone of a relation, issues by month and side, who meets whom.

Each is an Altair chart that holds all it shows, so that it looks the same in a notebook, on a page and in a file (`save`).
"""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from dragoman.codebook import COOPERATIVE, PLOVER
from dragoman.exchange import words
from dragoman.exchange.drawing import (
    APART,
    INK,
    LINE,
    QUADRANTS,
    SOFT,
    WIDTH,
    Chart,
    Frame,
    alt,
    finished,
    key,
    labels,
    lasting,
    save,
    tips,
)
from dragoman.model import Event, Mention, Modality
from dragoman.results import Contact, Issue, Source, Tone, Turn

__all__ = ["engagements", "issues", "meetings", "save", "tone"]

Row = dict[str, Any]

#: How many issues and pairs of persons are drawn, those that came up most: what can still be read on one page.
_ISSUES, _PAIRS = 15, 30
#: Pixels of a row, of a row with two lines of words, and of one side's lane in a row.
_ROW, _PAIR, _LANE = 26, 40, 14
#: So many turns of a side in a month are drawn darkest; over fewer days than this there is room to write how many.
_DARKEST, _NUMBERED = 6, 800
#: How many words of documents a tooltip holds, and how many letters a name or an office has in a row.
_IN_TIP, _NAME = 3, 34
#: The kinds of engagement, in the order of their colours.
_FORMS = ("Visit", "Phone call", "Multilateral meeting", "Consultation, third-party", "Consultation")
_STANDING: dict[Modality, str] = {
    "asserted": "Done",
    "planned": "Planned or proposed",
    "proposed": "Planned or proposed",
    "hypothetical": "Planned or proposed",
    "denied": "Denied or cancelled",
    "cancelled": "Denied or cancelled",
}
_TOLD = ("when", "what", "who", "words", "sentence", "document")
_SIDES = {"Cooperation": QUADRANTS["Material cooperation"], "Conflict": QUADRANTS["Material conflict"]}
_APART = {"Planned or proposed": "circle", "Denied or cancelled": "cross"}
_DONE = alt.datum.standing == _STANDING["asserted"]
_ONE_DAY = alt.datum.until == None  # noqa: E711 -- an expression for the chart, not a comparison
_TWO = 2


def engagements(events: Sequence[Event], parties: Collection[str] = ()) -> Chart:
    """Events in time, a row for each kind of engagement and type of act: a stroke for a day, a band for a longer time, a ring for what
    wasn't told as done.

    `parties` (codes) are those between whom the events are, for the title.
    """
    frame = Frame.of(events)
    kinds = _numbered(frame.drawn)
    rows = [{"kind": kinds[_kind(e)], "quadrant": words.quadrant(e.type), **_told(e, _source(e), frame)} for e in frame.drawn]
    base = alt.Chart(alt.InlineData(values=rows)).encode(
        x=frame.axis,
        y=alt.Y(
            "kind:N",
            scale=alt.Scale(domain=list(kinds.values())),
            title=None,
            axis=alt.Axis(labelLimit=240, ticks=False, domain=False, grid=True),
        ),
        color=alt.Color("quadrant:N", **key(QUADRANTS, (r["quadrant"] for r in rows))),
        tooltip=tips(*_TOLD),
    )
    layers = (
        base.transform_filter(~_ONE_DAY).mark_bar(height=12, opacity=0.25, clip=True).encode(**lasting()),
        base.transform_filter(_ONE_DAY & _DONE).mark_tick(thickness=2, height=18, opacity=0.75),
        base.transform_filter(~_DONE).mark_point(size=50, strokeWidth=1.5, opacity=1, fill="white"),
    )
    said = (frame.notes("event"), _bands(rows), _rings(rows))
    title = f"{words.states(sorted(parties)) or 'All parties'}: engagements and acts in time"
    return finished(alt.layer(*layers, width=WIDTH, height=alt.Step(_ROW)), title, said)


def _kind(event: Event) -> str:
    return words.act(event.type, event.mode if event.type == "CONSULT" else None)


def _numbered(events: Sequence[Event]) -> dict[str, str]:
    """The kinds of events in PLOVER's order, engagements first, each with how many there are: `Phone call (3)`."""
    types = sorted(PLOVER, key=lambda t: t != "CONSULT")
    counts = Counter((types.index(e.type), _kind(e)) for e in events)
    return {kind: f"{kind} ({n})" for (_, kind), n in sorted(counts.items(), key=lambda c: (c[0][0], -c[1]))}


def tone(acts: Sequence[Tone], parties: Sequence[str]) -> Chart:
    """The acts between two parties (codes) by PLOVER's score, each with its words, and the running mean.

    What was only planned, or was denied or cancelled, is drawn apart in grey.
    """
    frame = Frame.of(t.event for t in acts)
    known = {t.event.id: t for t in acts}
    rows = [_scored(known[e.id], frame) for e in frame.drawn]
    y = alt.Y(
        "score:Q",
        scale=alt.Scale(domain=[-10, 10], nice=False),
        title="conflict   ←   PLOVER score   →   cooperation",
        axis=alt.Axis(values=list(range(-10, 11, 5)), domain=False, ticks=False),
    )
    color = alt.Color("side:N", **key(_SIDES, (r["side"] for r in rows if r["standing"] == _STANDING["asserted"])))
    shape = alt.Shape("standing:N", **key(_APART, (r["standing"] for r in rows)))
    base = alt.Chart(alt.InlineData(values=rows)).encode(x=frame.axis, y=y, tooltip=tips("score", "mean", *_TOLD))
    means = alt.Chart(alt.InlineData(values=_stretches(frame.drawn, known))).encode(x=frame.axis, y=y, detail="stretch:N")
    layers = (
        alt.Chart(alt.InlineData(values=[{"score": 0}])).mark_rule(color=SOFT).encode(y=y),
        base.transform_filter(_DONE & ~_ONE_DAY).mark_bar(height=6, opacity=0.35, clip=True).encode(**lasting(), color=color),
        base.transform_filter(_DONE & _ONE_DAY).mark_circle(size=70, opacity=0.6).encode(color=color),
        base.transform_filter(~_DONE).mark_point(size=60, color=SOFT, strokeWidth=1.5, opacity=1).encode(shape=shape),
        means.mark_line(color=INK, strokeWidth=2),
    )
    window = next((t.window for t in acts if t.mean is not None), None)
    line = f"Line: mean of the acts told as done in the {window} days up to then, each once" if window else ""
    said = (frame.notes("act"), line, _bands(rows))
    return finished(alt.layer(*layers, width=WIDTH, height=300), f"{words.states(parties)}: tone of the acts between them", said)


def _scored(act: Tone, frame: Frame) -> Row:
    return {
        "score": act.score,
        "mean": None if act.mean is None else round(act.mean, 1),
        "side": "Cooperation" if act.event.type in COOPERATIVE else "Conflict",
        **_told(act.event, act.source, frame),
    }


def _stretches(drawn: Sequence[Event], known: Mapping[str, Tone]) -> list[Row]:
    """The running mean by day, in stretches that end where nothing happened for as long as it runs."""
    means = {e.when.start: mean for e in drawn if e.when.start and (mean := known[e.id].mean) is not None}
    window = max((t.window for t in known.values()), default=0)
    rows: list[Row] = []
    stretch, last = 0, None
    for day, mean in means.items():
        stretch += last is not None and (day - last).days >= window
        rows.append({"day": day.isoformat(), "score": round(mean, 2), "stretch": stretch})
        last = day
    return rows


def issues(found: Sequence[Issue]) -> Chart:
    """Issues by month and side, a row for each, those that came up most first: the darker, the more often a side spoke of it or acted on it."""
    drawn = sorted(found, key=lambda i: -i.occasions)[:_ISSUES]
    sides = sorted({side for issue in drawn for side in issue.parties})
    rows = [row for issue in drawn for row in _by_month(issue, named=len({i.parties for i in drawn}) > 1)]
    days = [date.fromisoformat(r[end]) for r in rows for end in ("month", "until")]
    span = (max(days) - min(days)).days if days else 0
    names = [words.state(side) for side in sides]
    base = alt.Chart(alt.InlineData(values=rows)).encode(
        y=alt.Y(
            "issue:N",
            scale=alt.Scale(domain=list(dict.fromkeys(r["issue"] for r in rows)), paddingInner=0.35, paddingOuter=0.2),
            title=None,
            axis=alt.Axis(labelLimit=280, ticks=False, domain=False, grid=False),
        ),
        yOffset=alt.YOffset("side:N", scale=alt.Scale(domain=names)),
        tooltip=tips("when", "side", "turns", "words", "document"),
    )
    cells = base.mark_bar(stroke="white", strokeWidth=1).encode(
        x=alt.X("month:T", scale=alt.Scale(type="utc"), title=None, axis=labels(span)),
        x2="until:T",
        color=alt.Color("side:N", **key(dict(zip(names, APART, strict=False)), names)),
        opacity=alt.Opacity("turns:Q", scale=alt.Scale(domain=[1, _DARKEST], range=[0.4, 0.8], clamp=True), legend=None),
    )
    numbers = base.mark_text(fontSize=10, color=INK).encode(x="middle:T", text="turns:Q")
    layers = (cells, numbers) if span < _NUMBERED else (cells,)
    said = f"The {len(drawn)} that came up most of {len(found)} issues" if len(found) > len(drawn) else f"{len(found)} issues"
    if rows:
        said += f"; the darker, the more turns of a side in a month (1 to {max(r['turns'] for r in rows)})"
    if vague := sum(1 for issue in drawn for turn in issue.turns if not _month(turn.day)):
        said += f"; not drawn: {vague} turns without a known month"
    chart = alt.layer(*layers, width=WIDTH, height=alt.Step(_LANE, **{"for": "offset"}))
    return finished(chart, f"{words.states(sides) or 'No parties'}: issues between them", [said])


def _by_month(issue: Issue, *, named: bool) -> list[Row]:
    """The turns of each side on an issue by month; what sides said as one counts for each."""
    turns: dict[tuple[str, str], list[Turn]] = defaultdict(list)
    for turn in issue.turns:
        if month := _month(turn.day):
            for side in set(turn.sides) & set(issue.parties):
                turns[month, side].append(turn)
    return [
        {
            "issue": f"{issue.label} ({words.states(issue.parties)})" if named else issue.label,
            "month": f"{month}-01",
            "middle": f"{month}-16",
            "until": (date.fromisoformat(f"{month}-28") + timedelta(days=4)).replace(day=1).isoformat(),
            "when": words.day(month),
            "side": words.state(side),
            "turns": len(told),
            "words": _joined(f"“{t.sources[0].anchor.exact}”" for t in told),
            "document": _joined(t.sources[0].document.address for t in told),
        }
        for (month, side), told in sorted(turns.items())
    ]


def _month(edtf: str | None) -> str | None:
    """The month in which a day or a span begins, where that is known."""
    found = re.match(r"\d{4}-(?:0[1-9]|1[0-2])(?!\d)", edtf or "")
    return found[0] if found else None


def _joined(parts: Iterable[str]) -> str:
    """Several words one below the other, as many as a tooltip holds."""
    several = [" ".join(part.split()) for part in dict.fromkeys(parts)]
    return "\n".join(several[:_IN_TIP]) + ("\n…" if len(several) > _IN_TIP else "")


def meetings(found: Sequence[Contact], parties: Collection[str] = ()) -> Chart:
    """Who meets whom: two persons a row with their offices and how often they met, those who met most first; a stroke for each engagement.

    `parties` (codes) are those whose persons these are, for the title.
    """
    drawn = found[:_PAIRS]
    frame = Frame.of(e for c in drawn for e in c.events)
    shown = {e.id for e in frame.drawn}
    pairs = [{"row": n, "number": len(c.events), **_named(c.persons)} for n, c in enumerate(drawn)]
    rows = [
        {"row": n, "form": _kind(e), "persons": pairs[n]["persons"], **_told(e, _source(e), frame)}
        for n, c in enumerate(drawn)
        for e in c.events
        if e.id in shown
    ]
    y = alt.Y("row:O", axis=None, scale=alt.Scale(domain=list(range(len(drawn)))))
    color = alt.Color("form:N", **key(dict(zip(_FORMS, APART, strict=False)), (r["form"] for r in rows)))
    label = alt.Chart(alt.InlineData(values=pairs)).encode(y=y)
    left, right = alt.value(-12), alt.value(alt.expr("width + 12"))
    marks = alt.Chart(alt.InlineData(values=rows)).encode(x=frame.axis, y=y, color=color, tooltip=tips("persons", *_TOLD))
    layers = (
        label.mark_rule(color=LINE),
        marks.transform_filter(~_ONE_DAY).mark_bar(height=14, opacity=0.35, clip=True).encode(**lasting()),
        marks.transform_filter(_ONE_DAY).mark_tick(thickness=3, height=18, opacity=0.85),
        label.mark_text(align="right", dy=-7, fontSize=12, color=INK).encode(x=left, text="persons:N"),
        label.mark_text(align="right", dy=8, fontSize=11, color=SOFT).encode(x=left, text="offices:N"),
        label.mark_text(align="left", fontSize=12, fontWeight=600, color=INK).encode(x=right, text="number:Q"),
    )
    number = f"{len(found):,} pair{'' if len(found) == 1 else 's'} of persons"
    if len(found) > len(drawn):
        number = f"The {len(drawn)} pairs of persons who met most, of {len(found):,}"
    said = (number + "; on the right how often they met", frame.notes("engagement"), _bands(rows))
    title = f"{words.states(sorted(parties)) or 'All parties'}: who meets whom"
    return finished(alt.layer(*layers, width=WIDTH, height=alt.Step(_PAIR)), title, said)


def _named(persons: tuple[Mention, Mention]) -> Row:
    offices = ((f"{_short(m.office)}, " if m.office else "") + words.state(m.country or "") for m in persons)
    return {"persons": " – ".join(_short(m.name) for m in persons), "offices": " – ".join(offices)}


def _short(name: str) -> str:
    return name if len(name) <= _NAME else name[: _NAME - 1].rstrip() + "…"


def _source(event: Event) -> Source:
    return Source(event.tellings[0].document, event.tellings[0].claim.trigger)


def _bands(rows: Sequence[Row]) -> str:
    return "Bands: longer than a day, or the day is not known" if any(r["until"] for r in rows) else ""


def _rings(rows: Sequence[Row]) -> str:
    return "Rings: planned, proposed, cancelled or denied" if any(r["standing"] != _STANDING["asserted"] for r in rows) else ""


def _told(event: Event, source: Source, frame: Frame) -> Row:
    """What a mark says of its event: where it stands in time, whether it was told as done, and the words that tell it in their sentence."""
    anchor = source.anchor
    return {
        **frame.place(event.when),
        "standing": _STANDING[event.modality],
        "when": words.when(event.when),
        "what": words.act(event.type, event.mode, event.modality),
        "who": words.sides(event),
        "words": f"“{anchor.exact}”",
        "sentence": " ".join(source.document.sentence_at(anchor.start).exact.split()),
        "document": source.document.address,
    }
