"""Reading what the page of a question posts."""

import re
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

PAIR = "pair-"


@dataclass(frozen=True, slots=True)
class PostedAnswer:
    """One save, as it came. Nothing here is trusted: the domain checks it against what the question offered."""

    answer: dict[str, Any]
    is_flagged: bool
    key: str
    base: int | None
    go: str


def read_answer(post: QueryDict, *, prefix: str = "") -> dict[str, Any]:
    """The answer in a posted form whose fields `_check.html` drew with this prefix; {} when nothing was chosen.

    Fields of other names are left alone: a posted score is no part of an answer.
    """
    answer: dict[str, Any] = {}
    if f"{prefix}choice" in post:
        answer["choice"] = post[f"{prefix}choice"]
    if f"{prefix}choices" in post:
        answer["choices"] = post.getlist(f"{prefix}choices")
    if f"{prefix}number" in post:
        answer["number"] = post[f"{prefix}number"]
    pairs = {name.removeprefix(prefix + PAIR): post[name] for name in post if name.startswith(prefix + PAIR)}
    if pairs:
        answer["pairs"] = pairs
    return answer


def read_posted_answer(post: QueryDict) -> PostedAnswer:
    """All that the page of a question posts."""
    base = post.get("base", "")
    return PostedAnswer(
        answer=read_answer(post),
        is_flagged=post.get("flagged") == "on",
        key=post.get("key", "")[:60],
        base=int(base) if re.fullmatch(r"\d{1,9}", base, re.ASCII) else None,
        go=post.get("go", "next")[:12],
    )
