"""The words of a world's names in memory: which of them are within two edits of a word, or have its consonants.

Everything is sorted arrays of whole numbers in files under `var/`, mapped into memory, so that all processes share one copy and none
waits for it to be read. A folder is named by the digest of its words: what it holds never changes, and an old one is just not asked.
"""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from itertools import combinations
from pathlib import Path

import numpy as np
from django.conf import settings
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import OSA

from sandbox.domain.name_index.packing import WORD_BITS
from sandbox.domain.names.index import MAX_EDITS, PREFIX, limit_edits, list_deletions
from sandbox.models import NameIndex, NameWord

Numbers = NDArray[np.uint64]

_ALPHABET = {character: place for place, character in enumerate("0123456789abcdefghijklmnopqrstuvwxyz", start=1)}
_BASE = len(_ALPHABET) + 1
_KEPT_FOLDERS = 6
_BLOCK = 100_000
# The number of each sign by its code: 0 for all that is no letter of ours.
_SIGNS = np.array([_ALPHABET.get(chr(code), 0) for code in range(256)], dtype=np.uint8)
_MASK = np.uint64((1 << WORD_BITS) - 1)
_SHIFT = np.uint64(WORD_BITS)


def encode_beginning(text: str) -> int:
    """The first seven letters as a number, without collisions."""
    code = 0
    for character in text[:PREFIX]:
        code = code * _BASE + _ALPHABET.get(character, 0)
    return code


class Vocabulary:
    """The words of one world, to be searched. `texts[number]` is a word, `canonicals[number]` the number of what it is a spelling of."""

    def __init__(
        self, texts: list[str], canonicals: Numbers, deletions: Numbers, skeletons: Numbers, bare: Numbers
    ) -> None:
        self.texts = texts
        self._canonicals: list[int] = canonicals.tolist()
        self._numbers = {text: number for number, text in enumerate(texts) if self._canonicals[number] == number}
        # As plain arrays: each slice of a mapped one costs as much as what is done with it. The memory stays the files'.
        self._deletions = np.asarray(deletions)
        self._skeletons = np.asarray(skeletons)
        self._bare = np.asarray(bare)

    def find_near(self, word: str) -> list[tuple[int, int]]:
        """Canonical words that have, or are, a spelling within the allowed edits, with the fewest edits; the nearest first."""
        codes = np.array(sorted(encode_beginning(text) for text in list_deletions(word)), dtype=np.uint64)
        numbers = _look_up(self._deletions, codes)
        if not len(numbers):
            return []
        allowed = limit_edits(word)
        spellings = [self.texts[number] for number in numbers.tolist()]
        distances = process.cdist([word], spellings, scorer=OSA.distance, score_cutoff=allowed, dtype=np.uint8)[0]
        near = np.flatnonzero(distances <= allowed)
        found: dict[int, int] = {}
        for place in near.tolist():
            number, edits = int(numbers[place]), int(distances[place])
            canonical = self._canonicals[number]
            if edits <= limit_edits(self.texts[number]) and edits < found.get(canonical, allowed + 1):
                found[canonical] = edits
        return sorted(found.items(), key=lambda item: (item[1], item[0]))

    def find_word(self, word: str) -> int | None:
        """The number of a canonical word that is known just so."""
        return self._numbers.get(word)

    def find_by_consonants(self, skeleton: str, *, is_bare: bool) -> list[int]:
        """Words with these consonants; `is_bare`: those alone that were written without vowels."""
        codes = np.array([encode_beginning(skeleton)], dtype=np.uint64)
        return [int(number) for number in _look_up(self._bare if is_bare else self._skeletons, codes)]


def _look_up(packed: Numbers, codes: Numbers) -> Numbers:
    """The distinct words that stand under any of the codes."""
    first = np.searchsorted(packed, codes << _SHIFT)
    last = np.searchsorted(packed, (codes + np.uint64(1)) << _SHIFT)
    spans = [packed[start:end] for start, end in zip(first.tolist(), last.tolist(), strict=True) if start < end]
    if not spans:
        return np.empty(0, dtype=np.uint64)
    return np.unique(np.concatenate(spans) & _MASK)


def pack_deletions(words: Sequence[str]) -> Numbers:
    """For each word, numbered from 1, the codes of `list_deletions` with its number, sorted. Whole columns at a time, in one array."""
    letters = _SIGNS[
        np.frombuffer(
            "".join([word[:PREFIX].ljust(PREFIX) for word in words]).encode("ascii", "replace"), dtype=np.uint8
        )
    ]
    columns = letters.reshape(-1, PREFIX).T
    edits = np.array([limit_edits(word) for word in words], dtype=np.uint8)
    numbers = np.arange(1, len(words) + 1, dtype=np.uint64)
    kept = [
        (left_out, _fits(columns, edits, left_out))
        for count in range(MAX_EDITS + 1)
        for left_out in combinations(range(PREFIX), count)
    ]
    packed = np.empty(sum(int(fits.sum()) for _left_out, fits in kept), dtype=np.uint64)
    end = 0
    for left_out, fits in kept:
        codes = np.zeros(int(fits.sum()), dtype=np.uint64)
        for place in range(PREFIX):
            if place not in left_out:
                column = columns[place][fits].astype(np.uint64)
                codes = np.where(column > 0, codes * np.uint64(_BASE) + column, codes)
        packed[end : end + len(codes)] = codes << _SHIFT | numbers[fits]
        end += len(codes)
    packed.sort()
    return _drop_repeats(packed)


def _fits(columns: NDArray[np.uint8], edits: NDArray[np.uint8], left_out: tuple[int, ...]) -> NDArray[np.bool_]:
    """Words in which so many letters may be wrong, and which have these: a deletion beyond the end would be one of fewer again."""
    fits: NDArray[np.bool_] = edits >= len(left_out)
    return fits & (columns[max(left_out)] > 0) if left_out else fits


def _drop_repeats(packed: Numbers) -> Numbers:
    """The distinct values of a sorted array, moved together within it: a copy would take as much memory again."""
    end, last = 0, None
    for start in range(0, len(packed), _BLOCK):
        block = packed[start : start + _BLOCK]
        is_first = np.ones(len(block), dtype=bool)
        is_first[1:] = block[1:] != block[:-1]
        is_first[0] = last is None or block[0] != last
        last = block[-1]
        distinct = block[is_first]
        packed[end : end + len(distinct)] = distinct
        end += len(distinct)
    return packed[:end]


def _pack_skeletons(rows: Iterable[tuple[int, int, bool]]) -> Numbers:
    return np.unique(np.array([code << WORD_BITS | number for number, code, _is_bare in rows], dtype=np.uint64))


def open_vocabulary(index: NameIndex) -> Vocabulary:
    """The vocabulary of a world, from memory, from its files, or made from the database.

    Side effects: writes the files when there are none, under a lock, whole or not at all; removes the oldest beyond a few.
    """
    return _open(index.digest, index.world_id)


def prepare_vocabulary(index: NameIndex) -> None:
    """Make the files of a world's vocabulary where there are none, without reading them."""
    _make_files(index.digest, index.world_id)


def _make_files(digest: str, world_id: int) -> Path:
    root = Path(settings.VAR_DIR) / "name-index"
    folder = root / digest
    if not (folder / "texts").exists():
        root.mkdir(parents=True, exist_ok=True)
        with _lock(root / "lock"):
            if not (folder / "texts").exists():
                _build(root, folder, world_id)
                _remove_oldest(root)
    return folder


@lru_cache(maxsize=3)
def _open(digest: str, world_id: int) -> Vocabulary:
    folder = _make_files(digest, world_id)
    arrays = [
        np.load(folder / f"{name}.npy", mmap_mode="r") for name in ("canonicals", "deletions", "skeletons", "bare")
    ]
    texts = (folder / "texts").read_text(encoding="ascii").split("\n")
    return Vocabulary(texts, *arrays)


@contextmanager
def _lock(path: Path) -> Iterator[None]:
    """One process at a time; the lock is gone with the process that held it."""
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _build(root: Path, folder: Path, world_id: int) -> None:
    rows = NameWord.objects.filter(world_id=world_id).order_by("number")
    texts, canonicals, outlines = [""], [0], []
    for number, text, skeleton, is_bare, canonical in rows.values_list(
        "number", "text", "skeleton", "is_bare", "canonical_number"
    ).iterator(chunk_size=_BLOCK):
        texts.append(text)
        canonicals.append(canonical)
        if skeleton:
            outlines.append((number, encode_beginning(skeleton), is_bare))
    target = Path(tempfile.mkdtemp(dir=root, prefix="building-"))
    try:
        np.save(target / "canonicals.npy", np.array(canonicals, dtype=np.uint64))
        np.save(target / "deletions.npy", pack_deletions(texts[1:]))
        np.save(target / "skeletons.npy", _pack_skeletons(outlines))
        np.save(target / "bare.npy", _pack_skeletons([outline for outline in outlines if outline[2]]))
        (target / "texts").write_text("\n".join(texts), encoding="ascii")
        target.chmod(0o755)
        if folder.exists():
            shutil.rmtree(folder)  # left half removed
        os.replace(target, folder)  # noqa: PTH105 - a folder takes its name in one step
    finally:
        shutil.rmtree(target, ignore_errors=True)


def _remove_oldest(root: Path) -> None:
    folders = sorted((path for path in root.iterdir() if path.is_dir()), key=lambda path: path.stat().st_mtime)
    for folder in folders[:-_KEPT_FOLDERS]:
        shutil.rmtree(folder, ignore_errors=True)
