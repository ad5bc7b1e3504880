"""Which charge or demand a denial answers: in its own document as it was read there, else in another by parties, topic and time."""

import re
from collections.abc import Iterable
from datetime import date, timedelta

from dragoman.lexicons import country_codes
from dragoman.model import Anchor, Document, Extraction, Quote
from dragoman.results import Answer

__all__ = ["ANSWERABLE", "REACH", "across", "names", "within"]

#: Acts that answer, and for each the acts that it may answer in another document.
ANSWERABLE = {
    "deny": frozenset(("accuse", "condemn")),
    "reject": frozenset(("accuse", "condemn", "request", "urge", "invite", "threaten")),
}
#: How long before the answer what it answers was published: news is answered within a fortnight.
REACH = timedelta(14)
#: How many words of five letters and more make up for a topic in common.
_WORDS = 2
#: How many code points may stand between the parts of a quote that is shown as one passage.
_BETWEEN = 120


def within(extraction: Extraction) -> dict[str, Answer]:
    """The answers that one document gives to what stands in it, by the answering quote's id."""
    quotes = {quote.id: quote for quote in extraction.quotes}
    claims = {claim.id: claim for claim in extraction.claims}
    found: dict[str, Answer] = {}
    for quote in extraction.quotes:
        target = quote.denies or quote.confirms
        if target in quotes:
            words = _passage(extraction.document, quotes[target])
        elif target in claims:
            words = (claims[target].trigger,)
        else:
            continue
        found[quote.id] = Answer(extraction.document, words, target, "the document tells the two together")
    return found


def across(document: Document, quote: Quote, said: Iterable[tuple[Document, Quote]]) -> Answer | None:
    """What a denial or rejection answers among quotes of other documents, or None.

    The other side's words must be of an act that is answered so, name or address the one who answers, be published on its day or up to
    a fortnight before, and share a topic or several words with it. The best in common counts, then the latest.
    """
    if quote.act not in ANSWERABLE or not quote.country:
        return None
    ours, published = set(quote.countries), document.day
    best: tuple[tuple[int, date], Answer] | None = None
    for other_document, other in said:
        day = other_document.day
        if other.act not in ANSWERABLE[quote.act] or other_document.id == document.id or not (published and day):
            continue
        if not timedelta(0) <= published - day <= REACH or not other.countries or ours & set(other.countries):
            continue
        named = ours & (names(other) | set((other.addressee or "").split("+")))
        topics = [topic for topic in other.topics if topic in quote.topics]
        words = sorted(_words(quote) & _words(other))
        if not named or not (topics or len(words) >= _WORDS):
            continue
        common = f"on {', '.join(topics)}" if topics else f"in the same words ({', '.join(words)})"
        because = f"{other.country} spoke of {'+'.join(sorted(named))} {common}, published {other_document.published}"
        weight = 2 * len(topics) + len(words), day
        if best is None or weight > best[0]:
            best = weight, Answer(other_document, _passage(other_document, other), other.id, because)
    return best[1] if best else None


def _passage(document: Document, quote: Quote) -> tuple[Anchor, ...]:
    """The words of a quote with who says them, where these stand together; else what was said."""
    parts = [a for a in (quote.speaker, quote.cue, *quote.content) if a]
    start, end = min(a.start for a in parts), max(a.end for a in parts)
    said = sum(a.end - a.start for a in parts)
    return (document.anchor(start, end),) if end - start <= said + _BETWEEN else quote.content


def names(quote: Quote) -> set[str]:
    """The states and bodies that the words of a quote name."""
    codes = country_codes()
    words = " ".join(anchor.exact for anchor in quote.content).casefold()
    tokens = re.findall(r"\w+", words)
    phrases = [" ".join(tokens[i : i + n]) for n in (1, 2, 3) for i in range(len(tokens) - n + 1)]
    return {codes[phrase] for phrase in phrases if phrase in codes}


def _words(quote: Quote) -> set[str]:
    return {word for anchor in quote.content for word in re.findall(r"[^\W\d_]{5,}", anchor.exact.casefold())}
