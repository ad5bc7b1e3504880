"""The exceptions of Dragoman, each named by what the caller does next.

    DragomanError
    ├── SourceError      this address can't be read: note it, go on with the next
    ├── DocumentError    this document never will be read: set it aside with the reason, don't retry
    ├── RecordError      the database is unusable or refuses: stop
    └── UsageError       the question is wrong: say what would be right

Every message is one line that says what, where and what next. Anything else that is raised is a fault of ours.
"""

__all__ = ["DocumentError", "DragomanError", "RecordError", "SourceError", "UsageError"]


class DragomanError(Exception):
    """What every exception of Dragoman is."""


class _AddressError(DragomanError):
    """What is wrong with one address. Its arguments are its own, so that it crosses processes whole."""

    def __init__(self, address: str, reason: str) -> None:
        super().__init__(address, reason)
        self.address = address
        self.reason = reason

    def __str__(self) -> str:
        return f"{self.address}: {self.reason}"


class SourceError(_AddressError):
    """An address can't be read now: it doesn't exist, didn't answer, or was refused. Another try may succeed."""


class DocumentError(_AddressError):
    """A document was found but is none that can be read (empty, binary, too long): trying again changes nothing."""


class RecordError(DragomanError):
    """The record's database can't be opened, is of another version, or refuses to write."""


class UsageError(DragomanError):
    """A question that the record can't answer as it was put: an unknown party, an unknown id, a wrong date."""
