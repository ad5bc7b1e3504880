"""The network as this package sees it: pieces of text in, logits out; what its rows and columns mean."""

from collections.abc import Callable
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import NamedTuple, get_args

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from dragoman.codebook import PLOVER, SPEECH_ACTS
from dragoman.model import Modality

__all__ = [
    "ACTS",
    "CUE",
    "INSIDE",
    "KINDS",
    "LABEL",
    "MEANING",
    "MODALITIES",
    "NO_PAIRS",
    "OUTPUTS",
    "PAIRS",
    "REACH",
    "ROLES",
    "Floats",
    "Ints",
    "Logits",
    "Network",
    "load",
    "load_tokenizer",
    "meanings",
    "shipped",
    "softmax",
]

#: What an anchor may be, beside nothing: a cue's first word, its others, the first word of a name label.
CUE, INSIDE, LABEL = 1, 2, 3
#: What a cue may do: the acts of speech, and to believe, hope or plan.
ACTS = (*SPEECH_ACTS, "think")
#: What a trigger may tell: PLOVER's types, each without and with its modes.
KINDS: tuple[tuple[str, str | None], ...] = tuple((type_, mode) for type_, modes in PLOVER.items() for mode in (None, *modes))
MODALITIES: tuple[Modality, ...] = get_args(Modality)
#: The roles that a word may have in an act. Marks are none, then for each role its first word and its others.
ROLES = ("actor", "recipient", "time", "place")
#: How far from a trigger the words of its roles are looked for, in words.
REACH = 40
#: What one party may do to another: PLOVER's types, behind them nothing.
PAIRS = tuple(PLOVER)

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]


class Logits(NamedTuple):
    """What the network says of some windows: by window and word what each is to a quote's anchor (4) and to a trigger (3: none, first word,
    others), and the act of its cue; `found` are the anchors as (window, word), with the marks of all words of their windows (5: none, speaker
    begins, speaker, content begins, content); `told` are the triggers as (window, word), with their kinds, modalities and the marks of the
    `REACH` words before and behind; and for each pair of parties what one does to the other.
    """

    anchors: Floats
    triggers: Floats
    acts: Floats
    found: Ints
    marks: Floats
    told: Ints
    kinds: Floats
    modalities: Floats
    roles: Floats
    pairs: Floats


#: The names of the outputs in the file, in order.
OUTPUTS = Logits._fields
#: The name of one more: what each window means, as a vector.
MEANING = "meaning"

#: (windows, pieces) and (windows, words) in, and pairs as (window, then first and last + 1 word of the one, the other and their sentence).
Network = Callable[[Ints, Ints, Ints], Logits]

NO_PAIRS: Ints = np.zeros((0, 7), np.int64)


def softmax(logits: Floats) -> Floats:
    """Logits as chances, which sum to 1 over the last axis."""
    chances = np.exp(logits - logits.max(-1, keepdims=True))
    return np.asarray(chances / chances.sum(-1, keepdims=True), np.float32)


@cache
def shipped() -> tuple[Tokenizer, Network]:
    """The tokenizer and the network of this package."""
    return load_tokenizer((_folder() / "tokenizer.json").read_bytes()), _network(_session())


def meanings(ids: Ints, firsts: Ints) -> Floats:
    """What windows mean, (windows, size), by the network of this package, which then reads nothing else of them."""
    return np.asarray(_session().run([MEANING], {"ids": ids, "firsts": firsts, "asked": NO_PAIRS})[0], np.float32)


def _folder() -> Traversable:
    return files("dragoman") / "data" / "tagger"


@cache
def _session() -> onnxruntime.InferenceSession:
    return _opened((_folder() / "tagger.onnx").read_bytes())


def _opened(written: bytes) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1  # windows run beside each other instead, which is faster
    return onnxruntime.InferenceSession(written, options, providers=["CPUExecutionProvider"])


def load_tokenizer(written: bytes) -> Tokenizer:
    """A tokenizer out of its JSON, without the limits of length that it was saved with."""
    tokenizer: Tokenizer = Tokenizer.from_buffer(written)
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def load(written: bytes) -> Network:
    """A network out of its ONNX file."""
    return _network(_opened(written))


def _network(session: onnxruntime.InferenceSession) -> Network:
    def run(ids: Ints, firsts: Ints, pairs: Ints) -> Logits:
        return Logits(*session.run(OUTPUTS, {"ids": ids, "firsts": firsts, "asked": pairs}))

    return run
