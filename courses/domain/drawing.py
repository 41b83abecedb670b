"""What a seed decides: which questions are drawn, and in which order everything is shown.

Orders are made by sorting on a keyed hash, not by `random`: the same seed gives the same order on every
version of Python, so that an attempt can be rebuilt for an appeal.
"""

import hashlib
import hmac
from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from typing import TypeVar

from django.conf import settings

from courses.enums import QuestionKind
from courses.models import QuestionVersion

T = TypeVar("T", bound=Hashable)
Order = dict[str, list[str]]


def make_seed(*, learner_id: int, quiz_id: int, number: int) -> str:
    """The seed of one attempt: HMAC-SHA-256 under the college's secret, in hexadecimal. Nobody outside can compute it."""
    message = f"quiz-attempt:{learner_id}:{quiz_id}:{number}"
    return hmac.new(settings.SECRET_KEY.encode(), message.encode(), hashlib.sha256).hexdigest()


def shuffle_by_seed(values: Iterable[T], *, seed: str, label: str) -> list[T]:
    """The values in the order that the seed gives them. `label` keeps two shuffles of one seed apart."""
    return sorted(values, key=lambda value: hashlib.sha256(f"{seed}:{label}:{value}".encode()).digest())


def draw_versions(versions: Sequence[QuestionVersion], *, count: int, seed: str) -> list[QuestionVersion]:
    """`count` versions, spread evenly over their outcomes, in the order they will be asked.

    Outcomes take turns, so that any two of them differ by one question at most while both still have some.
    """
    pools: dict[int, list[QuestionVersion]] = defaultdict(list)
    by_id = {version.pk: version for version in versions}
    for pk in shuffle_by_seed(by_id, seed=seed, label="draw"):
        pools[by_id[pk].outcome].append(by_id[pk])
    drawn: list[QuestionVersion] = []
    turns = shuffle_by_seed(pools, seed=seed, label="outcomes")
    while len(drawn) < count and any(pools.values()):
        for outcome in turns:
            if pools[outcome] and len(drawn) < count:
                drawn.append(pools[outcome].pop(0))
    return [by_id[pk] for pk in shuffle_by_seed([version.pk for version in drawn], seed=seed, label="ask")]


def make_order(version: QuestionVersion, *, seed: str) -> Order:
    """The order in which a question's choices, or the two columns of a matching, are shown."""

    def shuffled(part: str) -> list[str]:
        ids = [row["id"] for row in version.content[part]]
        return shuffle_by_seed(ids, seed=seed, label=f"{part}:{version.pk}")

    if version.kind in {QuestionKind.SINGLE, QuestionKind.MULTIPLE}:
        return {"choices": shuffled("choices")}
    if version.kind == QuestionKind.MATCHING:
        return {"left": shuffled("left"), "right": shuffled("right")}
    return {}


def make_check_order(version: QuestionVersion) -> Order:
    """The order of a knowledge check: the same for everyone, and not the author's, whose first choice is often the key."""
    return make_order(version, seed="knowledge-check")
