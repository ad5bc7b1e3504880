"""Many processes yield what one does, whoever dies on the way."""

import subprocess
import sys
from collections.abc import Iterable
from multiprocessing import active_children
from pathlib import Path

import pytest
from distributed import LocalCluster

from dragoman import pipeline
from dragoman.batch import extract_many
from dragoman.errors import DocumentError, DragomanError, SourceError, UsageError
from dragoman.model import Extraction

TEXTS = [
    "Kenya’s foreign minister met his Norwegian counterpart in Oslo on 3 March 2025 and thanked Norway for its aid.",
    "“We will answer in kind,” Chile’s defence minister told reporters on Tuesday.",
    "Ghana and Togo signed an accord on the shared border. A Togolese spokesman said that talks would go on in May.",
    "وصل الوزير إلى القاهرة. 外長は東京で会談した。 🕊️",
    "The Kremlin denied that Russia had agreed to a ceasefire.",
]


@pytest.fixture
def addresses(tmp_path: Path) -> list[str]:
    """Eleven documents, one of them twice, an empty one and one that isn't there."""
    folder = tmp_path / "reports"
    folder.mkdir()
    for number in range(10):
        (folder / f"{number:02}.txt").write_text(f"{TEXTS[number % len(TEXTS)]} Report {number // len(TEXTS)}.", "utf-8")
    (folder / "05b.txt").write_text("", "utf-8")
    return [str(folder), str(folder / "missing.txt"), str(folder / "03.txt")]


def seen(outcomes: Iterable[Extraction | DragomanError]) -> list[Extraction | str]:
    """Outcomes that can be compared: exceptions as their type and words."""
    return [found if isinstance(found, Extraction) else repr(found) for found in outcomes]


def test_many_processes_yield_what_one_does_whoever_dies_on_the_way(
    addresses: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(scratch))
    expected = seen(pipeline.extract_all(addresses))
    deadly, faulty = tmp_path / "deadly.txt", tmp_path / "faulty.txt"
    deadly.write_text("Peru and Japan spoke of the earthquake.", "utf-8")
    faulty.write_text("Peru and Japan spoke of the eclipse.", "utf-8")

    run = extract_many([str(deadly), addresses[0], str(faulty), *addresses[1:], addresses[2]], 2, model="deadly_model")
    first, *outcomes = (next(run) for _ in range(len(expected) + 2))
    run.close()  # with the last one still in flight

    assert isinstance(first, DocumentError)
    assert "its worker died" in first.reason
    failed = outcomes.pop(-3)
    assert isinstance(failed, DocumentError)
    assert "no words for this" in failed.reason
    assert seen(outcomes) == expected
    assert [type(found) for found in outcomes if isinstance(found, DragomanError)] == [DocumentError, SourceError]
    assert not active_children()
    assert not list(scratch.iterdir())


def test_the_workers_of_a_given_scheduler_do_as_well(addresses: list[str]) -> None:
    quiet = {"dashboard_address": "127.0.0.1:0"}
    with LocalCluster(n_workers=1, threads_per_worker=1, processes=False, scheduler_kwargs=quiet) as cluster:  # type: ignore[no-untyped-call]
        assert seen(extract_many(addresses, cluster.scheduler_address)) == seen(pipeline.extract_all(addresses))


@pytest.mark.parametrize(("count", "reason"), [(0, "take 1 or more"), ("carrier-pigeon://loft", "no Dask scheduler")])
def test_workers_that_there_cannot_be_are_a_wrong_question(count: int | str, reason: str) -> None:
    with pytest.raises(UsageError, match=reason):
        next(extract_many([], count))


def test_without_dask_one_line_says_what_to_install() -> None:
    program = "import sys; sys.modules['distributed'] = None\ntry: import dragoman.batch\nexcept Exception as error: print(error)"
    answer = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert (
        answer.stdout == "extracting on workers needs the extra `batch` (distributed is missing): pip install 'dragoman[batch]'\n"
    )
    assert not answer.stderr
