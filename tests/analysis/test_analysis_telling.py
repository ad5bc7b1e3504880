"""How a side tells a call, and what it left out although it spoke of it before."""

from analysis_builders import account, cut, words

from dragoman import analysis
from dragoman.model import Extraction
from dragoman.results import Comparison

MEANS = analysis.Means(words, cut, {})
PAKISTANI = account(
    "A talk was held.\n[PAK:person Dar] raised [#trade trade].\nThey spoke of [#terrorism terrorism] on [#visas visas].",
    "pk.txt",
    issuer="PAK",
)
AMERICAN = account("They discussed [#trade commerce] with the [PAK:person Dar].", "us.txt", issuer="USA")


def compare(*documents: Extraction, before: tuple[Extraction, ...] = ()) -> Comparison:
    return analysis.compare(documents, MEANS, before=before)


def test_room_lead_and_names() -> None:
    pakistani, american = compare(PAKISTANI, AMERICAN).accounts
    assert (pakistani.side, pakistani.room) == ("PAK", 13)
    assert (american.side, american.room) == ("USA", 6)
    assert pakistani.leads
    assert pakistani.leads.anchor.exact == "Dar raised trade"
    assert [(r.cell.anchor.exact, r.meaning) for r in american.named] == [("Dar", "Dar")]
    assert pakistani.when == pakistani.where == pakistani.promised == ()


def test_what_a_silent_side_said_before_stands_with_the_item() -> None:
    old = [account(f"We spoke of [#terrorism terrorism] {how}.", f"{how}.txt", issuer="USA") for how in ("once", "again")]
    items = {item.topic: item for item in compare(PAKISTANI, AMERICAN, before=tuple(old)).items}
    assert {side: cell.anchor.exact for side, cell in items["terrorism"].earlier.items()} == {
        "USA": "We spoke of terrorism again"
    }
    assert not items["trade"].earlier


def test_the_words_that_differ_are_marked() -> None:
    one = account("They agreed on [#trade trade worth 5 million].", "pk.txt", issuer="PAK")
    other = account("They agreed on [#trade trade worth 7 million].", "us.txt", issuer="USA")
    (item,) = compare(one, other).items
    assert (item.status, [mark.exact for mark in item.marks]) == ("differs", ["5", "7"])
