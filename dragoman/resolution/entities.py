"""Which mentions in several documents are one entity."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from rapidfuzz.distance import JaroWinkler

from dragoman.model import Judgement, Mention

__all__ = ["judge_mentions"]

RULE = "rule:names"
#: Jaro-Winkler likeness from which two full names may be spellings of one: Zelensky and Zelenskyy .98, Mohammad and Mohammed .95.
_ALIKE = 0.95


def judge_mentions(mentions: Iterable[Mention], made: str) -> Iterator[Judgement]:
    """Judge one mention of each entity of each document against those of other documents that could be it.

    States and bodies are one when their entity id is. Persons are one when their full names are alike and nothing that they are
    said to act for speaks against it; a bare surname is judged against nobody. `made` is the time of judging, UTC ISO.
    """
    blocks: dict[str, list[Mention]] = defaultdict(list)
    seen: set[tuple[str, str]] = set()
    for mention in sorted(mentions, key=lambda m: m.id):
        key = (mention.anchor.document, mention.entity)
        if key in seen or "+" in mention.entity:
            continue
        seen.add(key)
        blocks[_block(mention)].append(mention)
    for block in blocks.values():
        yield from _judge(block, made)


def _block(mention: Mention) -> str:
    """Persons meet under the initial letters of their names' ends, other things under their entity id."""
    if mention.kind != "person":
        return mention.entity
    parts = mention.entity.removeprefix("person:").split("-")
    return "person:" + "".join(sorted({parts[0][:1], parts[-1][:1]}))


def _judge(block: Sequence[Mention], made: str) -> Iterator[Judgement]:
    for i, a in enumerate(block):
        for b in block[i + 1 :]:
            if reason := _reason(a, b):
                left, right = sorted((a.id, b.id))
                yield Judgement(left=left, right=right, verdict="same", by=RULE, because=reason, made=made)
                break  # the chain of neighbours joins the block; judging every pair would say nothing more


def _reason(a: Mention, b: Mention) -> str | None:
    if a.kind != "person" or b.kind != "person":
        return f"both are {a.name}" if a.entity == b.entity else None
    if a.country and b.country and a.country != b.country:
        return None
    if a.entity == b.entity and "-" in a.entity.removeprefix("person:"):
        return f"both are called {a.name}" + (f" and act for {a.country}" if a.country and a.country == b.country else "")
    likeness = JaroWinkler.similarity(a.name.casefold(), b.name.casefold())
    if " " in a.name and " " in b.name and likeness >= _ALIKE and a.country and a.country == b.country:
        return f"{a.name} and {b.name} are spelt alike and act for {a.country}"
    return None
