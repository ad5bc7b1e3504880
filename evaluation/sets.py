"""The sets: which files, which questions they ask, which scorer judges the answers."""

import json
import os
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from evaluation import seeds
from evaluation.measures import attributions, claims, comparisons, merging, pairs, quotes, readouts, times, topics
from evaluation.measures.result import Case, Json, Result
from evaluation.questions import Comparison, Pair, Stories, Text, Together
from training.corpus import Quoted, held_out, read_folder

HERE = Path(__file__).parent
#: The second seed's day of publication, for the checks that need one.
SEED_PUBLISHED = "2025-08-09"


@dataclass(frozen=True, slots=True)
class GoldSet:
    """A named set: `files` are its files, none when it is absent; `read` makes cases of them; `score` judges the answers."""

    name: str
    files: tuple[Path, ...]
    read: Callable[[tuple[Path, ...]], list[Case]]
    score: Callable[[Sequence[Case], Sequence[Json]], Result]

    def sha256(self) -> str:
        """The hash of the names and contents of the files."""
        digest = sha256()
        for path in self.files:
            digest.update(path.name.encode() + b"\0" + sha256(path.read_bytes()).digest())
        return digest.hexdigest()


def gold_sets() -> dict[str, GoldSet]:
    """All sets by name, whether their files are here or not; `DRAGOMAN_GOLD` names another folder than `../shared`."""
    shared = Path(os.environ.get("DRAGOMAN_GOLD", HERE.parent.parent / "shared"))
    sets = (
        GoldSet("own", _documents(HERE / "gold"), _read_documents, _score_documents),
        GoldSet("gold", _documents(shared / "gold"), _read_documents, _score_documents),
        GoldSet("topics", _documents(shared / "gold"), _read_documents, topics.score),
        GoldSet("readouts", _present(shared / "gold/wh_dev.jsonl"), _read_readouts, readouts.score),
        GoldSet("seeds", tuple(sorted((shared / "seeds").glob("*.txt"))), _read_seeds, seeds.score),
        GoldSet("plv", _present(shared / "data/plv_train.jsonl"), _read_pairs, pairs.score),
        GoldSet("polnear", _present(shared / "data/polnear_dev.jsonl"), _read_lines, attributions.score),
        GoldSet("unseen", tuple(sorted((shared / "train").glob("*.tagged"))), _read_unseen, attributions.score),
        GoldSet("newswire", _present(shared / "data/newswire_dates.jsonl"), _read_lines, times.score),
        GoldSet("wikiwars", _present(shared / "data/wikiwars.jsonl"), _read_lines, times.score),
        GoldSet("comparisons", _present(HERE / "cases/comparisons.txt"), _read_comparisons, comparisons.score),
        GoldSet("pairs", _present(HERE / "cases/events.txt"), _read_events, merging.pairs),
        GoldSet("apart", _present(shared / "gold/wh_dev.jsonl"), _read_apart, merging.apart),
        GoldSet("stories", _present(shared / "data/news_clusters.jsonl"), _read_stories, merging.stories),
    )
    return {gold_set.name: gold_set for gold_set in sets}


def _present(path: Path) -> tuple[Path, ...]:
    return (path,) if path.exists() else ()


def _documents(folder: Path) -> tuple[Path, ...]:
    return tuple(sorted(path for path in folder.glob("*") if path.suffix == ".json" or path.with_suffix(".json").exists()))


def _lines(path: Path) -> list[Json]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def _read_documents(files: tuple[Path, ...]) -> list[Case]:
    cases = []
    for path in files:
        if path.suffix == ".json":
            gold = json.loads(path.read_text("utf-8"))
            text = path.with_suffix(".txt").read_bytes().decode("utf-8")
            cases.append(Case(Text(path.stem, text, gold["published"]), gold))
    return cases


def _read_lines(files: tuple[Path, ...]) -> list[Case]:
    return [Case(Text(gold["id"], gold["text"], gold["published"]), gold) for path in files for gold in _lines(path)]


def _read_unseen(files: tuple[Path, ...]) -> list[Case]:
    """The labelled texts that no training sees, with their quotes."""
    documents = read_folder(files[0].parent) if files else ()
    return [
        Case(Text(document.id, document.text), {"attributions": [_attribution(quote) for quote in document.quotes]})
        for document in documents
        if held_out(document.id) and document.quotes is not None
    ]


def _attribution(quote: Quoted) -> Json:
    return {"source": quote.speaker, "cue": [quote.cue] if quote.cue else [], "content": quote.content}


def _read_pairs(files: tuple[Path, ...]) -> list[Case]:
    return [
        Case(Pair(gold["id"], gold["text"], _first(gold["source"]), _first(gold["target"])), gold)
        for path in files
        for gold in _lines(path)
    ]


def _first(stretches: Sequence[Sequence[int]]) -> tuple[int, int] | None:
    return (stretches[0][0], stretches[0][1]) if stretches else None


def _read_readouts(files: tuple[Path, ...]) -> list[Case]:
    """The readouts without their first line: a title gives the parties away."""
    return [
        Case(Text(Path(gold["path"]).stem, gold["text"].partition("\n")[2].strip(), gold["published"]), gold)
        for path in files
        for gold in _lines(path)
    ]


def _read_comparisons(files: tuple[Path, ...]) -> list[Case]:
    """Blocks of a heading, each side's text under its code and publisher, or a report under "-" and its publisher, and the items, a line each."""
    cases = []
    for path in files:
        for block in path.read_text("utf-8").split("######\n")[1:]:
            heading, *parts = re.split(r"^--- ", block.strip(), flags=re.MULTILINE)
            name, _, published = (part.strip() for part in heading.strip("= \n").split("|"))
            texts = []
            for part in parts[:-1]:
                title, text = part.split("\n", 1)
                code, publisher = (word.strip() for word in title.split("|"))
                texts.append(Text(f"{name}-{code}", text.strip(), published, publisher, issuer=None if code == "-" else code))
            items = [_read_item(line) for line in parts[-1].splitlines()[1:] if line.strip()]
            cases.append(Case(Comparison(tuple(texts)), {"name": name, "items": items}))
    return cases


def _read_item(line: str) -> Json:
    """`status | label | CODE: words || words | CODE: words`."""
    status, label, *cells = (part.strip() for part in re.split(r"(?<!\|)\|(?!\|)", line))
    told = [cell.split(":", 1) for cell in cells]
    return {
        "status": status,
        "label": label,
        "cells": {code.strip(): [one.strip() for one in words.split("||")] for code, words in told},
    }


#: The words of a case that tell the act in question.
_MARKED = re.compile(r"\[\[(.+?)\]\]")


def _read_events(files: tuple[Path, ...]) -> list[Case]:
    """Blocks of three lines: kind and verdict, then twice publisher, day of publication and text with the act in [[brackets]]."""
    cases = []
    for path in files:
        lines = [line for line in path.read_text("utf-8").splitlines() if line.strip() and not line.startswith("#")]
        for number in range(0, len(lines), 3):
            kind, verdict = (part.strip() for part in lines[number].strip("= ").split("|"))
            texts, triggers = [], []
            for side, line in enumerate(lines[number + 1 : number + 3], 1):
                publisher, published, marked = (part.strip() for part in line.split("|", 2))
                act = _MARKED.search(marked)
                if not act:
                    raise ValueError(f"{path.name}: no [[words]] in {line[:60]!r}")
                triggers.append((act.start(), act.start() + len(act[1])))
                texts.append(Text(f"{number // 3 + 1}.{side}", _MARKED.sub(r"\1", marked), published, publisher))
            cases.append(Case(Together(tuple(texts)), {"kind": kind, "verdict": verdict, "triggers": triggers}))
    return cases


def _read_apart(files: tuple[Path, ...]) -> list[Case]:
    """All readouts as one question."""
    listed = [gold for path in files for gold in _lines(path)]
    texts = (Text(Path(gold["path"]).stem, gold["text"], gold["published"], "whitehouse.gov") for gold in listed)
    return [Case(Together(tuple(texts)), {"readouts": listed})] if listed else []


def _read_stories(files: tuple[Path, ...]) -> list[Case]:
    """All reports as one question."""
    listed = [gold for path in files for gold in _lines(path)]
    texts = (Text(gold["id"], gold["text"], gold["published"], gold["publisher"], gold["title"]) for gold in listed)
    return [Case(Stories(tuple(texts)), {"stories": {gold["id"]: gold["event_id"] for gold in listed}})] if listed else []


def _read_seeds(files: tuple[Path, ...]) -> list[Case]:
    first, second = (Text(path.stem, path.read_bytes().decode("utf-8")) for path in files)
    dated = Text(second.address, second.text, SEED_PUBLISHED)
    return [Case(question, {}) for question in (first, second, dated, Comparison((first,)))]


def _score_documents(cases: Sequence[Case], answers: Sequence[Json]) -> Result:
    told, said = claims.score(cases, answers), quotes.score(cases, answers)
    return Result({**told.measures, **said.measures}, [*told.errors, *said.errors])
