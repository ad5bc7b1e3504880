"""A text and what is known of it become a Document."""

import pytest

from dragoman.errors import DocumentError
from dragoman.lexicons import rows, split
from dragoman.sources import read, read_text

BODY = "The two ministers spoke for an hour on trade, security and the border, and agreed to meet again before the summer."


def test_what_is_given_is_kept_and_wins() -> None:
    document = read_text(
        f"Talks go on\n{BODY}",
        address="a.txt",
        published="2025-04",
        publisher="The Paper",
        title="Another title",
        url="https://a.example/x",
    )
    assert (document.address, document.published, document.publisher) == ("a.txt", "2025-04", "The Paper")
    assert (document.title, document.url) == ("Another title", "https://a.example/x")


def test_what_is_unknown_stays_open() -> None:
    document = read_text(BODY, address="2025-04-07.txt")
    assert (document.published, document.publisher, document.issuer, document.title, document.url) == (None,) * 5
    assert document.kind == "report"


def test_the_headline_is_the_title_and_the_host_the_publisher() -> None:
    document = read_text(f"Talks go on\n{BODY}", address="a", url="https://www.unlisted.example/x")
    assert (document.title, document.publisher) == ("Talks go on", "unlisted.example")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (BODY, "en"),
        ("Les deux ministres ont parlé pendant une heure du commerce et de la sécurité de la frontière.", None),
        ("Die beiden Minister sprachen eine Stunde lang über den Handel und die Sicherheit an der Grenze.", None),
        ("وزيرا الخارجية يبحثان الحدود والتجارة", None),
    ],
)
def test_english_is_told_by_its_common_words(text: str, language: str | None) -> None:
    assert read_text(text, address="a").language == language
    assert read_text(text, address="a", language="fr").language == "fr"


@pytest.mark.parametrize(
    "official", [row for row in rows("publishers") if row["side"] == "official"][::7], ids=lambda row: row["name"]
)
def test_what_an_official_side_publishes_is_its_readout(official: dict[str, str]) -> None:
    host = split(official["domain"])[0]
    for given in ({"url": f"https://www.{host}/x"}, {"publisher": host}, {"url": f"https://news.{host}/"}):
        document = read_text(BODY, address="a", **given)
        assert (document.kind, document.issuer) == ("readout", official["code"] or None)
    assert read_text(BODY, address="a", url=f"https://{host}/x", kind="report").kind == "report"


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Readout of the President’s Call with King Felipe", "readout"),
        ("Read-out of the meeting", "readout"),
        ("Joint Readout of the Trilateral Meeting", "readout"),
        ("Statement by the Foreign Minister on the talks", "readout"),
        ("Joint Statement on the talks in Vienna", "readout"),
        ("Talks go on after the readout", "report"),
        ("Statements fly as talks stall", "report"),
    ],
)
def test_a_title_can_say_that_it_is_a_readout(title: str, kind: str) -> None:
    document = read_text(f"{title}\n{BODY}", address="a")
    assert (document.kind, document.issuer) == (kind, None)


def test_what_the_press_publishes_is_a_report() -> None:
    press = next(split(row["domain"])[0] for row in rows("publishers") if row["side"] == "press")
    document = read_text(f"Statement by the minister draws anger\n{BODY}", address="a", url=f"https://{press}/x")
    assert (document.kind, document.issuer) == ("report", None)


def test_an_issuer_makes_a_readout() -> None:
    document = read_text(BODY, address="a", issuer="FJI")
    assert (document.kind, document.issuer) == ("readout", "FJI")


@pytest.mark.parametrize(
    "published", ["2025", "2025-04", "2025-04-07", "2025-04-07/2025-04-09", "2025-04?", "2025-21", "2025-04-XX"]
)
def test_any_edtf_is_a_date(published: str) -> None:
    assert read_text(BODY, address="a", published=published).published == published


def test_a_time_of_day_is_left_out() -> None:
    assert read_text(BODY, address="a", published="2025-04-07T10:30:00+05:00").published == "2025-04-07"


@pytest.mark.parametrize("published", ["yesterday", "07.04.2025", "2025-13", "2025-02-30", "2025-04-07 10:30", "April"])
def test_what_is_no_edtf_is_refused(published: str) -> None:
    with pytest.raises(DocumentError, match="published must be an EDTF date"):
        read_text(BODY, address="a", published=published)


def test_other_slips_are_refused() -> None:
    with pytest.raises(DocumentError, match="kind must be one of report, readout"):
        read_text(BODY, address="a", kind="press release")
    with pytest.raises(DocumentError, match="a: empty"):
        read_text(" ", address="a")
    with pytest.raises(TypeError, match="no field publishd"):
        read_text(BODY, address="a", publishd="2025")


def test_the_same_text_has_the_same_id() -> None:
    assert read_text("Caf\u00e9 talks", address="a").id == read_text("Cafe\u0301 talks\r\n", address="b").id


def test_one_bare_address_is_refused_before_its_letters_are_read() -> None:
    with pytest.raises(TypeError, match=r"put the one into a list, \['/etc'\]"):
        read("/etc")
