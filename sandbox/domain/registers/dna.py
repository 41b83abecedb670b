"""Comparing profiles: locus by locus, and finding those that can match without looking at all.

So many loci typed on both sides and equal are asked for, and so many that differ make a near match: both are rules of the register.
The sixteen loci stand in five groups. Of any six loci two lie in one group (pigeonhole), so two profiles with six equal loci
share the key of a pair within a group: eighteen keys a profile find every match.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations

import numpy as np
from django.utils.translation import gettext_lazy as _

from sandbox.domain.registers.declaration import RegisterRule

Profile = Mapping[str, list[str]]

GROUPS: tuple[tuple[str, ...], ...] = (
    ("SE33", "FGA", "D18S51", "D1S1656"),
    ("D12S391", "D21S11", "D2S1338"),
    ("D8S1179", "D19S433", "vWA"),
    ("D16S539", "D3S1358", "D10S1248"),
    ("D2S441", "TH01", "D22S1045"),
)
LOCI: tuple[str, ...] = tuple(sorted(locus for group in GROUPS for locus in group))
_SOURCE = _("Modelled on general descriptions of international DNA databases.")
EQUAL = RegisterRule(_("Loci typed on both sides and equal, at least"), "SANDBOX_DNA_LOCI_EQUAL", _SOURCE)
DIFFERENT = RegisterRule(_("Loci that may differ in a near match"), "SANDBOX_DNA_LOCI_DIFFERENT", _SOURCE)


def list_keys(profile: Profile) -> Iterator[int]:
    """The pair keys of a profile, as signed 63-bit numbers."""
    for group in GROUPS:
        for first, second in combinations([locus for locus in group if locus in profile], 2):
            text = f"{first}:{','.join(profile[first])}|{second}:{','.join(profile[second])}"
            yield int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "big") >> 1


def compare_loci(asked: Profile, found: Profile) -> dict[str, str]:
    """For every locus: `equal`, `different`, or `untyped` where one side has nothing."""
    result = {}
    for locus in LOCI:
        if locus in asked and locus in found:
            result[locus] = "equal" if list(asked[locus]) == list(found[locus]) else "different"
        else:
            result[locus] = "untyped"
    return result


def is_match(states: Mapping[str, str]) -> bool:
    """A full or a near match."""
    values = list(states.values())
    return values.count("equal") >= EQUAL.value and values.count("different") <= DIFFERENT.value


def sketch_profile(profile: Profile) -> int:
    """Four bits a locus: 0 for untyped, otherwise 1 to 15 by the alleles. As a signed 64-bit number."""
    sketch = 0
    for place, locus in enumerate(LOCI):
        if locus in profile:
            digest = hashlib.blake2b(",".join(profile[locus]).encode(), digest_size=2).digest()
            sketch |= (int.from_bytes(digest, "big") % 15 + 1) << (4 * place)
    return sketch - (1 << 64) if sketch >> 63 else sketch


def filter_sketches(asked: int, rows: Iterable[tuple[int, int]]) -> list[int]:
    """The ids among (id, sketch) that can match. Loses none: equal alleles have equal bits."""
    table = np.array(list(rows), dtype=np.int64).reshape(-1, 2)
    mine, theirs = np.array([asked], dtype=np.int64).astype(np.uint64), table[:, 1].astype(np.uint64)
    equal = np.zeros(len(table), dtype=np.int8)
    different = np.zeros(len(table), dtype=np.int8)
    for place in range(len(LOCI)):
        shift, mask = np.uint64(4 * place), np.uint64(15)
        left, right = (mine >> shift) & mask, (theirs >> shift) & mask
        typed = (left > 0) & (right > 0)
        equal += typed & (left == right)
        different += typed & (left != right)
    fits = (equal >= EQUAL.value) & (different <= DIFFERENT.value)
    return [int(pk) for pk in dict.fromkeys(table[fits, 0].tolist())]
