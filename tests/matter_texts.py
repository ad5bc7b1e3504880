"""A relation of two states over half a year, in short texts of our own, for the tests of issues, commitments and briefs."""

from collections.abc import Iterator

from dragoman.extraction import extract
from dragoman.model import Extraction
from dragoman.sources import read_text

#: Name, day of publication, issuer, text. Nothing in them happened.
TEXTS = (
    (
        "ghana-march",
        "2025-03-03",
        "GHA",
        """Readout of the call with the Foreign Minister of Peru

Accra, 3 March 2025

Foreign Minister Kofi Mensah spoke by telephone today with Foreign Minister Lucia Quispe of Peru. Minister Mensah raised the tariffs on cocoa. Minister Quispe promised to review the tariffs by the end of June. They discussed fisheries.
""",
    ),
    (
        "peru-march",
        "2025-03-03",
        "PER",
        """Readout of the call with the Foreign Minister of Ghana

Lima, 3 March 2025

Foreign Minister Lucia Quispe spoke by telephone today with Foreign Minister Kofi Mensah of Ghana. Minister Quispe raised illegal fishing. The two ministers agreed to meet in Accra in May.
""",
    ),
    (
        "wire-may",
        "2025-05-13",
        None,
        """Ghana and Peru meet in Accra

ACCRA, May 13 - Foreign Minister Kofi Mensah of Ghana met Foreign Minister Lucia Quispe of Peru in Accra on Monday. Mensah told Quispe that the tariffs on cocoa hurt farmers in Ghana. Quispe denied that Peru had raised tariffs.
""",
    ),
    (
        "wire-august",
        "2025-08-05",
        None,
        """Peru cuts tariffs on cocoa

LIMA, Aug. 5 - Foreign Minister Lucia Quispe of Peru spoke by telephone with Foreign Minister Kofi Mensah of Ghana on Monday. Quispe said that Peru had lowered the tariffs on cocoa from Ghana. The two discussed trade.
""",
    ),
)


def extractions() -> Iterator[Extraction]:
    """What is read from each, in the order of publication."""
    for name, published, issuer, text in TEXTS:
        fields = {"kind": "readout", "issuer": issuer} if issuer else {}
        yield extract(read_text(text, address=f"{name}.txt", published=published, publisher=f"{name} (sample)", **fields))
