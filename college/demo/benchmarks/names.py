"""How well names are matched: F1 on a labelled file, and the cost of a pair."""

import csv
import gc
import io
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from college.demo.benchmarks.results import Figure
from sandbox.domain.names.keys import forget_words, prepare
from sandbox.domain.names.scoring import THRESHOLD, score

COLUMNS = ("name1", "name2", "is_match")
_YES = frozenset({"true", "1", "yes", "t", "y"})
_NO = frozenset({"false", "0", "no", "f", "n"})
_MAX_BYTES = 200_000_000
_PASSES = 5
_FOLDS = 5


class UnusableFile(Exception):
    """The labelled file cannot be read; the message says why, in a sentence."""


@dataclass(frozen=True, slots=True)
class LabelledPair:
    """Two names, and whether people said that they are one."""

    name1: str
    name2: str
    is_match: bool


@dataclass(frozen=True, slots=True)
class Quality:
    """How decisions at a threshold agree with the labels, each figure from 0 to 1."""

    f1: float
    precision: float
    recall: float


def read_pairs(path: Path) -> list[LabelledPair]:
    """The labelled pairs of a CSV file in UTF-8 with at least the columns name1, name2 and is_match. Raises UnusableFile."""
    if not path.is_file():
        raise UnusableFile(f"There is no file {path}.")
    if path.stat().st_size > _MAX_BYTES:
        raise UnusableFile(f"{path} is larger than {_MAX_BYTES // 1_000_000} MB. Measure on a part of it.")
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnusableFile(f"{path} is not UTF-8 (byte {error.start}). Save it as UTF-8.") from error
    except OSError as error:
        raise UnusableFile(f"{path} cannot be read: {error.strerror}.") from error
    if not text.strip():
        raise UnusableFile(f"{path} is empty. Its first line must name the columns {', '.join(COLUMNS)}.")
    reader = csv.DictReader(io.StringIO(text, newline=""))
    try:
        missing = [column for column in COLUMNS if column not in (reader.fieldnames or ())]
        if missing:
            raise UnusableFile(f"{path} has no column {', '.join(missing)}. It needs {', '.join(COLUMNS)}.")
        pairs = [_read_row(path, reader.line_num, row) for row in reader]
    except csv.Error as error:
        raise UnusableFile(f"{path}, not CSV after line {reader.line_num}: {error}.") from error
    if not pairs:
        raise UnusableFile(f"{path} has columns but no pairs.")
    if len({pair.is_match for pair in pairs}) == 1:
        raise UnusableFile(
            f"{path} has only pairs with is_match {str(pairs[0].is_match).lower()}: F1 needs both kinds."
        )
    return pairs


def _read_row(path: Path, line: int, row: dict[str, str | None]) -> LabelledPair:
    label = (row["is_match"] or "").strip().lower()
    if label not in _YES | _NO:
        raise UnusableFile(f"{path}, line {line}: is_match is {label[:40]!r}; write true or false.")
    return LabelledPair(row["name1"] or "", row["name2"] or "", label in _YES)


def rate(scores: Sequence[float], labels: Sequence[bool], threshold: float) -> Quality:
    """Precision, recall and F1 when every score from the threshold on is called a match; 0 where undefined."""
    called = [value >= threshold for value in scores]
    right = sum(call and label for call, label in zip(called, labels, strict=True))
    precision = right / sum(called) if any(called) else 0.0
    recall = right / sum(labels) if any(labels) else 0.0
    f1 = 2 * precision * recall / (precision + recall) if right else 0.0
    return Quality(f1, precision, recall)


def find_best_threshold(scores: Sequence[float], labels: Sequence[bool]) -> float:
    """The threshold, in steps of a half per cent, with the highest F1; the middle one of several."""
    steps = [step / 200 for step in range(1, 201)]
    rated = [rate(scores, labels, step).f1 for step in steps]
    best = [step for step, f1 in zip(steps, rated, strict=True) if f1 == max(rated)]
    return best[len(best) // 2]


def rate_unseen(scores: Sequence[float], labels: Sequence[bool]) -> Quality:
    """Quality when the threshold for each fifth of the pairs is chosen on the other four."""
    called: list[float] = [0.0] * len(scores)
    for fold in range(_FOLDS):
        others = [place for place in range(len(scores)) if place % _FOLDS != fold]
        threshold = find_best_threshold([scores[p] for p in others], [labels[p] for p in others])
        for place in range(fold, len(scores), _FOLDS):
            called[place] = float(scores[place] >= threshold)
    return rate(called, labels, 1.0)


def _time_pairs(work: Callable[[], object], count: int) -> float:
    """Microseconds a pair of the fastest of several passes: what disturbs a pass only ever makes it slower."""
    times = []
    gc.disable()
    try:
        for _pass in range(_PASSES):
            started = time.perf_counter()
            work()
            times.append(time.perf_counter() - started)
    finally:
        gc.enable()
    return min(times) / count * 1e6


def measure_names(path: Path) -> list[Figure]:
    """Read the file, score every pair, and time it. Raises UnusableFile."""
    pairs = read_pairs(path)
    labels = [pair.is_match for pair in pairs]
    prepared = [(prepare(pair.name1), prepare(pair.name2)) for pair in pairs]
    scores = [score(a, b) for a, b in prepared]
    best = find_best_threshold(scores, labels)
    here, unseen = rate(scores, labels, THRESHOLD), rate_unseen(scores, labels)

    def compare_prepared() -> None:
        for a, b in prepared:
            score(a, b)

    def compare_known() -> None:
        for pair in pairs:
            score(prepare(pair.name1), prepare(pair.name2))

    def compare_new() -> None:
        forget_words()
        compare_known()

    note = f"{len(pairs)} pairs of {path.name}, {sum(labels)} of them matches"
    return [
        Figure("names.f1", round(here.f1, 3), "F1", None, f"at {THRESHOLD:.2f}, the registers' threshold; {note}"),
        Figure("names.precision", round(here.precision, 3), "share", None, "at the same threshold"),
        Figure("names.recall", round(here.recall, 3), "share", None, "at the same threshold"),
        Figure("names.best_f1", round(rate(scores, labels, best).f1, 3), "F1", None, f"at {best:.3f}, chosen on these pairs"),
        Figure("names.unseen_f1", round(unseen.f1, 3), "F1", None, "each fifth at the threshold that suits the other four"),
        Figure("names.us_per_pair", round(_time_pairs(compare_prepared, len(pairs)), 1), "µs", 20, "both names prepared; baseline: the limit"),
        Figure("names.us_per_pair_prepared_anew", round(_time_pairs(compare_known, len(pairs)), 1), "µs", None, "names prepared for each pair, words known"),
        Figure("names.us_per_pair_new_words", round(_time_pairs(compare_new, len(pairs)), 1), "µs", None, "the same, every word met for the first time"),
    ]  # fmt: skip
