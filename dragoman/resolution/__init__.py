"""RESOLVE: which documents are copies, which mentions one entity, which claims one event. Pure: observations in, judgements out.

Every judgement carries its reason in words; clusters follow from judgements, so that undoing one restores what was.
"""

from dragoman.resolution.clusters import cluster, cluster_id
from dragoman.resolution.copies import COPIES, judge_copies, prints
from dragoman.resolution.entities import (
    MENTIONS,
    NAMES,
    Heads,
    block,
    blocks,
    group,
    head_judgement,
    head_key,
    heads,
    judge_mentions,
    judge_names,
    mention_keys,
    name_key,
    representatives,
)
from dragoman.resolution.events import EVENTS, UNCLEAR, claim_keys, connects, joined, judge_claims, open_claims
from dragoman.resolution.holders import ABOUT, OFFICES, holder_key, judge_offices, month_of, question_key, questions, sole_offices
from dragoman.resolution.identities import Identity, bearing, identities, identity
from dragoman.resolution.stories import judge_stories

__all__ = [
    "ABOUT",
    "COPIES",
    "EVENTS",
    "MENTIONS",
    "NAMES",
    "OFFICES",
    "UNCLEAR",
    "Heads",
    "Identity",
    "bearing",
    "block",
    "blocks",
    "claim_keys",
    "cluster",
    "cluster_id",
    "connects",
    "group",
    "head_judgement",
    "head_key",
    "heads",
    "holder_key",
    "identities",
    "identity",
    "joined",
    "judge_claims",
    "judge_copies",
    "judge_mentions",
    "judge_names",
    "judge_offices",
    "judge_stories",
    "mention_keys",
    "month_of",
    "name_key",
    "open_claims",
    "prints",
    "question_key",
    "questions",
    "representatives",
    "sole_offices",
]
