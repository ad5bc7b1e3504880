"""Which stretch of a text serves which purpose: headline, key points, dateline, heading, body, caption, embed and the rest.

Each line (each paragraph, where a text was wrapped by hand) is first asked what it says of itself, then its place among its
neighbours decides. Every line gets a zone; lines of one kind that follow each other share one.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from dragoman.model import Zone, ZoneKind
from dragoman.sources import cues
from dragoman.wrapping import unwrapped

__all__ = ["divide", "key"]

#: Characters; longer lines are paragraphs.
_HEADLINE, _HEADING, _CAPTION, _NOTICE = 260, 90, 320, 280
#: Lines that a label ("Related", "Key points") may claim after it.
_CLAIMED = 10
_WORD = re.compile(r"\w")
#: A last character that a title may have.
_NO_STOP = re.compile(r"[?!]\W*$|\b(?:[A-Z]|Jr|Sr|Inc|Corp|Ltd)\.$|[a-z]['’]$")
#: A line that breaks off here goes on in the next.
_UNFINISHED = re.compile(r"\b(?:an?|the|of|from|and|or|which|whose|its|their)$")
_SPACE = re.compile(r"\W+")


@dataclass(frozen=True, slots=True)
class _Line:
    """A line or paragraph: where it starts in the text, and its words without the blanks around them."""

    start: int
    words: str

    @property
    def end(self) -> int:
        return self.start + len(self.words)


def key(words: str) -> str:
    """The letters and digits of a line: what is the same wherever the line is shown."""
    return _SPACE.sub("", words).casefold()


def divide(text: str, title: str | None = None, marks: Mapping[ZoneKind, str] | None = None) -> tuple[Zone, ...]:
    """The zones of a text, in order and apart, covering each line.

    `title` is the headline where it is known. `marks` holds, for a kind, the `key`s of the elements that a page's markup set apart as
    such, joined by newlines.
    """
    lines = tuple(_lines(text))
    kinds = [_alone(line.words, marks or {}) for line in lines]
    _headline(lines, kinds, key(title) if title else None)
    _lists(lines, kinds)
    _headings(lines, kinds)
    _posts(lines, kinds)
    _datelines(lines, kinds)
    return tuple(_merged(zone for line, kind in zip(lines, kinds, strict=True) for zone in _pieces(line, kind or "body")))


def _lines(text: str) -> Iterator[_Line]:
    """The lines that hold words, as they were before somebody wrapped them."""
    for row in re.finditer(r"[^\n]+", unwrapped(text)):
        if words := row[0].strip():
            yield _Line(row.start() + row[0].index(words), words)


def _alone(words: str, marks: Mapping[ZoneKind, str]) -> ZoneKind | None:
    """What a line says of itself, None when nothing: then it is body, headline or heading by its place."""
    own = key(words)
    for kind, marked in marks.items():
        if own and (f"\n{own}\n" in marked or (len(own) > 15 and kind != "heading" and own in marked)):
            return kind
    return next((kind for kind, holds in _RULES if holds(words)), None)


def _is_related(words: str) -> bool:
    return len(words) <= _NOTICE and bool(cues.RELATED.match(words) or cues.RELATED_LABEL.match(words))


def _is_boilerplate(words: str) -> bool:
    return len(words) <= _NOTICE and bool(cues.BOILERPLATE.search(words) or cues.BYLINE.match(words))


def _is_post(words: str) -> bool:
    """A post from elsewhere: its shortened link, its signature, several handles or one at its start; a bare address."""
    return bool(
        cues.SHORT_LINK.search(words)
        or cues.SIGNATURE.search(words)
        or cues.LINK.match(words)
        or (cues.HANDLE.match(words) and len(words) <= _CAPTION and " " in words)
        or len(cues.HANDLE.findall(words)) > 1
    )


def _is_caption(words: str) -> bool:
    if len(words) > _CAPTION:
        return False
    one_sentence = not re.search(r"[a-z]{3}[.!?]\s+[A-Z]", words)
    return bool(cues.CAPTION.search(words) or (one_sentence and len(words) <= 200 and cues.PICTURED.search(words)))


def _is_stamp(words: str) -> bool:
    """Nothing but a date, a time or an agency, perhaps a place before it."""
    if len(words) > 100 or not cues.STAMPED.search(words):
        return False
    rest = cues.STAMP_WORD.sub(" ", words)
    return not _WORD.search(rest) or bool(re.fullmatch(r"\W*[A-ZÀ-Þ][\w.]+(?: [A-ZÀ-Þ][\w.]+){0,2}[\s,.()|–—-]*", rest))


#: In the order in which they are asked.
_RULES: tuple[tuple[ZoneKind, Callable[[str], object]], ...] = (
    ("keypoints", cues.KEYPOINTS.match),
    ("embed", _is_post),
    ("related", _is_related),
    ("boilerplate", _is_boilerplate),
    ("caption", _is_caption),
    ("dateline", _is_stamp),
)


def _reads_like_title(words: str, limit: int) -> bool:
    """Short, begins like one, and no full stop at its end; `Jr.` and `U.S.` are none."""
    stopped = cues.FINAL.search(words) and not _NO_STOP.search(words)
    open_quote = words[0] in '"“' and not re.search(r".[\"”]", words)
    broken = stopped or open_quote or _UNFINISHED.search(words)
    return len(words) <= limit and not broken and not words[0].islower() and not cues.BULLET.match(words)


def _headline(lines: tuple[_Line, ...], kinds: list[ZoneKind | None], title: str | None) -> None:
    """The first line that is not set apart, when more text follows; a line that repeats the known title in any case."""
    for at, line in enumerate(lines[:6]):
        if title and key(line.words) == title:
            kinds[at] = "headline"
            return
    first = next((at for at, kind in enumerate(kinds) if kind in (None, "heading", "keypoints")), len(lines))
    if first > 3 or first + 1 >= len(lines) or kinds[first] == "keypoints":
        return
    line, following = lines[first], lines[first + 1]
    if _reads_like_title(line.words, _HEADLINE) and not cues.DATELINE.match(line.words) and not following.words[0].islower():
        kinds[first] = "headline"


def _lists(lines: tuple[_Line, ...], kinds: list[ZoneKind | None]) -> None:
    """The lines that belong to a label: key points after theirs, links after "Related"."""
    for at, line in enumerate(lines):
        label = kinds[at] == "keypoints" or (kinds[at] == "related" and cues.RELATED_LABEL.match(line.words))
        if not label or (at and kinds[at - 1] == "keypoints"):
            continue
        bulleted = at + 1 < len(lines) and bool(cues.BULLET.match(lines[at + 1].words))
        for follower in range(at + 1, min(at + 1 + _CLAIMED, len(lines))):
            words = lines[follower].words
            belongs = bool(cues.BULLET.match(words)) if bulleted else len(words) <= 160 and not cues.FINAL.search(words)
            if kinds[follower] not in (None, "heading") or not belongs or cues.DATELINE.match(words):
                break
            kinds[follower] = kinds[at]


def _headings(lines: tuple[_Line, ...], kinds: list[ZoneKind | None]) -> None:
    """Short titles before a paragraph, and the second headline under the first."""
    for at, line in enumerate(lines[:-1]):
        following = lines[at + 1].words
        if kinds[at] is not None or following[0].islower():
            continue
        second = at > 0 and kinds[at - 1] == "headline"
        paragraph = kinds[at + 1] in (None, "caption", "embed") and (len(following) > _HEADING or cues.FINAL.search(following))
        if (
            _reads_like_title(line.words, _HEADLINE if second else _HEADING)
            and paragraph
            and (second or len(line.words.split()) <= 12)
        ):
            kinds[at] = "heading"


def _posts(lines: tuple[_Line, ...], kinds: list[ZoneKind | None]) -> None:
    """The paragraph before a post's end that is the same post: it holds a handle, or the next line is only the signature."""
    for at in range(len(lines) - 1, 0, -1):
        if kinds[at] != "embed" or kinds[at - 1] not in (None, "heading"):
            continue
        signed = cues.SIGNATURE.match(lines[at].words) or cues.SHORT_LINK.match(lines[at].words)
        if cues.HANDLE.search(lines[at - 1].words) or signed:
            kinds[at - 1] = "embed"


def _datelines(lines: tuple[_Line, ...], kinds: list[ZoneKind | None]) -> None:
    """The paragraph that opens with a dateline: among the first three, and not a speaker's name in a transcript."""
    bodies = [at for at, kind in enumerate(kinds) if kind is None]
    stamps = {
        at: stamp[0] for at in bodies if (stamp := cues.DATELINE.match(lines[at].words)) and not cues.LABELS.match(stamp[0])
    }
    first = min(stamps, default=None)
    if first is not None and first in bodies[:3] and sum(stamp.endswith(":") for stamp in stamps.values()) < 3:
        kinds[first] = "dateline"


def _pieces(line: _Line, kind: ZoneKind) -> Iterator[Zone]:
    """A line's zones: one, but for a dateline before a paragraph and a paragraph run together with the post before it."""
    start, end = line.start, line.end
    if kind == "embed" and (cut := _post_end(line.words)) < len(line.words):
        yield Zone("embed", start, start + cut)
        rest = line.words[cut:]
        start += cut + len(rest) - len(rest.lstrip())
        kind = "body"
    elif kind == "dateline" and (stamp := cues.DATELINE.match(line.words)) and (rest := line.words[stamp.end() :].lstrip()):
        yield Zone("dateline", start, start + len(stamp[0].rstrip()))
        start = end - len(rest)
        kind = "body"
    yield Zone(kind, start, end)


def _post_end(words: str) -> int:
    """Where a post's last link or signature ends; the whole line when it has none, or when little follows."""
    ends = [match.end() for pattern in (cues.SHORT_LINK, cues.SIGNATURE) for match in pattern.finditer(words)]
    cut = max(ends, default=len(words))
    return cut if _WORD.search(words, cut) else len(words)


def _merged(zones: Iterator[Zone]) -> Iterator[Zone]:
    """Zones of one kind with only blanks between them as one."""
    last: Zone | None = None
    for zone in zones:
        if last and last.kind == zone.kind:
            last = Zone(zone.kind, last.start, zone.end)
            continue
        if last:
            yield last
        last = zone
    if last:
        yield last
