"""A brief as a paper of numbered sentences: Markdown, HTML or Word. Every sentence names the sources that support it, or can't be made."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from io import BytesIO

from dragoman.errors import UsageError
from dragoman.exchange import words
from dragoman.model import Event, Telling
from dragoman.results import Brief, Commitment, Counterpart, Discrepancy, Issue, Source, Turn

__all__ = ["Paper", "Section", "Sentence", "docx", "html", "markdown", "paper"]

#: How many code points of a source are shown in a sentence; the list of sources has all.
_SHOWN = 170


@dataclass(frozen=True, slots=True)
class Sentence:
    """A line of a paper, what it is about first, with the words that support it. Raises ValueError when there are none."""

    lead: str
    text: str
    sources: tuple[Source, ...]

    def __post_init__(self) -> None:
        if not self.sources:
            raise ValueError(f"no source supports: {self.lead}: {self.text}")


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and the sentences below it."""

    title: str
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """A title, what it rests on, and sections."""

    title: str
    basis: str
    sections: tuple[Section, ...]

    @property
    def sources(self) -> tuple[Source, ...]:
        """Every source once, in the order in which the sentences need them: the number of one is its place, from 1."""
        return tuple(dict.fromkeys(s for section in self.sections for sentence in section.sentences for s in sentence.sources))


def paper(brief: Brief) -> Paper:
    """Put a brief into words: those of the sources in quotation marks, and between them only what was read from these."""
    sections = [
        Section("Latest engagements", tuple(map(_engagement, brief.engagements))),
        Section("Who takes part", tuple(map(_counterpart, brief.counterparts))),
        Section("Open issues, with each side’s latest words", tuple(s for issue in brief.issues for s in _issue(issue))),
        Section("Commitments, and what later words bear on them", tuple(map(_commitment, brief.commitments))),
        Section("Accounts in dispute", tuple(map(_dispute, brief.disputes))),
        Section("Silent", tuple(_silence(issue, party) for issue, party in brief.silent)),
    ]
    filled = [section for section in sections if section.sentences]
    key = Section("Key points", tuple(section.sentences[0] for section in filled if section.title != "Who takes part"))
    until = f", the latest of {words.day(brief.until)}" if brief.until else ""
    number = f"{brief.documents} document" + ("" if brief.documents == 1 else "s")
    return Paper(
        f"Brief: {words.states(brief.parties)}" + (f", for {brief.purpose}" if brief.purpose else ""),
        f"Made from {number} of the record{until}. The numbers lead to the sources.",
        (key, *filled) if filled else (),
    )


def _engagement(event: Event) -> Sentence:
    persons = ", ".join(m.name for m in event.persons)
    about = words.heading(event) + (f" ({persons})" if persons else "") + (f", in {event.location}" if event.location else "")
    told = _sentence(event.tellings[0])
    return Sentence(_when(event), f"{about}: {_cited(told)}", (told,))


def _counterpart(found: Counterpart) -> Sentence:
    return Sentence(words.state(found.country), found.name + (f", {found.office}" if found.office else ""), (found.source,))


def _issue(issue: Issue) -> Iterator[Sentence]:
    for turn in dict.fromkeys(filter(None, map(issue.latest, issue.parties))):
        yield Sentence(_label(issue), f"{_turn(turn)}: {_cited(turn.best)}", (turn.best,))


def _label(issue: Issue) -> str:
    return issue.label[:1].upper() + issue.label[1:]


def _turn(turn: Turn) -> str:
    day = f" ({words.day(turn.day)})" if turn.day else ""
    return f"{' and '.join(map(words.state, turn.sides))}, {turn.change}{day}"


def _commitment(commitment: Commitment) -> Sentence:
    lead = f"{' and '.join(map(words.state, commitment.by))} {words.undertook(commitment.kind)}"
    facts = [
        f"Towards {words.states(commitment.to)}" if commitment.to != commitment.by else "",
        words.day(commitment.made) if commitment.made else "",
        f"due {words.when(commitment.due)}" if commitment.due else "",
    ]
    last = commitment.evidence[-1:]
    later = f"later: {_cited(last[0].source)}" if last else "nothing later here speaks to it"
    text = f"{', '.join(filter(None, facts))}: {_cited(commitment.source)}; {later}"
    return Sentence(lead, text, (commitment.source, *(e.source for e in last)))


def _dispute(found: Discrepancy) -> Sentence:
    tellings = {t.id: t for t in found.event.tellings}
    values = [(value, [tellings[c] for c in claims if c in tellings]) for value, claims in found.disagreement.values]
    written = words.day if found.disagreement.field == "when" else str
    told = [(written(value), _sentence(given[0])) for value, given in values if given]
    what = f"Accounts differ on {words.field(found.disagreement.field)}"
    if found.against:
        what = f"Told as the first, but an earlier one stands of {_when(found.against)}"
        told += [("earlier", _sentence(found.against.tellings[0]))]
    said = "; ".join(f"{value} ({source.document.publisher or source.document.address})" for value, source in told)
    lead = f"{_when(found.event)}, {words.heading(found.event)}"
    return Sentence(lead, f"{what}: {said}", tuple(source for _, source in told))


def _silence(issue: Issue, party: str) -> Sentence:
    turn = issue.latest(party)
    day = f" on {words.day(turn.day)}" if turn and turn.day else ""
    if turn:
        said = f"{words.state(party)} last spoke of it{day}, {issue.silent[party]} engagements ago"
    else:
        turn = issue.turns[-1]
        said = f"No words of {words.state(party)} here; {_turn(turn)}"
    return Sentence(_label(issue), f"{said}: {_cited(turn.best)}", (turn.best,))


def _when(event: Event) -> str:
    return words.when(event.when) or "No day given"


def _sentence(telling: Telling) -> Source:
    return Source(telling.document, telling.document.sentence_at(telling.claim.trigger.start))


def _cited(source: Source) -> str:
    return words.cited(source.anchor.exact, _SHOWN)


def _numbers(sentence: Sentence, sources: Sequence[Source]) -> str:
    return "".join(f"[{sources.index(source) + 1}]" for source in sentence.sources)


def _reference(source: Source) -> str:
    document = source.document
    title = document.title or document.address
    facts = ", ".join(
        part for part in (document.publisher, words.day(document.published) if document.published else None) if part
    )
    return f"{title} ({facts or 'publication day unknown'}), {document.address}, characters {source.anchor.start}–{source.anchor.end}"


def markdown(made: Paper) -> str:
    """A paper as Markdown (CommonMark), with a list of sources."""
    sources = made.sources
    lines = [f"# {_plain(made.title)}", "", _plain(made.basis)]
    for section in made.sections:
        lines += ["", f"## {section.title}", ""]
        lines += [f"- **{_plain(s.lead)}.** {_plain(s.text)} {_numbers(s, sources)}" for s in section.sentences]
    lines += ["", "## Sources", ""] if sources else []
    lines += [f"{n}. {_plain(_reference(s))}: “{_plain(' '.join(s.anchor.exact.split()))}”" for n, s in enumerate(sources, 1)]
    return "\n".join(lines) + "\n"


def _plain(text: str) -> str:
    """Text in which no character means anything to Markdown."""
    return "".join("\\" + c if c in "\\`*_[]<>#|~&" else c for c in " ".join(text.split()))


_STYLE = (
    "body{font:1rem/1.5 Georgia,serif;max-width:46rem;margin:2rem auto;padding:0 1rem;color:#1c1c1c;background:#fff}"
    "h1{font-size:1.5rem;line-height:1.25;margin:0}h2{font:600 .8rem/1.4 system-ui,sans-serif;letter-spacing:.06em;text-transform:uppercase;"
    "color:#5b4a1f;border-bottom:1px solid #d9d2bf;margin:1.6rem 0 .5rem}p.basis{color:#5a5a5a;margin:.3rem 0}"
    "ul,ol{padding-left:1.2rem;margin:.3rem 0}li{margin:.35rem 0}sup a{color:#5b4a1f;text-decoration:none;padding:0 .1em}"
    "ol.sources{font-size:.82rem;color:#444}ol.sources q{color:#1c1c1c}li:target{background:#fbf1d0}"
    "@media(prefers-color-scheme:dark){body{color:#e8e6e1;background:#16181b}h2,sup a{color:#d9bf7a}h2{border-color:#3a3a3a}"
    "p.basis,ol.sources{color:#a9a9a9}ol.sources q{color:#e8e6e1}li:target{background:#3a3213}}"
    "@media print{body{font-size:10.5pt;margin:0;max-width:none}}"
)


def html(made: Paper) -> str:
    """A paper as one HTML page that needs nothing else: no script, no address."""
    sources = made.sources
    body = [f"<h1>{escape(made.title)}</h1>", f'<p class="basis">{escape(made.basis)}</p>']
    for section in made.sections:
        lines = "".join(
            f"<li><b>{escape(s.lead)}.</b> {escape(s.text)} <sup>{_links(s, sources)}</sup></li>" for s in section.sentences
        )
        body.append(f"<h2>{escape(section.title)}</h2><ul>{lines}</ul>")
    if sources:
        listed = "".join(
            f'<li id="source-{n}">{escape(_reference(s))}: <q>{escape(" ".join(s.anchor.exact.split()))}</q></li>'
            for n, s in enumerate(sources, 1)
        )
        body.append(f'<h2>Sources</h2><ol class="sources">{listed}</ol>')
    head = f'<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{escape(made.title)}</title><style>{_STYLE}</style>'
    return f'<!doctype html><html lang="en"><head>{head}</head><body>{"".join(body)}</body></html>\n'


def _links(sentence: Sentence, sources: Sequence[Source]) -> str:
    numbers = (sources.index(source) + 1 for source in sentence.sources)
    return "".join(f'<a href="#source-{n}">[{n}]</a>' for n in numbers)


def docx(made: Paper) -> bytes:
    """A paper as a Word document. Raises UsageError where the library for it isn't installed."""
    try:
        from docx import Document
        from docx.shared import Pt
    except ModuleNotFoundError as error:
        raise UsageError(f"Word papers need the extra `docx` ({error.name} is missing): pip install 'dragoman[docx]'") from None
    sources, document = made.sources, Document()
    document.core_properties.title = made.title
    document.styles["Normal"].font.size = Pt(10)
    document.add_heading(_printable(made.title), 1)
    document.add_paragraph(_printable(made.basis))
    for section in made.sections:
        document.add_heading(section.title, 2)
        for sentence in section.sentences:
            line = document.add_paragraph(style="List Bullet")
            line.add_run(_printable(f"{sentence.lead}.")).bold = True
            line.add_run(f" {_printable(sentence.text)} ")
            line.add_run(_numbers(sentence, sources)).font.superscript = True
    if sources:
        document.add_heading("Sources", 2)
    for number, source in enumerate(sources, 1):
        document.add_paragraph(
            f"[{number}] {_printable(_reference(source))}: “{_printable(' '.join(source.anchor.exact.split()))}”"
        )
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def _printable(text: str) -> str:
    """Text without the control characters that XML can't hold."""
    return "".join(c for c in text if c >= " " or c in "\t\n")
