"""The words that acts are coded in: acts of speech, and PLOVER's types with their modes and scores."""

__all__ = ["COOPERATIVE", "MATERIAL", "PLOVER", "SPEECH_ACTS", "score"]

#: What somebody does by saying something (`Quote.act`).
SPEECH_ACTS = tuple(
    "say agree reaffirm emphasise thank praise promise request urge accuse condemn deny reject warn threaten announce ask invite".split()
)

#: PLOVER 0.8: the types of act, in the order of its manual, with their modes.
PLOVER: dict[str, tuple[str, ...]] = {
    "AGREE": (),
    "CONSULT": ("visit", "third-party", "multilateral", "phone"),
    "SUPPORT": (),
    "CONCEDE": (),
    "COOPERATE": (),
    "AID": (),
    "RETREAT": ("withdraw", "release", "disarm", "ceasefire", "access", "resign"),
    "REQUEST": ("assist", "change", "yield", "meet"),
    "ACCUSE": ("disapprove", "investigate", "allege"),
    "REJECT": ("assist", "change", "yield", "meet"),
    "THREATEN": ("restrict", "arrest", "relations", "expel", "territory", "violence"),
    "PROTEST": ("demo", "riot", "strike", "hunger", "boycott", "obstruct", "vandalize"),
    "SANCTION": ("convict", "expel", "withdraw", "discontinue"),
    "MOBILIZE": ("troops", "weapons", "police", "militia"),
    "COERCE": tuple("seize restrict censor curfew martial-law arrest deport withhold misinformation cyber".split()),
    "ASSAULT": tuple(
        "abduct beat torture sexual targeted destroy primitive firearms explosives suicide-attack aerial drone heavy-weapons "
        "crowd-control unconventional".split()
    ),
}

#: PLOVER's four quadrants: types that cooperate, the others being conflict; and types that are deeds, the others being words.
COOPERATIVE = frozenset("AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT".split())
MATERIAL = frozenset("COOPERATE AID RETREAT PROTEST SANCTION MOBILIZE COERCE ASSAULT".split())

#: The score of each type, and behind it those of its modes in their order above; None where the manual gives none.
_SCORES: dict[str, tuple[float, tuple[float | None, ...]]] = {
    "AGREE": (2.5, ()),
    "CONSULT": (2.5, (4, 1, 4, 1.5)),
    "SUPPORT": (5, ()),
    "CONCEDE": (4.5, ()),
    "COOPERATE": (9.5, ()),
    "AID": (10, ()),
    "RETREAT": (6.5, (8, 6.5, 10, 7.5, 6.5, 4.5)),
    "REQUEST": (0, (0.5, -1, -1, 0)),
    "ACCUSE": (-3, (-2, -3.5, -3.5)),
    "REJECT": (-2, (-1.5, -2, -2, -2)),
    "THREATEN": (-3.5, (-3, -3.5, -3.5, -3.5, -4, -3.5)),
    "PROTEST": (-5, (-5, -7, -5, -4.5, -4.5, -4.5, None)),
    "SANCTION": (-6, (-6, -5.5, -6, -6)),
    "MOBILIZE": (-5.5, (-6.5, -6.5, -5.5, -6)),
    "COERCE": (-7, (-7, -7, -6.5, -6.5, -7.5, -7, -7, -7, -6.5, -7)),
    "ASSAULT": (-9, (-8.5, -7.5, -8.5, -8.5, -9.5, -8.5, -8, -9, -9, -9.5, -9.5, -9.5, -9.5, -7.5, -10)),
}


def score(kind: str, mode: str | None = None) -> float:
    """How cooperative or hostile an act is, from -10 to 10: that of its mode, else of its type. Raises KeyError for an unknown type.

    PLOVER 0.8 (17 September 2021), the event scale of each type and mode. The manual prints 3 for ACCUSE, whose modes lie between -2 and
    -3.5; that is taken for a slip and read as -3.
    """
    whole, modes = _SCORES[kind]
    found = dict(zip(PLOVER[kind], modes, strict=True)).get(mode or "")
    return whole if found is None else found
