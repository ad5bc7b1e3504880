"""Reported speech by rules over a parse: who said what, in which words, and what kind of act it was.

Cues ("said", "urged", "a charge denied by") are known from `data/cues.tsv`. A quotation beside a cue is its content; otherwise the
content is the clause or phrase that the cue governs. A quotation without a cue goes on with the one before it.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import takewhile

from spacy.tokens import Doc, Token

from dragoman.extraction.tags import Speech, Stretch
from dragoman.lexicons import rows

__all__ = ["read"]

#: Where a mark that looks alike on both sides opens: no word goes before, one follows.
BARE = r"(?<![^\s(\[—–-]){}(?=\S)"
#: What closes an opening mark. One that is not closed ends with its paragraph; a single mark is an apostrophe unless it is closed.
DOUBLE = {"“": '[”“"]', "„": '[“”"]', "«": "»", "「": "」", "『": "』", "``": "''|\""}
DOUBLE |= {BARE.format('"'): '["”]', BARE.format("»"): "«", BARE.format("''"): "''"}
MARKS = {opening: rf"{closing}|(?=\s*$)" for opening, closing in DOUBLE.items()} | {BARE.format("[‘']"): r"(?<=\S)[’'](?!\w)"}
QUOTATION = re.compile("|".join(f"{opening}[^\n]+?(?:{closing})" for opening, closing in MARKS.items()), re.MULTILINE)
#: A quotation that can go on with the one before: not a word or two in scare quotes.
SENTENCE = re.compile(r"\W*[A-Z0-9].*(?:\s.*\s.*[.?!…,—]\W*|[^\W”\"])", re.DOTALL)
#: What may stand between a cue and its quotation, before and after; what comes before one that is its own sentence; how it stays open.
LEADING = re.compile(r"[^\"”]{0,200}:\s*|[^\"”\n]{0,58}, *")
FOLLOWING = re.compile(r"(?!\W*(?:but|and|while|as|when)\b)[^\n]{0,160}")
BEGUN = re.compile(r"(?:^|[\n.!?:,;—–”\")-]) *$")
SHORT = re.compile(r"\s*(?:[,–—-]|[^A-Z]{0,28}$)")
OPEN_ENDED = re.compile(r"[,?!—–…-][\"”“»'’」』]*$")

SUBJECT, PASSIVE = frozenset({"nsubj", "csubj"}), frozenset({"nsubjpass", "csubjpass"})
SHARING = frozenset({"conj", "xcomp", "advcl", "pcomp", "prep", "dep", "ccomp", "parataxis", "acomp"})
GOVERNED = frozenset({"ccomp", "xcomp", "dobj", "attr", "oprd", "acomp", "pobj", "pcomp", "dative", "advcl", "acl", "relcl"})
#: The prepositions that lead to what was said.
ABOUT = frozenset({"of", "for", "about", "against", "on", "upon", "with", "over", "at", "to", "in", "as"})
#: The parts of speech in which cues of a pattern stand.
PARTS = {"clause": {"VERB"}, "matter": {"VERB"}, "person": {"VERB"}, "state": {"ADJ", "VERB"}, "noun": {"NOUN"}}
NAMED = frozenset({"cc", "conj", "compound", "nummod", "punct"})
EDGES = frozenset({"that", "and", "but", ",", ".", ";", ":", "-", "–", "—"})


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue in the text: its head, the index of the token after its last, and its record in the table."""

    head: Token
    end: int
    act: str
    pattern: str

    @property
    def stretch(self) -> Stretch:
        """Where it stands, in code points."""
        return _stretch(self.head.doc, self.head.i, self.end)

    def children(self, *deps: str) -> list[Token]:
        """What hangs on any of its words in one of these relations, in the order of the text."""
        words = self.head.doc[self.head.i : self.end]
        return sorted((c for w in words for c in w.children if c not in words and c.dep_ in deps), key=lambda c: c.i)


@dataclass(frozen=True, slots=True)
class Page:
    """A parsed text, its cues, its quotations (marks included) and the offsets at which sentences begin, in order."""

    text: str
    cues: tuple[Cue, ...]
    quotations: tuple[Stretch, ...]
    starts: tuple[int, ...]

    def enclosing(self, offset: int) -> Stretch | None:
        """The quotation around an offset."""
        return next((q for q in self.quotations if q[0] <= offset < q[1]), None)

    def breaks(self, start: int, end: int) -> int:
        """How many sentences begin between two offsets, the first word there apart."""
        word = start + len(self.text[start:end]) - len(re.sub(r"^\W*", "", self.text[start:end]))
        return bisect_left(self.starts, end) - bisect_right(self.starts, word)


def read(doc: Doc) -> tuple[Speech, ...]:
    """Everything that the document reports as said, promised, asked or believed, in the order of the text."""
    quotations = tuple(match.span() for match in QUOTATION.finditer(doc.text))
    page = Page(doc.text, tuple(_cues(doc)), quotations, tuple(token.idx for token in doc if token.is_sent_start))
    direct = _direct(page)
    said = [speech for cue in page.cues if (speech := _speech(cue, direct.get(cue.head.i, ()), page))]
    return tuple(sorted(_continued(said, page), key=lambda speech: (speech.content[0], speech.cue or (0, 0))))


@cache
def _lexicon() -> dict[str, list[tuple[list[str], str, str]]]:
    """The cues by their first word, longest first: the words that follow it, act and pattern."""
    cues: dict[str, list[tuple[list[str], str, str]]] = {}
    for row in sorted(rows("cues"), key=lambda row: -len(row["cue"].split())):
        first, *rest = row["cue"].split()
        cues.setdefault(first, []).append((rest, row["act"], row["pattern"]))
    return cues


@cache
def _signs() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The words in what was said by which a neutral cue promises, rejects or warns, each with its act."""
    signs = [row for row in rows("cues") if row["pattern"] == "content"]
    words = [re.escape(row["cue"]).replace(r"\*", r"\w*").replace(r"\^", r"^\W*") for row in signs]
    return tuple((row["act"], re.compile(rf"(?<!\w){w}\b", re.IGNORECASE)) for row, w in zip(signs, words, strict=True))


def _cues(doc: Doc) -> Iterator[Cue]:
    for token in doc:
        light = _light(token.head if token.pos_ == "NOUN" else token)
        if light and token.pos_ == "VERB":
            yield Cue(token, token.i + 1, light, "matter")
        known = (*_lexicon().get(token.lower_, ()), *_lexicon().get(token.lemma_.lower(), ()))
        for rest, act, pattern in () if light else known:
            suits = token.pos_ in PARTS.get(pattern, ()) and token.dep_ not in {"amod", "prep"}
            if (suits or pattern == "source") and (end := _follow(token, rest)):
                yield Cue(token, end, act, pattern)
                break


def _follow(token: Token, rest: list[str]) -> int | None:
    """The end of a cue whose other words follow its first, spaces apart; the "to" of an infinitive is content."""
    words = (t for t in token.doc[token.i + 1 : token.i + 2 + 2 * len(rest)] if not t.is_space)
    found = [t for t, word in zip(words, rest, strict=False) if t.lower_ == word]
    infinitive = bool(found) and found[-1].tag_ == "TO" and found[-1].dep_ == "aux"
    return None if infinitive or len(found) < len(rest) else [token, *found][-1].i + 1


def _light(verb: Token) -> str | None:
    """The act of a light verb with its noun: "expressed gratitude" thanks."""
    light = [(rest, act) for rest, act, pattern in _lexicon().get(verb.lemma_.lower(), ()) if pattern == "light"]
    nouns = {child.lemma_.lower() for child in verb.children if child.dep_ == "dobj"} if light and verb.pos_ == "VERB" else ()
    return next((act for rest, act in light if not set(rest).isdisjoint(nouns)), None)


def _direct(page: Page) -> dict[int, tuple[Stretch, ...]]:
    """The quotations that stand beside a cue, by the index of its head."""
    cues = [cue for cue in page.cues if cue.pattern not in {"noun", "state"} and not page.enclosing(cue.head.idx)]
    taken: dict[int, tuple[Stretch, ...]] = {}
    for quotation in page.quotations:
        n = bisect_left(cues, quotation[0], key=lambda cue: cue.head.idx)
        for cue in [cue for cue in cues[max(0, n - 1) : n + 1] if _beside(cue, quotation, page)][:1]:
            taken[cue.head.i] = (*taken.get(cue.head.i, ()), quotation)
    return taken


def _beside(cue: Cue, quotation: Stretch, page: Page) -> bool:
    """Whether a cue leads to a quotation (`he said on Monday: "…"`) or closes it (`"…", said the minister`)."""
    leads = cue.stretch[0] < quotation[0]
    start, end = (cue.stretch[1], quotation[0]) if leads else (quotation[1], cue.stretch[0])
    gap = page.text[start:end]
    if page.breaks(start, start + len(gap.rstrip()) + 1 - leads):
        return False
    if leads:
        return bool(LEADING.fullmatch(gap)) or (gap == " " and cue.pattern == "clause")
    begun = FOLLOWING.fullmatch(gap) and BEGUN.search(page.text, max(0, quotation[0] - 8), quotation[0])
    return bool(begun and (OPEN_ENDED.search(page.text[slice(*quotation)]) or SHORT.match(gap)))


def _speech(cue: Cue, direct: tuple[Stretch, ...], page: Page) -> Speech | None:
    bounds, speaker = page.enclosing(cue.stretch[0]), _speaker(cue)
    addressee = next(iter(cue.children("dobj", "pobj", "dative", "nsubjpass")), None) if cue.pattern == "person" else None
    ranges = [] if direct else _left(cue, speaker) or _right(cue, addressee, page)
    content = direct or tuple(filter(None, (_trimmed(cue.head.doc, found, bounds) for found in ranges)))
    if not content or (cue.pattern == "noun" and not speaker and cue.act not in {"accuse", "say"}):
        return None
    quoted = not bounds and any(q[0] < end and start < q[1] for q in page.quotations for start, end in content)
    words = page.text[slice(*content[0])][:120]
    return Speech(
        content=content,
        manner="direct" if direct else "mixed" if quoted else "indirect",
        act=next((act for act, sign in _signs() if cue.act == "say" and sign.search(words)), cue.act),
        speaker=_phrase(speaker) if speaker else None,
        cue=cue.stretch,
        addressee=_phrase(addressee) if addressee and not any(a <= addressee.idx < b for a, b in content) else None,
    )


def _left(cue: Cue, speaker: Token | None) -> list[tuple[int, int]]:
    """Tokens of what was said where it stands before its cue: `Talks would resume, he said`, `a charge denied by Kigali`."""
    head, sentence, known = cue.head, cue.head.sent, bool(speaker) or cue.act in {"think", "accuse"}
    if cue.pattern == "source":
        return [(speaker.right_edge.i + 1, sentence.end) if speaker and head.is_sent_start else (sentence.start, head.i)]
    if cue.pattern in {"clause", "matter"}:
        rest = [(c.left_edge.i, c.right_edge.i + 1) for c in cue.children("xcomp", "oprd") if c.i > head.i]
        told = [(c.left_edge.i, c.right_edge.i + 1) for c in cue.children(*PASSIVE) if c.lower_ not in {"it", "there"}]
        if (told and (known or rest)) or (known and head.dep_ == "acl" and head.tag_ == "VBN"):
            return [*(told or [(head.head.left_edge.i, head.i)]), *rest]
    group = min([head.i, *(c.left_edge.i for c in cue.children(*SUBJECT))])
    if cue.pattern != "noun" and (said := [c.left_edge.i for c in cue.children("ccomp") if c.i < group]):
        return [(said[0], group)]
    if head.dep_ in {"parataxis", "ccomp"} and head.head.i > head.i and head.doc[max(0, group - 1)].text == ",":
        return [(sentence.start, group), (head.right_edge.i + 1, sentence.end)]
    return []


def _right(cue: Cue, addressee: Token | None, page: Page) -> list[tuple[int, int]]:
    """Tokens of what was said where it follows its cue, up to the next verb that shares the speaker."""
    end = _end(cue, page)
    hung = [c for c in cue.children(*GOVERNED, "prep", "agent") if c.i >= cue.end]
    if addressee:
        hung += [c for c in addressee.rights if c.dep_ in {"prep", "xcomp", "ccomp", "acl"}]
    carriers = [c for c in hung if _carries(cue, c)]
    if cue.pattern == "matter":
        carriers = [c for c in carriers if c.dep_ in GOVERNED] or carriers
    starts = [c.left_edge.i + (c.dep_ in {"prep", "agent"} and cue.pattern != "matter") for c in carriers]
    if not starts and cue.pattern == "clause":
        rest = list(cue.head.doc[cue.end : end])
        plain = any(t.dep_ in SUBJECT and t.head.i > t.i for t in rest)
        starts = [t.i for t in rest if t.lower_ == "that"][:1] or [cue.end] * plain
    starts = starts or ([addressee.left_edge.i] if addressee else [])
    return [(min(starts), end)] if starts and min(starts) < end else []


def _carries(cue: Cue, child: Token) -> bool:
    """Whether what hangs on a cue of this pattern, or on whom it addresses, is what was said."""
    if cue.pattern == "clause":
        return child.dep_ == "ccomp" or (child.dep_ == "xcomp" and cue.act == "think")
    about = child.dep_ == "prep" and child.lower_ in ABOUT
    if cue.pattern == "person":
        return about or child.dep_ in {"ccomp", "xcomp"} or (child.dep_ in {"advcl", "acl"} and child.tag_ == "VB")
    if cue.pattern == "noun":
        return about or (child.dep_ in {"ccomp", "acl"} and child.tag_ not in {"VBN", "VBG"})
    return about or child.dep_ in GOVERNED or (child.dep_ == "agent" and cue.pattern == "state")


def _end(cue: Cue, page: Page) -> int:
    """Where the clause of a cue ends: with its subtree, or before the next verb or participle that reports."""
    head = cue.head
    end = head.sent.end if head.dep_ == "ROOT" else head.right_edge.i + 1
    end = min([end, *(c.left_edge.i for c in head.children if c.dep_ == "conj" and c.i > cue.end)])
    n = bisect_right(page.cues, head.i, key=lambda other: other.head.i)
    for other in takewhile(lambda other: other.head.i < end, page.cues[n:] if cue.pattern != "noun" else ()):
        verb = other.head
        answers = verb.dep_ == "acl" and verb.tag_ == "VBN"
        before = head.doc[(verb.head if answers else verb).left_edge.i - 1]
        shares = before.dep_ == "cc" and verb.tag_ == head.tag_
        if before.i > cue.end and verb.pos_ == "VERB" and (shares or (before.text == "," and (answers or verb.tag_ == "VBG"))):
            return before.i
    return end


def _trimmed(doc: Doc, found: tuple[int, int], bounds: Stretch | None) -> Stretch | None:
    """The stretch of some tokens without conjunctions and marks at its edges, inside the quotation that its cue stands in."""
    first, last = (bounds[0], bounds[1] - 1) if bounds else (-1, len(doc) and doc[-1].idx + 1)
    words = [token for token in doc[slice(*found)] if first < token.idx < last and not token.is_space]
    inner = [token.i for token in words if token.lower_ not in EDGES]
    return _stretch(doc, inner[0], inner[-1] + 1) if any(re.search(r"\w", token.text) for token in words) and inner else None


def _speaker(cue: Cue) -> Token | None:
    """The noun that speaks: the cue's subject or agent, or the subject of the verb with which it shares one."""
    agents = [p for c in cue.children("agent", "prep") if c.lower_ in {"by", "from"} for p in c.children if p.dep_ == "pobj"]
    if cue.pattern in {"source", "noun"}:
        return next(iter([*agents, *cue.children("pobj" if cue.pattern == "source" else "poss")]), None)
    verb = cue.head
    while True:
        passives = [c for c in verb.children if c.dep_ in PASSIVE]
        if passives or any(c.dep_ == "auxpass" for c in verb.children) or (verb.dep_ == "acl" and verb.tag_ == "VBN"):
            return next(iter(agents if verb is cue.head and cue.pattern != "state" else passives), None)
        for subject in verb.children:
            if subject.dep_ in SUBJECT:
                return verb.head if verb.dep_ == "relcl" and subject.lower_ in {"who", "which", "that"} else subject
        if verb.dep_ == "acl" and verb.tag_ == "VBG":
            return verb.head
        if verb.dep_ not in SHARING:
            return None
        verb = verb.head


def _phrase(noun: Token) -> Stretch:
    """The shortest phrase with the noun's title and name, or all that are joined: no apposition, no relative clause."""
    parts = takewhile(lambda c: c.dep_ in NAMED or (c.dep_ == "prep" and c.lower_ in {"of", "for", "from"}), noun.rights)
    last = [noun.i, *(c.right_edge.i for c in parts if c.dep_ not in {"cc", "punct"})]
    return _stretch(noun.doc, noun.left_edge.i, last[-1] + 1)


def _stretch(doc: Doc, start: int, end: int) -> Stretch:
    return doc[start].idx, doc[end - 1].idx + len(doc[end - 1])


def _continued(said: list[Speech], page: Page) -> list[Speech]:
    """Quotations without a cue go on with the direct quote before them, in its paragraph or at the start of the next."""
    direct = [speech for speech in said if speech.manner == "direct"]
    for start, stop in page.quotations:
        outer = [speech for speech in said if not (speech.cue and start <= speech.cue[0] < stop)]
        claimed = any(a < stop and start < b for speech in outer for a, b in speech.content)
        ends = [(max(b for _, b in (*speech.content, speech.cue or (0, 0))), n) for n, speech in enumerate(direct)]
        end, n = max((found for found in ends if found[0] <= start), default=(-300, 0))
        near = start - end < 300 and page.breaks(max(0, end), start) <= 1
        if direct and near and not claimed and SENTENCE.fullmatch(page.text, start, stop):
            direct[n] = replace(direct[n], content=(*direct[n].content, (start, stop)))
    return direct + [speech for speech in said if speech.manner != "direct"]
