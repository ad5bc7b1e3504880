"""Words that can do only one thing: each once, each with an act that there is."""

from collections import Counter

from dragoman.codebook import SPEECH_ACTS
from dragoman.lexicons import rows, split


def test_every_word_has_one_act_that_there_is() -> None:
    assert {row["act"] for row in rows("cue_acts")} <= set(SPEECH_ACTS)
    forms = Counter(form for row in rows("cue_acts") for form in (row["word"], *split(row["also"])))
    assert max(forms.values()) == 1
    assert all(form == form.lower() and " " not in form for form in forms)
