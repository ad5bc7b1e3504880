"""KEEP: the only SQL. One class over SQLite and PostgreSQL that keeps observations for good and opinions beside them."""

from dragoman.record.resolving import Key, Resolving
from dragoman.record.store import ClusterKind, Record, SetAside
from dragoman.record.verifying import Fault

__all__ = ["ClusterKind", "Fault", "Key", "Record", "Resolving", "SetAside"]
