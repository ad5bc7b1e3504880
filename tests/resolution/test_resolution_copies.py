"""Which documents are copies: reprinted, cut, retitled; never two reports that merely tell the same."""

from random import Random
from time import perf_counter

import pytest

from dragoman.model import Document
from dragoman.resolution import judge_copies

REPORT = (
    "The foreign ministers of Kenya and Norway met in Nairobi on Monday and spoke for two hours about fisheries, forests and a loan. "
    "They agreed that experts would draw up a list of ports by the end of June. A spokesman said the talks had been frank. "
    "Norway will send a delegation in the autumn, and a second meeting is planned for Oslo before the year is out."
)
OTHER = (
    "Norway's top diplomat travelled to Kenya this week. In Nairobi she was received by her colleague, with whom she discussed fish, "
    "timber and credit. Ports are to be named in June. The conversation was open, an official told reporters, and it will be continued "
    "in the Norwegian capital later this year after a visit by experts."
)


def document(text: str, publisher: str) -> Document:
    return Document(address=f"{publisher}.txt", text=text, publisher=publisher)


def copies(*texts: str) -> list[tuple[int, int]]:
    documents = [document(text, str(number)) for number, text in enumerate(texts)]
    places = {d.id: number for number, d in enumerate(documents)}
    return sorted(
        (min(pair), max(pair))
        for j in judge_copies(documents, "-")
        if (pair := (places[j.left], places[j.right])) and j.verdict == "same"
    )


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        ((REPORT, REPORT), [(0, 1)]),
        ((REPORT, REPORT.upper()), [(0, 1)]),
        ((REPORT, "Nairobi talks end well\n\n" + REPORT), [(0, 1)]),
        ((REPORT, REPORT[: len(REPORT) * 2 // 3]), [(0, 1)]),
        ((REPORT, REPORT + "\n\n" + OTHER[: len(OTHER) // 2]), [(0, 1)]),
        ((REPORT, OTHER), []),
        ((REPORT, REPORT, REPORT), [(0, 1), (0, 2), (1, 2)]),
        (("—", "…"), []),
        (("One.", REPORT), []),
        ((REPORT,), []),
        ((), []),
    ],
)
def test_copies(texts: tuple[str, ...], expected: list[tuple[int, int]]) -> None:
    assert copies(*texts) == expected


def test_the_reason_gives_the_share() -> None:
    (judgement,) = judge_copies([document(REPORT, "A"), document(REPORT, "B")], "2025-04-07")
    assert judgement.because == "100% of the shorter text stands word for word in the other"
    assert (judgement.by, judgement.made, judgement.left < judgement.right) == ("rule:copies", "2025-04-07", True)


def test_a_report_that_hundreds_print_is_compared_quickly() -> None:
    begun = perf_counter()
    assert len(copies(*[REPORT] * 300)) == 300 * 299 // 2
    assert perf_counter() - begun < 5


def test_a_thousand_documents_are_compared_quickly() -> None:
    random = Random(7)
    words = [f"word{n}" for n in range(3_000)]
    texts = [" ".join(random.choices(words, k=300)) for _ in range(1_000)]
    begun = perf_counter()
    assert copies(*texts, texts[5]) == [(5, 1_000)]
    assert perf_counter() - begun < 5
