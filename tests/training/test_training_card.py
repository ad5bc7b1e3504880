"""The model card says what the figures of the training say."""

import json
from pathlib import Path

from training import card

HERE = Path(card.__file__).parent


def test_the_card_is_the_one_that_its_figures_make() -> None:
    assert (HERE / "MODEL_CARD.md").read_text("utf-8") == card.write(json.loads((HERE / "figures.json").read_text("utf-8")))
