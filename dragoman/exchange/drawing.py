"""What all charts share: colours, an axis of time, tooltips, a title; and the files that they are saved as.

Importing this module raises UsageError when the extra `charts` isn't installed.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from html import escape
from pathlib import Path
from typing import Any, Self

import orjson

from dragoman.errors import UsageError
from dragoman.exchange import words
from dragoman.model import Event, When

try:
    import altair as alt
    import vl_convert
except ModuleNotFoundError as error:
    raise UsageError(f"charts need the extra `charts` ({error.name} is missing): pip install 'dragoman[charts]'") from None

__all__ = [
    "APART",
    "INK",
    "LINE",
    "QUADRANTS",
    "SOFT",
    "WIDTH",
    "Chart",
    "Frame",
    "alt",
    "finished",
    "key",
    "labels",
    "lasting",
    "save",
    "tips",
]

Chart = alt.Chart | alt.LayerChart | alt.FacetChart

#: Pixels of the part that shows time.
WIDTH = 720
#: Ink, soft ink and lines, as the pages have them.
INK, SOFT, LINE = "#1e1c19", "#5e594f", "#d9d3c6"
#: Blue for cooperation and rust for conflict, words light and deeds dark: the colour-blind tell these apart, and so does grey print.
QUADRANTS = {
    "Verbal cooperation": "#5b93c4",
    "Material cooperation": "#1d4e79",
    "Verbal conflict": "#d08440",
    "Material conflict": "#8a3b12",
}
#: For what has no order; neighbours differ in lightness.
APART = ("#1d4e79", "#d99a1c", "#8fbfe3", "#8a3b12", "#8b867c", "#3f7f6d")
_FONT = "Liberation Sans, Arial, Noto Sans, DejaVu Sans, sans-serif"

#: Acts that stand far off in time are few, at most one in so many, and the gap before the rest is longer than so much of the rest's time.
_FEW, _GAP = 10, 0.25
#: Time that is shown on each side of the acts, of the whole, and at least so many days: less would label one day twice.
_MARGIN, _LEAST = 0.02, 4
#: Pixels that a band must have to be seen as one; what is shorter is drawn as a day.
_BAND = 4
#: Over fewer days than this the axis has a label for days, not for months.
_LABELLED_BY_DAY = 100
#: Pixels of a PNG for each of the chart's.
_SHARP = 2
#: What a chart's page may load: its own script and style, and the pictures that it makes of itself.
_NOTHING_REMOTE = "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data: blob:"


@dataclass(frozen=True, slots=True)
class Frame:
    """The time that a chart shows: the events in it, by day, and those that it leaves out."""

    drawn: tuple[Event, ...]
    left: tuple[Event, ...]

    @classmethod
    def of(cls, events: Iterable[Event]) -> Self:
        """All that have a first day but the few that stand so far off in time that they would press the rest together."""
        known = tuple({e.id: e for e in events}.values())
        dated = sorted((e for e in known if e.when.start), key=_first)
        first, last = _crowd([_first(e) for e in dated])
        kept = {e.id for e in dated[first:last]}
        return cls(tuple(dated[first:last]), tuple(e for e in known if e.id not in kept))

    @property
    def days(self) -> int:
        """How many days there are from the first event to the last."""
        return _first(self.drawn[-1]) - _first(self.drawn[0]) + 1 if self.drawn else 0

    @property
    def axis(self) -> alt.X:
        """The axis of time; of no events, one without bounds."""
        if not self.drawn:
            return alt.X("day:T", scale=alt.Scale(type="utc"), title=None, axis=labels(0))
        margin = max(_LEAST, round(_MARGIN * self.days))
        bounds = (_first(self.drawn[0]) - margin, _first(self.drawn[-1]) + 1 + margin)
        days = [date.fromordinal(min(max(bound, 1), date.max.toordinal())) for bound in bounds]
        domain = [alt.DateTime(year=day.year, month=day.month, date=day.day, utc=True) for day in days]
        return alt.X("day:T", scale=alt.Scale(type="utc", domain=domain), title=None, axis=labels(self.days))

    def place(self, when: When) -> dict[str, str | None]:
        """The first `day` of a time, and `until` when it lasts; None where that is one day, open, or too short to be seen."""
        lasts = (when.end - when.start).days if when.start and when.end else 1
        seen = lasts > max(1.0, _BAND * self.days / WIDTH)
        return {
            "day": when.start.isoformat() if when.start else None,
            "until": when.end.isoformat() if seen and when.end else None,
        }

    def notes(self, noun: str) -> str:
        """How many are drawn, of which time, and how many are not, and why."""
        said = f"{len(self.drawn):,} {noun}{'' if len(self.drawn) == 1 else 's'}"
        if self.drawn:
            ends = (str(e.when.start) for e in (self.drawn[0], self.drawn[-1]))
            said += f", {words.day('/'.join(dict.fromkeys(ends)))}"
        years = sorted(str(e.when.start.year) for e in self.left if e.when.start)
        undated = len(self.left) - len(years)
        absent = [f"{undated:,} without a known day"] if undated else []
        if years:
            absent.append(f"{len(years):,} far off in time ({' to '.join(dict.fromkeys((years[0], years[-1])))})")
        return said + (f"; not drawn: {' and '.join(absent)}" if absent else "")


def _first(event: Event) -> int:
    return event.when.start.toordinal() if event.when.start else 0


def _crowd(days: Sequence[int]) -> tuple[int, int]:
    """Where in some sorted days those begin and end that stand together."""
    few = len(days) // _FEW
    first = max((n for n in range(1, few + 1) if days[n] - days[n - 1] > _GAP * (days[-1 - few] - days[n])), default=0)
    ends = (n for n in range(len(days) - few, len(days)) if days[n] - days[n - 1] > _GAP * (days[n - 1] - days[first]))
    return first, next(ends, len(days))


def labels(days: int) -> alt.Axis:
    """The labels of an axis over so many days; the first one says the year."""
    year = "utcFormat(datum.value, '%Y')"
    label = "utcFormat(datum.value, '%-d %B')" if days < _LABELLED_BY_DAY else "datum.label"
    return alt.Axis(
        labelExpr=f"datum.index === 0 && datum.label !== {year} ? [{label}, {year}] : {label}", labelOverlap=True, tickCount=8
    )


def key(looks: Mapping[str, str], found: Iterable[str]) -> dict[str, Any]:
    """How a channel gives each value its own colour or shape, with a legend of those only that occur."""
    present = set(found)
    shown = [value for value in looks if value in present]
    return {
        "scale": alt.Scale(domain=list(looks), range=list(looks.values())),
        "legend": alt.Legend(values=shown) if shown else None,
        "title": None,
    }


def lasting() -> dict[str, Any]:
    """The channels of what lasts, drawn over the bounds of `Frame.axis`: given twice, Vega-Lite takes them for two."""
    return {"x": alt.X("day:T", title=None), "x2": alt.X2("until:T")}


def tips(*names: str) -> list[alt.Tooltip]:
    """What is shown of the thing under the pointer: some fields, by name."""
    return [alt.Tooltip(f"{name}:N", title=name) for name in names]


def finished(chart: Chart, title: str, said: Sequence[str]) -> Chart:
    """A chart with its title, what is said below it, and the style of the pages on white."""
    chart.title = alt.Title(title, subtitle=[line for line in said if line], anchor="start", frame="bounds", offset=14)
    styled: Chart = (
        chart.configure(background="white", font=_FONT, padding=16)
        .configure_view(stroke=None)
        .configure_title(color=INK, fontSize=16, fontWeight=600, subtitleColor=SOFT, subtitleFontSize=12, subtitlePadding=6)
        .configure_axis(
            labelColor=INK,
            titleColor=SOFT,
            labelFontSize=12,
            titleFontSize=12,
            titleFontWeight="normal",
            gridColor=LINE,
            gridOpacity=0.6,
            domainColor=LINE,
            tickColor=LINE,
        )
        .configure_legend(
            orient="top", labelColor=INK, labelFontSize=12, symbolSize=90, padding=0, offset=8, labelLimit=300, symbolOpacity=1
        )
        .configure_header(labelColor=INK, labelFontSize=12)
    )
    return styled


def save(chart: Chart, path: str) -> None:
    """Write a chart as the file's ending says: .svg, .png or .html, the last with all its script inside and nothing fetched.

    Raises UsageError for another ending, and where the file can't be written.
    """
    suffix = Path(path).suffix.lower()
    spec = chart.to_dict()
    if suffix == ".svg":
        made = vl_convert.vegalite_to_svg(spec).encode()
    elif suffix == ".png":
        made = vl_convert.vegalite_to_png(spec, scale=_SHARP)
    elif suffix == ".html":
        made = _page(spec)
    else:
        raise UsageError(f"{path}: a chart is saved as .svg, .png or .html")
    try:
        Path(path).write_bytes(made)
    except OSError as error:
        raise UsageError(f"{path}: the chart can't be written there ({error.strerror})") from None


@cache
def _script() -> str:
    """What draws a chart in a browser: Vega, Vega-Lite and Vega-Embed, in the versions that the program itself draws with."""
    return vl_convert.javascript_bundle("window.vegaEmbed = vegaEmbed;")


def _page(spec: dict[str, Any]) -> bytes:
    """A page that draws a chart with the script that it holds. Words of documents can't end its script, and it may fetch nothing."""
    options = {
        "mode": "vega-lite",
        "renderer": "svg",
        "ast": True,
        "actions": {"export": True, "source": False, "compiled": False, "editor": False},
    }
    drawn = {name: value for name, value in spec.items() if name != "$schema"}
    title = escape(str(spec["title"]["text"]))
    values = ", ".join(orjson.dumps(value).decode().replace("<", "\\u003c") for value in (drawn, options))
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{_NOTHING_REMOTE}">
<meta name="viewport" content="width=device-width">
<title>{title}</title>
<style>body {{ margin: 0; background: #fff; }} #chart {{ overflow-x: auto; }} #vg-tooltip-element {{ max-width: 32rem; white-space: pre-line; }}</style>
</head>
<body>
<div id="chart"></div>
<script>{_script()}</script>
<script>vegaEmbed("#chart", {values});</script>
</body>
</html>
""".encode()
