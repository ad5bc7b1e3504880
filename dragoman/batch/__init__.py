"""The same line on many processes, for corpora that outgrow one: read here, extract on Dask workers, answer in the order of reading."""

from dragoman.errors import UsageError

try:
    import distributed
except ModuleNotFoundError as error:
    raise UsageError(
        f"extracting on workers needs the extra `batch` ({error.name} is missing): pip install 'dragoman[batch]'"
    ) from None

from dragoman.batch.workers import extract_many

__all__ = ["extract_many"]
del distributed
