from dragoman import extract, read_text
from evaluation.bench import stopwatch, table

TEXT = (
    "The foreign minister of Chile met her counterpart from Peru in Lima on 3 May and said that talks on the border would go on."
)


def test_each_step_is_on_the_clock() -> None:
    document = read_text(TEXT, address="a.txt")
    with stopwatch() as seconds:
        extract(document)
    assert all(taken > 0 for taken in seconds.values())
    assert table(seconds | {"the whole": sum(seconds.values())}, len(TEXT.split())).row_count == len(seconds) + 1


def test_the_clock_is_taken_off_again() -> None:
    with stopwatch() as seconds:
        pass
    extract(read_text(TEXT, address="a.txt"))
    assert set(seconds.values()) == {0.0}
