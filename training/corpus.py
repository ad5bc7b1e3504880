"""The labelled texts: documents with tags in them, read into text and quotes, and divided by a hash of their names."""

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from dragoman.extraction.tagger import windows

__all__ = ["Labelled", "Quoted", "Told", "held_out", "parse", "read_attributions", "read_folder", "share_of"]

Stretch = tuple[int, int]

_TAG = re.compile(r"<(/?)([scqearwl])(?: ([0-9][0-9,]*)((?: [A-Za-z.-]+)*))?>")
_DOCUMENT = re.compile(r"^=== (\S+)\n", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Quoted:
    """One labelled quote: stretches of code points, and what kind of act it is."""

    content: tuple[Stretch, ...]
    speaker: tuple[Stretch, ...] = ()
    cue: Stretch | None = None
    act: str = "say"


@dataclass(frozen=True, slots=True)
class Told:
    """One labelled telling of an act: the stretches that tell it, and those of its sentence that stand in its roles."""

    trigger: Stretch
    type: str
    modality: str
    mode: str | None = None
    actors: tuple[Stretch, ...] = ()
    recipients: tuple[Stretch, ...] = ()
    times: tuple[Stretch, ...] = ()
    places: tuple[Stretch, ...] = ()


@dataclass(frozen=True, slots=True)
class Labelled:
    """A document with its quotes and its acts; None where its labels don't cover them."""

    id: str
    text: str
    quotes: tuple[Quoted, ...] | None = None
    acts: tuple[Told, ...] | None = None

    @property
    def own(self) -> bool:
        """Whether it is labelled for quotes alone or acts alone, as all of `training/texts` are; the shared texts are for both."""
        return self.quotes is None or self.acts is None


def read_folder(folder: Path) -> Iterator[Labelled]:
    """All labelled documents of a folder.

    `.tagged` files hold one document, named by the file, or several, each under a line `=== NAME`, which label quotes alone; `.acts` files hold
    one a line, named by file and line, and label acts alone. Raises ValueError naming the document where a tag closes nothing or is never closed.
    """
    for path in sorted(folder.glob("*.acts")):
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            if line and not line.startswith("#"):
                yield replace(parse(f"{path.name}-{number}", line), quotes=None)
    for path in sorted(folder.glob("*.tagged")):
        tagged = path.read_bytes().decode("utf-8")
        parts = _DOCUMENT.split(tagged)
        if len(parts) == 1:
            yield parse(path.stem, tagged)
        for name, body in zip(parts[1::2], parts[2::2], strict=True):
            yield replace(parse(name, body.rstrip("\n")), acts=None)


def read_attributions(path: Path) -> Iterator[Labelled]:
    """Documents of a JSON Lines file with `text` and `attributions`, each with lists of stretches for source, cue and content; acts unknown."""
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        row = json.loads(line)
        quotes = [
            Quoted(
                content=tuple((start, end) for start, end in told["content"]),
                speaker=tuple((start, end) for start, end in told["source"]),
                cue=(min(told["cue"])[0], max(end for _, end in told["cue"])) if told["cue"] else None,
            )
            for told in row["attributions"]
        ]
        yield Labelled(row.get("id", str(number)), row["text"], tuple(quotes))


def share_of(documents: Sequence[Labelled], part: float) -> list[Labelled]:
    """A part of the documents, by a hash of their names, the same at every call and larger parts holding the smaller."""
    return [d for d in documents if int(sha256(b"share " + d.id.encode()).hexdigest(), 16) % 1000 < 1000 * part]


def held_out(name: str) -> bool:
    """Whether a document belongs to the eighth that no training sees."""
    return int(sha256(name.encode()).hexdigest(), 16) % 8 == 0


def parse(name: str, tagged: str) -> Labelled:
    """A document out of its tagged text.

    Raises ValueError naming the document where a tag closes nothing or is never closed.
    """
    text, at = "", 0
    opened: list[tuple[str, list[int], str, int]] = []
    quotes, acts = _Found(), _Found()
    for tag in _TAG.finditer(tagged):
        text, at = text + tagged[at : tag.start()], tag.end()
        if not tag[1]:
            opened.append((tag[2], [int(number) for number in tag[3].split(",")], tag[4].strip(), len(text)))
            continue
        if not opened or opened[-1][0] != tag[2]:
            raise ValueError(f"{name}: </{tag[2]}> closes nothing after …{text[-40:]!r}")
        kind, numbers, label, start = opened.pop()
        for number in numbers:
            (quotes if kind in "scq" else acts)[number][kind].append((start, len(text), label))
    if opened:
        raise ValueError(f"{name}: <{opened[-1][0]}> is never closed")
    text += tagged[at:]
    said = tuple(_quoted(parts) for _, parts in sorted(quotes.items()) if parts["q"])
    return Labelled(name, text, said, tuple(told for _, parts in sorted(acts.items()) for told in _told(text, parts)))


class _Found(defaultdict[int, defaultdict[str, list[tuple[int, int, str]]]]):
    """By number and tag: stretches with what the tag says of them."""

    def __init__(self) -> None:
        super().__init__(lambda: defaultdict(list))


def _quoted(parts: dict[str, list[tuple[int, int, str]]]) -> Quoted:
    cue = min(parts["c"], default=None)
    return Quoted(
        content=tuple(sorted((start, end) for start, end, _ in parts["q"])),
        speaker=tuple(sorted((start, end) for start, end, _ in parts["s"])),
        cue=cue[:2] if cue else None,
        act=cue[2] if cue else "say",
    )


def _told(text: str, parts: Mapping[str, Sequence[tuple[int, int, str]]]) -> Iterator[Told]:
    """The tellings of an act, each with what stands in its own sentence."""
    for start, end, label in parts["e"]:
        first = max((m.end() for m in windows.SENTENCE_ENDS.finditer(text, 0, start)), default=0)
        after = windows.SENTENCE_ENDS.search(text, end)
        last = after.start() if after else len(text)
        kind, _, modality = label.partition(" ")
        type_, _, mode = kind.partition(".")
        roles = [tuple(sorted((a, b) for a, b, _ in parts[tag] if first <= a and b <= last + 1)) for tag in "arwl"]
        yield Told((start, end), type_, modality or "asserted", mode or None, *roles)
