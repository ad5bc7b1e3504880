"""Who is named: names, offices in time with their evidence, contradictions, and who takes part in what."""

import pytest

from dragoman.analysis import bearing, entities, taking_part
from dragoman.model import Claim, Disagreement, Document, Entity, Mention, MentionKind, Telling


class Told:
    """Documents by day of publication, in which each line names somebody: "2025-04-07 dar PAK Ishaq Dar, Foreign Minister: Dar"."""

    def __init__(self, text: str) -> None:
        self.mentions: list[Mention] = []
        self.clusters: dict[str, str] = {}
        self.published: dict[str, str | None] = {}
        for number, line in enumerate(text.strip().splitlines()):
            day, cluster, code, named = line.split(maxsplit=3)
            self._name(number, None if day == "-" else day, cluster, None if code == "-" else code, named)

    def _name(self, number: int, day: str | None, cluster: str, code: str | None, named: str) -> None:
        full, _, words = named.partition(": ")
        name, _, office = full.partition(", ")
        document = Document(address=f"{number}.txt", text=f"{words or name} {number}", published=day)
        kind: MentionKind = "country" if name == "Pakistan" else "organization" if "Ministry" in name else "person"
        slug = name.lower().replace(" and ", "+person:").replace(" ", "-")
        found = Mention(
            anchor=document.anchor(0, len(words or name)),
            kind=kind,
            entity="PAK" if kind == "country" else f"{'person' if kind == 'person' else 'org'}:{slug}",
            name=name,
            country=code,
            office=office or None,
        )
        self.mentions.append(found)
        self.clusters[found.id] = f"entity:{cluster}"
        self.published[document.id] = day

    @property
    def entities(self) -> dict[str, Entity]:
        return {e.id.removeprefix("entity:"): e for e in entities(self.mentions, self.clusters, self.published)}


def test_names_from_the_one_used_most_to_all_wordings() -> None:
    found = Told("""
        2025-04-07 dar PAK Ishaq Dar: Senator Dar
        2025-04-07 dar PAK Ishaq Dar: he
        2025-04-08 dar PAK Mohammad Ishaq Dar
        2025-04-08 dar PAK Dar
        2025-04-08 pak PAK Pakistan: Islamabad
        2025-04-09 pak PAK Pakistan: the country
        2025-04-09 pak PAK Pakistan: It
    """).entities
    assert found["dar"].name == "Ishaq Dar"
    assert found["dar"].names == ("Ishaq Dar", "Mohammad Ishaq Dar", "Dar", "Senator Dar")
    assert (found["dar"].kind, found["dar"].country, found["dar"].documents, len(found["dar"].mentions)) == (
        "person",
        "PAK",
        4,
        4,
    )
    assert found["pak"].names == ("Pakistan", "Islamabad")
    assert list(found) == ["dar", "pak"]


def test_of_two_names_used_alike_the_fuller_one() -> None:
    assert Told("- dar PAK Ishaq Dar\n- dar PAK Mohammad Ishaq Dar").entities["dar"].name == "Mohammad Ishaq Dar"


def test_a_mention_that_fits_nobody_waits() -> None:
    found = Told("""
        2025-04-07 1 PAK Dar: Dar
        2025-04-07 2 PAK bin Salman: bin Salman
        2025-04-07 3 PAK Pakistan Army Chief, Army Chief: Pakistan’s army chief
        2025-04-07 4 PAK Ishaq Dar and Marco Rubio: the two
        2025-04-07 5 PAK Foreign Ministry: the Ministry
    """).entities
    assert [e.name for e in found.values()] == ["Foreign Ministry"]


def test_offices_in_the_order_of_their_evidence_with_the_days_on_which_they_are_told() -> None:
    told = Told("""
        2025-05-09 dar PAK Ishaq Dar, Deputy Prime Minister and Foreign Minister
        2023-03-01 dar PAK Ishaq Dar, Finance Minister
        2025-04-07 dar PAK Ishaq Dar, Foreign Minister
        - dar PAK Ishaq Dar, Foreign Minister
        - dar PAK Ishaq Dar, Senator
        2025-04-07 dar PAK Dar, Prime Minister
        2025-04-07 dar PAK Ishaq Dar
    """)
    offices = told.entities["dar"].offices
    assert [(h.office, h.first, h.last, [told.published[a.document] for a in h.evidence]) for h in offices] == [
        ("Finance Minister", "2023-03-01", "2023-03-01", ["2023-03-01"]),
        ("Foreign Minister", "2025-04-07", "2025-05-09", ["2025-04-07", "2025-05-09", None]),
        ("Deputy Prime Minister", "2025-05-09", "2025-05-09", ["2025-05-09"]),
        ("Senator", None, None, [None]),
    ]
    assert {h.country for h in offices} == {"PAK"}
    assert all(a.exact == "Ishaq Dar" for h in offices for a in h.evidence)


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        ("PAK {}, Foreign Minister 2041-04-07 2041-08-01", "PAK {}, Foreign Minister 2041-06-01 2041-07-01", "Foreign Minister of Pakistan"),
        ("IND {}, Foreign Minister 2041-04-07", "IND {}, External Affairs Minister 2041-04-07", "Foreign Minister of India"),
        ("PAK {}, Foreign Minister 2041-04", "PAK {}, Foreign Minister 2041-04-07", "Foreign Minister of Pakistan"),
        ("PAK {}, Foreign Minister 2041-04-07 2041-05-01", "PAK {}, Foreign Minister 2041-06-01 2041-07-01", None),
        ("PAK {}, Foreign Minister 2041-04-07", "IND {}, Foreign Minister 2041-04-07", None),
        ("PAK {}, Ambassador 2041-04-07", "PAK {}, Ambassador 2041-04-07", None),
        ("PAK {}, Foreign Minister -", "PAK {}, Foreign Minister 2041-04-07", None),
        ("IGO {}, President 2041-04-07", "IGO {}, President 2041-04-07", None),
    ],
)  # fmt: skip
def test_two_holders_at_one_time_are_shown_and_not_settled(one: str, other: str, told: str | None) -> None:
    lines = []
    for cluster, name, side in (("a", "Azra Malik", one), ("b", "Omar Rana", other)):
        code, _, rest = side.format(name).partition(" ")
        held, days = (rest[: rest.index(" 2041")], rest[rest.index(" 2041") :].split()) if "2041" in rest else (rest[:-2], ["-"])
        lines += [f"{day} {cluster} {code} {held}" for day in days]
    found = Told("\n".join(lines)).entities
    values = (("Azra Malik", ("entity:a",)), ("Omar Rana", ("entity:b",)))
    expected = (Disagreement(field=told, values=values),) if told else ()
    assert found["a"].disagreements == found["b"].disagreements == expected


def test_who_came_back_to_an_office_contradicts_nobody_between() -> None:
    found = Told("""
        2021-05-19 n ISR Benjamin Netanyahu, Prime Minister
        2022-03-30 b ISR Naftali Bennett, Prime Minister
        2023-04-04 n ISR Benjamin Netanyahu, Prime Minister
        2023-04-04 x ISR Azra Malik, Prime Minister
    """).entities
    assert [name for d in found["n"].disagreements for name, _ in d.values] == ["Azra Malik", "Benjamin Netanyahu"]
    assert found["b"].disagreements == ()


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Dar", "dar"),
        ("mohammad DAR", "dar"),
        ("dar ishaq", "dar"),
        ("Peron", "peron"),
        ("islamabad", "pak"),
        ("pak", "pak"),
        ("da", ""),
        ("Dar Perón", ""),
    ],
)
def test_bearing(words: str, expected: str) -> None:
    found = Told("""
        - dar PAK Mohammad Ishaq Dar
        - peron ARG Raúl Perón
        - pak PAK Pakistan: Islamabad
    """).entities
    assert [e.id for e in bearing(words, found.values())] == [f"entity:{id_}" for id_ in expected.split()]


def test_who_takes_part_alone_with_others_and_through_whom() -> None:
    document = Document(address="a.txt", text="Dar, Rubio, both, Pakistan, met; agreed; went")
    at = {word: document.anchor(document.text.index(word), document.text.index(word) + len(word)) for word in
          ("Dar", "Rubio", "both", "Pakistan", "met", "agreed", "went")}  # fmt: skip
    dar = Mention(anchor=at["Dar"], kind="person", entity="person:ishaq-dar", name="Ishaq Dar", country="PAK")
    rubio = Mention(anchor=at["Rubio"], kind="person", entity="person:marco-rubio", name="Marco Rubio", country="USA")
    both = Mention(anchor=at["both"], kind="group", entity="person:ishaq-dar+person:marco-rubio", name="both", country="PAK+USA")
    pakistan = Mention(anchor=at["Pakistan"], kind="country", entity="PAK", name="Pakistan", country="PAK")
    mentions = [dar, rubio, both, pakistan]
    clusters = {m.id: f"entity:{m.anchor.exact}" for m in mentions}
    tellings = [
        Telling(claim=Claim(trigger=at[word], type=kind, modality="asserted", actors=actors), document=document)
        for word, kind, actors in (("met", "CONSULT", (dar,)), ("agreed", "AGREE", (both,)), ("went", "CONSULT", (pakistan,)))
    ]
    events = {t.id: f"event:{t.claim.trigger.exact}" for t in tellings[:2]}
    found = taking_part(tellings, events, mentions, clusters)
    assert found["entity:Dar"] == {"event:met", "event:agreed"}
    assert found["entity:Rubio"] == {"event:agreed"}
    assert found["entity:Pakistan"] == {"event:met", "event:agreed", tellings[2].id}
