"""The words that acts are coded in: acts of speech, and PLOVER's types with their modes."""

__all__ = ["PLOVER", "SPEECH_ACTS"]

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
