"""Reported speech by rules over a parse: who said what, in which words, and what kind of act it was.

Cues ("said", "urged", "a charge denied by") are known from `data/cues.tsv`. A quotation beside a cue is its content; otherwise the
content is the clause or phrase that the cue governs. A quotation without a cue goes on with the one before it.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from spacy.tokens import Doc, Token

from dragoman.extraction.tags import Speech, Stretch
from dragoman.lexicons import rows

__all__ = ["read"]

#: What closes an opening mark. Single marks are apostrophes too: they open before a word only and must be closed.
CLOSING = {"“": '[”“"]', "„": '[“”"]', "«": "»", "»": "«", "「": "」", "『": "』", '"': '["”]', "``": "''|\"", "''": "''"}
CLOSING |= dict.fromkeys("‘'", r"(?<=\S)[’'](?!\w)")
OPENING = re.compile(r"[“„«「『]|``|(?<![^\s(\[—–-])(?:''|[\"‘'»])(?=\S)")
#: A quotation that can go on with the one before: not a word or two in scare quotes.
SENTENCE = re.compile(r"\W*[A-Z0-9].*(?:\s.*\s.*[.?!…,—]\W*|[^\W”\"])", re.DOTALL)
BEFORE_DIRECT = re.compile(r"(?:^|[\n.!?:,;—–”\")-]) *$")
CUT_OFF = re.compile(r"(?:[,?!—–…-][\"”“»'’」』]*$)")

NEUTRAL = "say"
SUBJECT = frozenset({"nsubj", "csubj"})
PASSIVE = frozenset({"nsubjpass", "csubjpass"})
SHARING = frozenset({"conj", "xcomp", "advcl", "pcomp", "prep", "dep", "ccomp", "parataxis", "acomp"})
GOVERNED = frozenset({"ccomp", "xcomp", "dobj", "attr", "oprd", "acomp", "pobj", "pcomp", "dative", "advcl", "acl", "relcl"})
NOMINAL = frozenset({"DET", "PRON", "PROPN", "NOUN", "NUM", "ADJ", "SCONJ"})
MATTER = frozenset({"of", "for", "about", "against", "on", "upon", "with", "over", "at", "to", "in", "as", "by"})
WITHIN_NAME = frozenset({"of", "for", "from"})
RELATIVE = frozenset({"who", "which", "that"})
EDGES = frozenset({"that", "and", "but", ",", ".", ";", ":", "-", "–", "—"})
#: Said of somebody without saying by whom: "is expected to", "is accused of".
UNATTRIBUTED = frozenset({"think", "accuse"})


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
        inside = range(self.head.i, self.end)
        return sorted((c for w in words for c in w.children if c.i not in inside and c.dep_ in deps), key=lambda c: c.i)


@dataclass(frozen=True, slots=True)
class Page:
    """A parsed text with what was found in it: cues, quotations (marks included) and where sentences begin, in order."""

    doc: Doc
    cues: tuple[Cue, ...]
    quotations: tuple[Stretch, ...]
    starts: tuple[int, ...]

    def enclosing(self, offset: int) -> Stretch | None:
        """The quotation around an offset."""
        n = bisect_right(self.quotations, (offset, len(self.doc.text) + 1)) - 1
        return self.quotations[n] if n >= 0 and offset < self.quotations[n][1] else None

    def breaks(self, start: int, end: int) -> int:
        """How many sentences begin between two offsets, the first word there apart."""
        first = re.compile(r"\W*").match(self.doc.text, start, end)
        return bisect_left(self.starts, end) - bisect_right(self.starts, first.end() if first else start)


def read(doc: Doc) -> tuple[Speech, ...]:
    """Everything that the document reports as said, promised, asked or believed, in the order of the text."""
    starts = tuple(token.idx for token in doc if token.is_sent_start)
    page = Page(doc, tuple(_cues(doc)), tuple(_quotations(doc.text)), starts)
    direct = _direct(page)
    said = [speech for cue in page.cues if (speech := _speech(cue, direct.get(cue.head.i, ()), page))]
    return tuple(sorted(_continued(said, page), key=lambda speech: (speech.content[0], speech.cue or (0, 0))))


@cache
def _lexicon() -> dict[str, tuple[tuple[tuple[str, ...], str, str], ...]]:
    """The cues by their first word, longest first: the words that follow it, act and pattern."""
    cues: dict[str, list[tuple[tuple[str, ...], str, str]]] = {}
    for row in rows("cues"):
        first, *rest = row["cue"].split()
        cues.setdefault(first, []).append((tuple(rest), row["act"], row["pattern"]))
    return {first: tuple(sorted(found, key=lambda cue: -len(cue[0]))) for first, found in cues.items()}


@cache
def _signs() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The words in a content by which a neutral cue promises, rejects or warns, by act."""
    words: dict[str, list[str]] = {}
    for row in rows("cues"):
        if row["pattern"] == "content":
            sign = re.escape(row["cue"].removeprefix("^")).replace(r"\*", r"\w*")
            words.setdefault(row["act"], []).append((r"^\W*" if row["cue"].startswith("^") else r"\b") + sign + r"\b")
    return tuple((act, re.compile("|".join(signs), re.IGNORECASE)) for act, signs in words.items())


def _cues(doc: Doc) -> Iterator[Cue]:
    for token in doc:
        light = _light(token)
        known = (*_lexicon().get(token.lower_, ()), *_lexicon().get(token.lemma_.lower(), ()))
        for rest, act, pattern in known:
            end = _follow(token, rest)
            if end and _suits(token, pattern):
                yield Cue(token, end, light or act, pattern)
                break
        else:
            if light:
                yield Cue(token, token.i + 1, light, "matter")


def _suits(token: Token, pattern: str) -> bool:
    if pattern == "noun":
        return token.pos_ == "NOUN" and not _light(token.head)
    if pattern == "state":
        return token.dep_ != "amod" and (token.pos_ == "ADJ" or token.tag_ == "VBN")
    if pattern in {"clause", "matter", "person"}:
        return token.pos_ == "VERB" and token.dep_ not in {"amod", "prep"}
    return pattern == "source"


def _follow(token: Token, rest: tuple[str, ...]) -> int | None:
    """The end of a cue whose other words follow its first, spaces between them apart."""
    end = token.i + 1
    for word in rest:
        while end < len(token.doc) and token.doc[end].is_space:
            end += 1
        if end == len(token.doc) or token.doc[end].lower_ != word:
            return None
        end += 1
    return end


def _light(verb: Token) -> str | None:
    """The act of a light verb with its noun: "expressed gratitude" thanks."""
    light = [(rest, act) for rest, act, pattern in _lexicon().get(verb.lemma_.lower(), ()) if pattern == "light"]
    nouns = {child.lemma_.lower() for child in verb.children if child.dep_ == "dobj"} if light and verb.pos_ == "VERB" else ()
    return next((act for rest, act in light if not set(rest).isdisjoint(nouns)), None)


def _quotations(text: str) -> Iterator[Stretch]:
    """Stretches in quotation marks, marks included; one that is not closed ends with its paragraph."""
    for line in re.finditer(r"[^\n]+", text):
        at = line.start()
        while mark := OPENING.search(text, at, line.end()):
            closing = re.compile(CLOSING[mark[0]]).search(text, mark.end() + 1, line.end())
            single = mark[0] in "‘'"
            at = closing.end() if closing else mark.end() if single else line.end()
            if closing or (not single and text[mark.end() : at].strip()):
                yield mark.start(), at


def _direct(page: Page) -> dict[int, tuple[Stretch, ...]]:
    """The quotations that stand beside a cue, by the index of its head."""
    cues = [cue for cue in page.cues if cue.pattern not in {"noun", "state"} and not page.enclosing(cue.stretch[0])]
    taken: dict[int, tuple[Stretch, ...]] = {}
    for quotation in page.quotations:
        n = bisect_left(cues, quotation[0], key=lambda cue: cue.head.idx)
        before, after = cues[n - 1] if n else None, cues[n] if n < len(cues) else None
        if before and _introduces(before, quotation, page):
            taken[before.head.i] = (*taken.get(before.head.i, ()), quotation)
        elif after and _closes(after, quotation, page):
            taken[after.head.i] = (*taken.get(after.head.i, ()), quotation)
    return taken


def _introduces(cue: Cue, quotation: Stretch, page: Page) -> bool:
    """Whether a cue leads to the quotation after it: `he said on Monday: "…"`."""
    gap = page.doc.text[cue.stretch[1] : quotation[0]]
    plain = gap.rstrip()
    if len(gap) > 200 or re.search('["”]', gap) or page.breaks(cue.stretch[1], cue.stretch[1] + len(plain)):
        return False
    return (
        plain.endswith(":")
        or ("\n" not in gap and len(gap) < 60 and plain.endswith(","))
        or (gap == " " and cue.pattern == "clause")
    )


def _closes(cue: Cue, quotation: Stretch, page: Page) -> bool:
    """Whether a cue follows on the quotation before it: `"…", said the minister`."""
    text = page.doc.text
    gap = text[quotation[1] : cue.stretch[0]]
    if "\n" in gap or len(gap) > 160 or not BEFORE_DIRECT.search(text, max(0, quotation[0] - 8), quotation[0]):
        return False
    if re.match(r"\W*(?:but|and|while|as|when)\b", gap) or page.breaks(quotation[1], cue.stretch[0]):
        return False
    near = len(gap) < 30 and not gap.strip()[:1].isupper()
    return near or bool(CUT_OFF.search(text[slice(*quotation)])) or gap.lstrip()[:1] in {",", "–", "—", "-"}


def _speech(cue: Cue, direct: tuple[Stretch, ...], page: Page) -> Speech | None:
    bounds = page.enclosing(cue.stretch[0])
    ranges = [] if direct else _left(cue) or _right(cue, page)
    content = direct or tuple(filter(None, (_trimmed(page.doc, *found, bounds) for found in ranges)))
    speaker, addressee = _speaker(cue), _addressee(cue)
    if not content or (cue.pattern == "noun" and not speaker and cue.act not in {"accuse", "say"}):
        return None
    quoted = not bounds and any(q[0] < end and start < q[1] for q in page.quotations for start, end in content)
    words = " ".join(page.doc.text[start:end] for start, end in content)
    return Speech(
        content=content,
        manner="direct" if direct else "mixed" if quoted else "indirect",
        act=next((act for act, sign in _signs() if cue.act == NEUTRAL and sign.search(words)), cue.act),
        speaker=_phrase(speaker) if speaker else None,
        cue=cue.stretch,
        addressee=page.doc.text[slice(*_phrase(addressee))] if addressee else None,
    )


def _left(cue: Cue) -> list[tuple[int, int]]:
    """Tokens of what was said where it stands before its cue: `Talks would resume, he said`, `a charge denied by Kigali`."""
    head, sentence = cue.head, cue.head.sent
    if cue.pattern in {"clause", "matter"} and (passive := _passed(cue)):
        return passive
    if cue.pattern == "source":
        speaker = _speaker(cue)
        return [(speaker.right_edge.i + 1, sentence.end) if speaker and head.is_sent_start else (sentence.start, head.i)]
    group = min([head.i, *(c.left_edge.i for c in cue.children(*SUBJECT))])
    if cue.pattern != "noun" and any(c.i < group for c in cue.children("ccomp")):
        return [(min(c.left_edge.i for c in cue.children("ccomp")), group)]
    if (
        head.dep_ in {"parataxis", "ccomp"}
        and head.head.i > head.i
        and group > sentence.start
        and head.doc[group - 1].text == ","
    ):
        return [(sentence.start, group), (head.right_edge.i + 1, sentence.end)]
    return []


def _passed(cue: Cue) -> list[tuple[int, int]]:
    """Tokens of what a passive or relative cue says something of: `Talks were expected to …`, `a charge Kigali denies`."""
    head, speaker = cue.head, _speaker(cue)
    rest = [(c.left_edge.i, c.right_edge.i + 1) for c in cue.children("xcomp", "oprd") if c.i > head.i]
    for subject in cue.children(*PASSIVE):
        known = speaker or rest or cue.act in UNATTRIBUTED
        return [(subject.left_edge.i, subject.right_edge.i + 1), *rest] if known and subject.lower_ not in {"it", "there"} else []
    if head.dep_ == "acl" and head.tag_ == "VBN" and (speaker or cue.act in UNATTRIBUTED):
        return [(head.head.left_edge.i, head.i), *rest]
    governs = any(c.i > head.i for c in cue.children(*GOVERNED))
    if head.dep_ == "relcl" and cue.pattern == "matter" and not governs and speaker not in {None, head.head}:
        return [(head.head.left_edge.i, head.left_edge.i)]
    return []


def _right(cue: Cue, page: Page) -> list[tuple[int, int]]:
    """Tokens of what was said where it follows its cue, up to the next verb that shares the speaker."""
    end = _end(cue, page)
    after = [c for c in cue.children(*GOVERNED, "prep", "agent") if c.i >= cue.end]
    carriers = [c for c in after if _carries(cue, c)]
    if cue.pattern == "matter":
        carriers = [c for c in carriers if c.dep_ in GOVERNED] or carriers
    begins = [c.left_edge.i + (c.dep_ in {"prep", "agent"} and cue.pattern != "matter") for c in carriers]
    start = begins[0] if begins else end
    if not begins and cue.pattern == "clause":
        rest = page.doc[cue.end : end]
        plain = len(rest) > 0 and rest[0].pos_ in NOMINAL and any(t.dep_ in SUBJECT and t.head.i > t.i for t in rest)
        start = next((t.i for t in rest if t.lower_ == "that"), cue.end if plain else end)
    elif cue.pattern == "person" and (object_ := _addressee(cue)):
        hung = [
            c for c in object_.children if c.dep_ in {"prep", "xcomp", "ccomp", "acl"} and c.i > object_.i and _carries(cue, c)
        ]
        begins = [c.left_edge.i + (c.dep_ == "prep") for c in hung] + [start] * bool(begins)
        start = min(begins, default=object_.left_edge.i)
    return [(start, end)] if start < end else []


def _carries(cue: Cue, child: Token) -> bool:
    """Whether what hangs on a cue of this pattern, or on whom it addresses, is what was said."""
    clause = child.dep_ == "ccomp" or (child.dep_ == "xcomp" and (cue.pattern != "clause" or cue.act == "think"))
    to = child.dep_ in {"advcl", "acl"} and child.tag_ == "VB"
    about = child.dep_ in {"prep", "agent"} and child.lower_ in MATTER
    match cue.pattern:
        case "clause":
            return clause
        case "person":
            return clause or to or (about and child.lower_ not in {"by", "in", "as", "upon"})
        case _:
            return child.dep_ in GOVERNED or (about and child.lower_ != "by") or (about and cue.pattern == "state")


def _end(cue: Cue, page: Page) -> int:
    """Where the clause of a cue ends: with its subtree, or before the next verb or participle that reports."""
    head = cue.head
    end = head.sent.end if head.dep_ == "ROOT" else head.right_edge.i + 1
    end = min([end, *(c.left_edge.i for c in head.children if c.dep_ == "conj" and c.i > cue.end)])
    n = bisect_right(page.cues, head.i, key=lambda other: other.head.i)
    for other in page.cues[n:] if cue.pattern != "noun" else ():
        if other.head.i >= end:
            break
        before = other.head.nbor(-1)
        while before.dep_ in {"advmod", "aux"} and before.i > cue.end:
            before = before.nbor(-1)
        shares = before.dep_ == "cc" and other.head.tag_ == head.tag_
        if before.i > cue.end and other.head.pos_ == "VERB" and (shares or (before.text == "," and other.head.tag_ == "VBG")):
            return before.i
    return end


def _trimmed(doc: Doc, found: tuple[int, int], bounds: Stretch | None) -> Stretch | None:
    """The stretch of some tokens without conjunctions and marks at its edges, inside the quotation that its cue stands in."""
    start, end = found
    while start < end and (doc[start].lower_ in EDGES or doc[start].is_space):
        start += 1
    while start < end and (doc[end - 1].lower_ in EDGES or doc[end - 1].is_space):
        end -= 1
    if start >= end:
        return None
    first, last = _stretch(doc, start, end)
    if bounds:
        first, last = max(first, bounds[0]), min(last, bounds[1])
    return (first, last) if re.search(r"\w", doc.text[first:last]) else None


def _addressee(cue: Cue) -> Token | None:
    objects = cue.children("dobj", "pobj", "dative", "nsubjpass") if cue.pattern == "person" else []
    return objects[0] if objects else None


def _speaker(cue: Cue) -> Token | None:
    """The noun that speaks: the cue's subject or agent, or the subject of the verb with which it shares one."""
    if cue.pattern == "source":
        return next(iter(cue.children("pobj")), None)
    agents = [p for c in cue.children("agent", "prep") if c.lower_ in {"by", "from"} for p in c.children if p.dep_ == "pobj"]
    if cue.pattern == "noun":
        return next(iter([*agents, *cue.children("poss")]), None)
    verb = cue.head
    while True:
        passives = [c for c in verb.children if c.dep_ in PASSIVE]
        if passives or any(c.dep_ == "auxpass" for c in verb.children) or (verb.dep_ == "acl" and verb.tag_ == "VBN"):
            return next(iter(agents if verb is cue.head and cue.pattern != "state" else passives), None)
        for subject in verb.children:
            if subject.dep_ in SUBJECT:
                return verb.head if verb.dep_ == "relcl" and subject.lower_ in RELATIVE else subject
        if verb.dep_ == "acl" and verb.tag_ == "VBG":
            return verb.head
        if verb.dep_ not in SHARING:
            return None
        verb = verb.head


def _phrase(noun: Token) -> Stretch:
    """The shortest phrase with the noun's title and name: no apposition, no relative clause."""
    end = noun.i + 1
    for child in noun.rights:
        named = child.dep_ in {"cc", "conj", "compound", "nummod"} or (child.dep_ == "prep" and child.lower_ in WITHIN_NAME)
        if not named or child.left_edge.i > end:
            break
        end = child.right_edge.i + 1
    return _stretch(noun.doc, noun.left_edge.i, end)


def _stretch(doc: Doc, start: int, end: int) -> Stretch:
    return doc[start].idx, doc[end - 1].idx + len(doc[end - 1])


def _continued(said: list[Speech], page: Page) -> list[Speech]:
    """Quotations without a cue go on with the direct quote before them, in its paragraph or at the start of the next."""
    direct = [speech for speech in said if speech.manner == "direct"]
    rest = [speech for speech in said if speech.manner != "direct"]
    for quotation in page.quotations:
        if not SENTENCE.fullmatch(page.doc.text[slice(*quotation)]) or any(_claims(speech, quotation) for speech in said):
            continue
        for n, speech in reversed(tuple(enumerate(direct))):
            end = max(speech.content[-1][1], speech.cue[1] if speech.cue else 0)
            if end <= quotation[0]:
                if quotation[0] - end < 300 and page.breaks(end, quotation[0]) <= 1:
                    direct[n] = replace(speech, content=(*speech.content, quotation))
                break
    return rest + direct


def _claims(speech: Speech, quotation: Stretch) -> bool:
    """Whether a quotation is already content of a cue outside it."""
    inside = speech.cue and quotation[0] <= speech.cue[0] < quotation[1]
    return not inside and any(start < quotation[1] and quotation[0] < end for start, end in speech.content)
