"""Words whose speaker their place alone tells: name labels, signatures, posts, and a quotation that stands by itself.

The tagger reads cues and labels with a colon; here is what needs the shape of lines rather than the sense of words.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Doc

from dragoman.extraction.nominals import phrase
from dragoman.extraction.tags import Speech, Stretch, meet

__all__ = ["add"]

_NAME = r"(?:[A-Z@][\w.'’@-]*)(?: (?:of|for|the|de|da|al|bin|ibn|van|von|[A-Z][\w.'’-]*)){0,6}"
_DASH = r"\s*[—–]{1,2}\s*|\s+-{1,2}\s+"
#: Where posts stand, as the press names them.
_SITES = "Facebook|Twitter|X|Telegram|Instagram|Weibo|WeChat|WhatsApp|Threads|Bluesky|TikTok|YouTube|LinkedIn|VK|VKontakte|Truth Social|Mastodon|Line|Viber"
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
#: Marks that close a quotation.
_CLOSING = "”\"’'»“"
_SPACE = re.compile(r"\s*")
_WORD = re.compile(r"\w+")
_ENDED = re.compile(r"[.!?…,][”\"’»)]*$")


def add(doc: Doc, text: str, speech: Sequence[Speech], quotations: Sequence[Stretch], sentences: Sequence[int]) -> list[Speech]:
    """The speech with what no cue and no label with a colon tells, as far as it has nothing in its place."""
    all_ = list(speech)
    taken = [stretch for said in speech for stretch in (*said.content, *filter(None, (said.cue, said.speaker)))]
    for speaker, content in _lines(text):
        # what another says within it stays; what is read of it without a cue is a shred of it
        within = [said for said in all_ if any(meet(content, stretch) for stretch in said.content)]
        if all(
            said.content != (content,) and content[0] <= said.content[0][0] and said.content[-1][1] <= content[1]
            for said in within
        ):
            taken.append(content)
            all_ = [said for said in all_ if said.cue or said not in within]
            all_.append(Speech(content=(content,), act="say", speaker=speaker))
    for content in _alone(text, quotations, sentences):
        if any(meet(content, stretch) for stretch in taken):
            continue
        before = _behind_last(text, content[0])
        said = next(
            (n for n, said in enumerate(all_) if before and said.content[-1][1] == before and text[before - 1] in _CLOSING), None
        )
        if said is not None:  # it goes on
            all_[said] = replace(all_[said], content=(*all_[said].content, content))
        elif brought := _brought(doc, text, before, content):
            all_.append(brought)
        else:
            continue
        taken.append(content)
    return all_


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


def _alone(text: str, quotations: Sequence[Stretch], sentences: Sequence[int]) -> Iterator[Stretch]:
    """The quotations that are sentences of their own."""
    begins = frozenset(sentences)
    for start, end in quotations:
        behind = _SPACE.match(text, end).end()  # type: ignore[union-attr]  # it matches nothing too
        begun, ended = (place in begins for place in (start, behind))
        if (
            begun
            and (ended or behind == len(text))
            and _ENDED.search(text, start, end)
            and len(_WORD.findall(text, start, end)) >= _WORDS
        ):
            yield start, end


def _behind_last(text: str, place: int) -> int:
    """Behind the last mark or letter before a place."""
    while place and text[place - 1].isspace():
        place -= 1
    return place


def _brought(doc: Doc, text: str, before: int, content: Stretch) -> Speech | None:
    """A quotation as the words of who acts in the sentence that ends before it; where that ends with a colon, its verb is the cue."""
    span = doc.char_span(before - 1, before, alignment_mode="expand") if before else None
    if span is None:
        return None
    root = span.root.sent.root
    subject = next(
        (
            child
            for child in root.children
            if child.dep_ == "nsubj" and (child.pos_ in ("PROPN", "NOUN") or child.lower_ in ("he", "she"))
        ),
        None,
    )
    if subject is None:
        return None
    cue = (root.idx, root.idx + len(root)) if text[before - 1] == ":" and root.pos_ == "VERB" else None
    return Speech(
        content=(content,),
        act="ask" if cue and text[: content[1]].rstrip('”"’»').endswith("?") else "say",
        speaker=phrase(doc, subject),
        cue=cue,
    )
