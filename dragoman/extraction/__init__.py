"""EXTRACT: a document in, all that it says out. Pure: no record, no network, no clock. spaCy lives here and nowhere else."""

from dragoman.extraction import answers, coreference, dates, entities, events, quotes, speech, tagger, topics
from dragoman.extraction.clauses import clauses
from dragoman.extraction.events import engagements, pairs
from dragoman.extraction.parse import DEFAULT_MODEL, parse
from dragoman.extraction.parties import Parties
from dragoman.extraction.prose import cut, prose
from dragoman.extraction.tags import Act, Stretch
from dragoman.model import Document, Extraction, Topic

__all__ = ["DEFAULT_MODEL", "clauses", "code_pair", "extract", "parse", "prose"]


def extract(document: Document, model: str = DEFAULT_MODEL) -> Extraction:
    """Read one document: mentions, claims, quotes and times, each with its anchors."""
    page = prose(document)
    doc = parse(page, model)
    times = dates.find(page)
    reading = entities.read_names(page)
    named, phrases = entities.find(doc, page, reading)
    mentions = coreference.link(doc, page, named, reading)
    parties = Parties(doc, mentions, phrases)
    about = topics.find(page.text)
    tags = tagger.read(page.text)
    said = quotes.find(page, parties, speech.mend(doc, page.text, tags.speech), about)
    engaged = engagements.read(doc, parties)
    claims = events.find(page, doc, parties, mentions, times, said, about, engaged, tags.acts)
    said = answers.link(said, claims, parties)
    subjects = tuple(Topic(found.topic, page.anchor(found.start, found.end)) for found in about)
    return cut(Extraction(page, mentions, claims, said, times, subjects, clauses(doc)), document)


def code_pair(text: str, source: Stretch | None, target: Stretch | None) -> Act | None:
    """The act that a sentence reports from the mention at `source` towards the one at `target` (either may be None), or None."""
    tags = tagger.read(text, [(source, target)])
    return pairs.code(text, tags.acts, tags.pairs[0], source, target)
