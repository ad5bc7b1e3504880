"""What the style sheet promises the eye: contrast of at least 4.5 : 1 (WCAG 2.2, 1.4.3) in light and in dark."""

import re
from importlib.resources import files
from itertools import product

import pytest

from dragoman.web.rendering import HUES, hue

STYLE = (files("dragoman") / "web" / "static" / "dragoman.css").read_text("utf-8")
LIGHT, DARK = (
    dict(re.findall(r"--(\w+): (#[0-9a-f]{6})", block)) for block in re.findall(r":root \{(.*?)\}", STYLE, re.DOTALL)[:2]
)
SIDES = [f"side{n}" for n in range(HUES)]
PAIRS = [*product(("ink", "soft", "link", "differ", *SIDES), ("paper", "raised")), ("ink", "claim"), ("ink", "quote")]


def brightness(colour: str) -> float:
    """Relative luminance of `#rrggbb`, 0 to 1 (WCAG 2.2)."""
    channels = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("front", "back"), PAIRS)
def test_contrast(theme: dict[str, str], front: str, back: str) -> None:
    dark, bright = sorted((brightness(theme[front]), brightness(theme[back])))
    assert (bright + 0.05) / (dark + 0.05) >= 4.5


def test_the_page_asks_nobody_else_for_anything() -> None:
    assert "url(" not in STYLE
    assert "@import" not in STYLE


def test_a_sides_colour_stays_and_those_much_written_about_differ() -> None:
    assert hue("PAK") == hue("PAK") != hue("IND")
    assert hue("publisher") == ""
    pairs = "PAK-USA RUS-UKR CHN-USA ISR-IRN PRK-KOR CHN-IND AFG-PAK UNO-ISR SAU-YEM ARM-AZE".split()
    assert all(hue(one) != hue(other) for one, _, other in (pair.partition("-") for pair in pairs))
