"""Lists of values that an author writes as lines of text, and back."""

from collections.abc import Mapping, Sequence
from typing import Any


class LineError(ValueError):
    """A line that does not have its form. `line` is that line."""

    def __init__(self, line: str) -> None:
        super().__init__(line)
        self.line = line


def read_pairs(text: str) -> dict[str, str]:
    """`name = value`, one a line; \\n in a value is a line break of its own. Raises LineError."""
    pairs = {}
    for line in filter(None, map(str.strip, text.splitlines())):
        name, mark, value = line.partition("=")
        if not mark or not name.strip():
            raise LineError(line)
        pairs[name.strip()] = value.strip().replace("\\n", "\n")
    return pairs


def write_pairs(pairs: Mapping[str, Any]) -> str:
    return "\n".join(f"{name} = {_join_lines(value)}" for name, value in pairs.items())


def _join_lines(value: Any) -> str:
    return str(value).replace("\n", "\\n")


def read_lists(text: str) -> dict[str, list[str]]:
    """`name = a | b`, one a line. Raises LineError."""
    return {
        name: [part.strip() for part in value.split("|") if part.strip()] for name, value in read_pairs(text).items()
    }


def write_lists(lists: Mapping[str, Sequence[str]]) -> str:
    return write_pairs({name: " | ".join(values) for name, values in lists.items()})


def read_grouped(text: str) -> dict[str, list[list[str]]]:
    """`name = a | b ; c`, one a line: of each group one word is enough. Raises LineError."""
    return {name: read_groups(value.replace(";", "\n")) for name, value in read_pairs(text).items()}


def write_grouped(grouped: Mapping[str, Sequence[Sequence[str]]]) -> str:
    return write_pairs({name: " ; ".join(" | ".join(group) for group in groups) for name, groups in grouped.items()})


def read_sets(text: str) -> list[dict[str, str]]:
    """Sets of pairs with an empty line between them. Raises LineError."""
    blocks = "\n".join(line.strip() for line in text.splitlines()).split("\n\n")
    return [pairs for pairs in map(read_pairs, blocks) if pairs]


def write_sets(sets: Sequence[Mapping[str, Any]]) -> str:
    return "\n\n".join(map(write_pairs, sets))


def read_groups(text: str) -> list[list[str]]:
    """Words with | between them, one group a line."""
    groups = [[word.strip() for word in line.split("|") if word.strip()] for line in text.splitlines()]
    return [group for group in groups if group]


def write_groups(groups: Sequence[Sequence[str]]) -> str:
    return "\n".join(" | ".join(group) for group in groups)


def read_draws(text: str) -> dict[str, dict[str, Any]]:
    """`name: choice a | b`, `name: number 10 90`, `name: days 30 400`, `name: container`, one a line. Raises LineError."""
    draws: dict[str, dict[str, Any]] = {}
    for line in filter(None, map(str.strip, text.splitlines())):
        name, mark, rest = line.partition(":")
        kind, _space, value = rest.strip().partition(" ")
        if not mark or not name.strip():
            raise LineError(line)
        draws[name.strip()] = _read_draw(kind, value, line)
    return draws


def _read_draw(kind: str, value: str, line: str) -> dict[str, Any]:
    if kind == "container":
        return {"container": True}
    if kind == "choice" and value.strip():
        return {"choice": [part.strip() for part in value.split("|") if part.strip()]}
    numbers = value.split()
    if kind in {"number", "days"} and numbers and all(part.lstrip("-").isdecimal() for part in numbers):
        return {"number" if kind == "number" else "days_before": [int(part) for part in numbers]}
    raise LineError(line)


def write_draws(draws: Mapping[str, Mapping[str, Any]]) -> str:
    lines = []
    for name, draw in draws.items():
        if draw.get("container"):
            lines.append(f"{name}: container")
        elif draw.get("choice"):
            lines.append(f"{name}: choice {' | '.join(draw['choice'])}")
        elif draw.get("number"):
            lines.append(f"{name}: number {' '.join(map(str, draw['number']))}")
        else:
            lines.append(f"{name}: days {' '.join(map(str, draw['days_before']))}")
    return "\n".join(lines)
