"""RESOLVE: which documents are copies, which mentions one entity, which claims one event. Pure: observations in, judgements out.

Every judgement carries its reason in words; clusters follow from judgements, so that undoing one restores what was.
"""

from dragoman.resolution.clusters import cluster, standing
from dragoman.resolution.copies import judge_copies
from dragoman.resolution.entities import judge_mentions
from dragoman.resolution.events import judge_claims, open_claims
from dragoman.resolution.identities import Identity, identities
from dragoman.resolution.stories import judge_stories

__all__ = [
    "Identity",
    "cluster",
    "identities",
    "judge_claims",
    "judge_copies",
    "judge_mentions",
    "judge_stories",
    "open_claims",
    "standing",
]
