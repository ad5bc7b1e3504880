"""Words whose speaker their place alone tells: name labels, signatures, posts, and a quotation that stands by itself.

The tagger reads cues and labels with a colon; here is what needs the shape of lines rather than the sense of words.
"""

import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token

from dragoman.extraction.nominals import phrase
from dragoman.extraction.tags import Speech, Stretch, meet

__all__ = ["find"]

_NAME = r"(?:[A-Z@][\w.'’@-]*)(?: (?:of|for|the|de|da|al|bin|ibn|van|von|[A-Z][\w.'’-]*)){0,6}"
_DASH = r"\s*[—–]{1,2}\s*|\s+-{1,2}\s+"
#: Where posts stand, as the press names them.
_SITES = (
    "Facebook|Twitter|X|Telegram|Instagram|Weibo|WeChat|WhatsApp|Threads|Bluesky|TikTok|YouTube|LinkedIn|VK|VKontakte|Truth Social|Mastodon|Line|Viber"
)
#: A post, its author before it: "RT @name: …", "The Met Office on Facebook: …".
_POST = re.compile(rf"^(?:RT |MT )?(?:(@\w+)|(\S.{{1,60}}?) on (?:{_SITES})):[ \t]+(\S.*)$", re.MULTILINE)
#: What was said, its author behind it: "Stay indoors. — Civil Defence (@name) 4 May".
_SIGNED = re.compile(rf"^(\S.*?)(?:{_DASH})({_NAME})(?: (\(@\w+\))[^.\n]{{0,40}})?$", re.MULTILINE)
#: What a signature without a handle needs before it.
_CLOSED = re.compile(r"[.!?…][”\"’»)]*$")
#: A turn of talk with a dash behind the name; one alone is a dateline.
_TURN = re.compile(rf"^({_NAME})(?:{_DASH})(\S.*)$", re.MULTILINE)
#: From so many words a quotation that stands by itself may be somebody's words, and not a title.
_WORDS = 3
_WORD = re.compile(r"\w+")
_ENDED = re.compile(r"[.!?…,][”\"’»)]*$")


def find(doc: Doc, text: str, speech: Sequence[Speech], quotations: Sequence[Stretch], sentences: Sequence[int]) -> Iterator[Speech]:
    """The speech that no cue and no label with a colon tells, as far as `speech` has nothing in its place."""
    taken = [stretch for said in speech for stretch in (*said.content, *filter(None, (said.cue, said.speaker)))]
    for speaker, content in (*_lines(text), *_alone(doc, text, quotations, sentences)):
        if not any(meet(content, stretch) for stretch in taken):
            taken.append(content)
            yield Speech(content=(content,), act="say", speaker=speaker)


def _lines(text: str) -> Iterator[tuple[Stretch, Stretch]]:
    """Speaker and content of posts, signed words and turns of talk."""
    for match in _POST.finditer(text):
        yield match.span(1) if match[1] else match.span(2), match.span(3)
    for match in _SIGNED.finditer(text):
        if match[3] or (_CLOSED.search(match[1])):
            yield match.span(2), match.span(1)
    turns = list(_TURN.finditer(text))
    if len({turn[1] for turn in turns}) > 1:
        yield from ((turn.span(1), turn.span(2)) for turn in turns)


def _alone(doc: Doc, text: str, quotations: Sequence[Stretch], sentences: Sequence[int]) -> Iterator[tuple[Stretch, Stretch]]:
    """Quotations that are sentences of their own, with the subject of the sentence before as their speaker."""
    begins = set(sentences)
    for start, end in quotations:
        whole = start in begins and (end == len(text.rstrip()) or any(text[end:n].isspace() for n in begins if end < n <= end + 3))
        if not whole or len(_WORD.findall(text, start, end)) < _WORDS or not _ENDED.search(text, start, end):
            continue
        span = doc.char_span(start, end, alignment_mode="expand")
        before = doc[span.start - 1] if span is not None and span.start else None
        while before is not None and before.i and (before.is_space or before.is_punct):
            before = doc[before.i - 1]
        subject = _subject(before) if before is not None else None
        if subject is not None:
            yield phrase(doc, subject), (start, end)


def _subject(token: Token) -> Token | None:
    """Who acts in a token's sentence, where that is somebody."""
    root = token.sent.root
    return next((child for child in root.children if child.dep_ == "nsubj" and (child.pos_ == "PROPN" or child.lower_ in ("he", "she") or child.pos_ == "NOUN")), None)
