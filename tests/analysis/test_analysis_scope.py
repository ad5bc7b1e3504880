"""What of a document tells one engagement."""

from dataclasses import replace

from analysis_builders import account

from dragoman.analysis.accounts import accounts
from dragoman.analysis.scope import told
from dragoman.model import Claim, Clause, Extraction

PARTIES = ("PAK", "USA")


def scope(extraction: Extraction, *claims: Claim) -> list[str]:
    """The passages told of the call, whose claims are given or else looked for."""
    text = extraction.document.text
    starts = [0, *(at + 1 for at, letter in enumerate(text) if letter in "\n.")]
    clauses = [
        Clause(start, end, opens=True)
        for start, end in zip(starts, [*starts[1:], len(text)], strict=True)
        if text[start:end].strip()
    ]
    found = told(extraction, accounts(extraction), PARTIES, [claim.id for claim in claims], clauses)
    return [text[p.start : p.end].strip() for p in found]


def claim(extraction: Extraction, words: str, *, type_: str = "CONSULT", parties: tuple[str, ...] = PARTIES) -> Claim:
    start = extraction.document.text.index(words)
    sides = tuple(replace(extraction.claims[0].actors[0], country=code, entity=code) for code in parties)
    return Claim(trigger=extraction.document.anchor(start, start + len(words)), type=type_, modality="asserted", actors=sides)


def telling(marked: str, *told: tuple[str, str, tuple[str, ...]], issuer: str | None = None) -> Extraction:
    extraction = account(marked, "a.txt", issuer=issuer)
    return replace(
        extraction, claims=tuple(claim(extraction, words, type_=type_, parties=parties) for words, type_, parties in told)
    )


CALL, OTHER = ("called", "CONSULT", PARTIES), ("hosted", "CONSULT", ("CHN", "PAK"))


def test_of_a_report_that_opens_with_it_all_but_other_engagements_and_what_others_did() -> None:
    report = telling(
        "Dar called.\nThey spoke of trade.\nXi hosted Dar.\nDelhi shelled a town.", CALL, OTHER, ("shelled", "ASSAULT", ("IND",))
    )
    assert scope(report) == ["Dar called.", "They spoke of trade."]


def test_of_a_report_that_recalls_it_the_sentence() -> None:
    report = telling("Xi hosted Dar.\nMuch was said. Dar called in May. Rain fell.", OTHER, CALL)
    assert scope(report, report.claims[1]) == ["Dar called in May."]


def test_a_readout_is_taken_whole_unless_it_only_recalls_it() -> None:
    readout = telling("Xi hosted Dar.\nDar called in May. Rain fell.", OTHER, CALL, issuer="PAK")
    assert scope(readout) == ["Xi hosted Dar.", "Dar called in May. Rain fell."]
    assert scope(readout, readout.claims[1]) == ["Dar called in May."]
    assert scope(readout, readout.claims[0]) == ["Xi hosted Dar.", "Dar called in May. Rain fell."]


def test_a_report_without_the_engagement_counts_whole() -> None:
    assert scope(telling("Rain fell.\nIt was cold.")) == ["Rain fell.", "It was cold."]
