"""The labelled texts: documents with tags in them, read into text and quotes, and divided by a hash of their names."""

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

__all__ = ["Labelled", "Quoted", "held_out", "parse", "read_attributions", "read_folder", "share_of"]

Stretch = tuple[int, int]

_TAG = re.compile(r"<(/?)([scqearwl])(?: ([0-9][0-9,]*)(?: ([A-Za-z.-]+))?(?: ([a-z]+))?)?>")
_DOCUMENT = re.compile(r"^=== (\S+)\n", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Quoted:
    """One labelled quote: stretches of code points, and what kind of act it is."""

    content: tuple[Stretch, ...]
    speaker: tuple[Stretch, ...] = ()
    cue: Stretch | None = None
    act: str = "say"


@dataclass(frozen=True, slots=True)
class Labelled:
    """A document with its quotes."""

    id: str
    text: str
    quotes: tuple[Quoted, ...]

    @property
    def own(self) -> bool:
        """Whether it is one of `training/texts`, by its name: theme and three digits."""
        return bool(re.fullmatch(r"[a-z]+-\d{3}", self.id))


def read_folder(folder: Path) -> Iterator[Labelled]:
    """All documents of the `.tagged` files of a folder: one a file, named by it, or several, each under a line `=== NAME`.

    Raises ValueError naming the document where a tag closes nothing or is never closed.
    """
    for path in sorted(folder.glob("*.tagged")):
        tagged = path.read_bytes().decode("utf-8")
        parts = _DOCUMENT.split(tagged)
        pairs = zip(parts[1::2], parts[2::2], strict=True) if len(parts) > 1 else [(path.stem, tagged)]
        yield from (parse(name, body.rstrip("\n")) for name, body in pairs)


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
    """A document out of its tagged text; act tags are left out.

    Raises ValueError naming the document where a tag closes nothing or is never closed.
    """
    text, at = "", 0
    opened: list[tuple[str, list[int], str, int]] = []
    found: dict[int, dict[str, list[tuple[int, int, str]]]] = defaultdict(lambda: defaultdict(list))
    for tag in _TAG.finditer(tagged):
        text, at = text + tagged[at : tag.start()], tag.end()
        if not tag[1]:
            opened.append((tag[2], [int(number) for number in tag[3].split(",")], tag[4] or "", len(text)))
            continue
        if not opened or opened[-1][0] != tag[2]:
            raise ValueError(f"{name}: </{tag[2]}> closes nothing after …{text[-40:]!r}")
        kind, numbers, label, start = opened.pop()
        for number in numbers if kind in "scq" else ():
            found[number][kind].append((start, len(text), label))
    if opened:
        raise ValueError(f"{name}: <{opened[-1][0]}> is never closed")
    return Labelled(name, text + tagged[at:], tuple(_quoted(parts) for _, parts in sorted(found.items()) if parts["q"]))


def _quoted(parts: dict[str, list[tuple[int, int, str]]]) -> Quoted:
    cue = min(parts["c"], default=None)
    return Quoted(
        content=tuple(sorted((start, end) for start, end, _ in parts["q"])),
        speaker=tuple(sorted((start, end) for start, end, _ in parts["s"])),
        cue=cue[:2] if cue else None,
        act=cue[2] if cue else "say",
    )
