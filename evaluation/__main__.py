"""Score Dragoman against its gold: `python -m evaluation [SET…] [--errors N]`. Exits 1 under a floor."""

import sys
from argparse import ArgumentParser, RawDescriptionHelpFormatter

from rich.console import Console

from evaluation import floors
from evaluation.measures import invariants
from evaluation.measures.result import Error, Measure
from evaluation.program import run
from evaluation.report import print_errors, table
from evaluation.sets import gold_sets


def main() -> int:
    """Ask all questions of the chosen sets at once, then score set by set."""
    sets = gold_sets()
    parser = ArgumentParser("python -m evaluation", description=__doc__, formatter_class=RawDescriptionHelpFormatter)
    parser.add_argument("sets", nargs="*", metavar="SET", help=f"all, or some of: {', '.join(sets)}")
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="show N errors of each kind")
    arguments = parser.parse_args()
    if unknown := set(arguments.sets) - sets.keys():
        parser.error(f"no such set: {', '.join(sorted(unknown))}; there are {', '.join(sets)}")
    chosen = [gold_set for name, gold_set in sets.items() if name in (arguments.sets or sets)]

    console = Console()
    present = {gold_set: gold_set.read(gold_set.files) for gold_set in chosen if gold_set.files}
    answers = iter(run([case.question for cases in present.values() for case in cases]))

    floor = floors.read()
    scores: dict[str, dict[str, Measure]] = {}
    errors: dict[str, list[Error]] = {}
    failures: list[str] = []
    for gold_set, cases in present.items():
        answered = [next(answers) for _ in cases]
        result = gold_set.score(cases, answered)
        sound = invariants.score(cases, answered)
        scores[gold_set.name] = {**result.measures, **sound.measures}
        errors[gold_set.name] = [*result.errors, *sound.errors]
        failures += floors.failures(gold_set, scores[gold_set.name], floor)

    if arguments.errors:
        for name, ones in errors.items():
            print_errors(console, name, ones, arguments.errors)
    console.print(table(scores, {name: one["floors"] for name, one in floor.items()}))
    for gold_set in chosen:
        if gold_set not in present:
            console.print(f"{gold_set.name}: absent", style="yellow")
    for failure in failures:
        console.print(failure, style="bold red", soft_wrap=True)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
