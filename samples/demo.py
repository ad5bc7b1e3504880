"""What `make demo` runs: the samples go into a fresh record, and the record answers. Ends with the status of the first step that fails.

Each step prints the command that it runs, so that a reader can repeat it.
"""
# ruff: noqa: T201, S603 -- it prints for people, and runs nothing but this program

import json
import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

SAMPLES = Path(os.path.relpath(Path(__file__).parent))
PARTIES = ("Pakistan", "United States")


def main() -> None:
    """Read, then ask: what happened, how the two sides tell the first call, who denied what, and whether every word is proved."""
    os.environ["COLUMNS"] = str(shutil.get_terminal_size((120, 40)).columns)
    os.environ["DRAGOMAN_RECORD"] = record = str(Path(tempfile.mkdtemp(prefix="dragoman-demo-")) / "demo.db")
    print(f"The samples in {SAMPLES}/ are invented reports about real dealings. They go into a record of their own:\n")
    print(f"$ export DRAGOMAN_RECORD={shlex.quote(record)}")
    show("Read every document, keep what it says, and judge what is told twice.", "add", str(SAMPLES))
    show(
        "What Pakistan and the United States did with each other in 2025, each event once, and under it what was said there.",
        "timeline",
        *PARTIES,
    )
    call = first_call()
    show("The first call: every telling of it with its words, and what the tellings disagree on.", "event", call)
    show("The same call as each side gave it out: what both say, and what only one does.", "compare", call)
    show("Who denied something, in which words.", "quotes", "--act", "deny")
    show("What they have undertaken towards each other, and later words that may bear on it.", "commitments", *PARTIES)
    show("Two pages to take into the next call; every line has its sources.", "brief", *PARTIES, "--for", "the next call")
    show("Where some words stand.", "search", "critical minerals")
    show("The proof: every anchor is cut once more out of its document and compared.", "verify")
    print(f"\nThe record is kept in {record}; ask it more, or delete it.")


def show(why: str, *words: str) -> None:
    """Say why, print the command, run it; exit with its status when it fails."""
    print(f"\n{why}\n$ dragoman {shlex.join(words)}", flush=True)
    run(*words)


def run(*words: str, capture: bool = False) -> str:
    """Run a command of the program and return what it wrote when `capture` is set; exit with its status when it fails."""
    command = [sys.executable, "-m", "dragoman", *words]
    done = subprocess.run(
        command, stdout=subprocess.PIPE if capture else None, stderr=None if capture else subprocess.STDOUT, check=False
    )
    if done.returncode:
        print(f"\nThe demo stops: `dragoman {shlex.join(words)}` ended with status {done.returncode}.", file=sys.stderr)
        raise SystemExit(done.returncode)
    return done.stdout.decode() if capture else ""


def first_call() -> str:
    """The id of the telephone call that both readouts of April tell."""
    events = map(json.loads, run("timeline", *PARTIES, "--format", "jsonl", capture=True).splitlines())
    readouts = {str(SAMPLES / f"2025-04-07-readout-{side}.txt") for side in ("pakistan", "us")}
    found = next((event["id"] for event in events if event["mode"] == "phone" and readouts <= set(event["documents"])), None)
    if found is None:
        raise SystemExit("The demo stops: no call in the record is told by both readouts of April.")
    return str(found)


if __name__ == "__main__":
    main()
