"""Drawing traces without names: fingerprints that were never drawn, and profiles of loci. A code stands for the person."""

import random

from sandbox.domain.base_world.draws import CODES, COMMON, draw_common, draw_hidden, spread
from sandbox.enums import DnaCategory, PrintQuality

FINGERPRINT_COLUMNS = (*COMMON, "hidden_from", "subject_code", "position", "pattern", "quality", "minutiae_id")
DNA_COLUMNS = (*COMMON, "hidden_from", "code", "category", "loci")
# Fifteen years for a trace whose owner is unknown, five otherwise.
KEEP_KNOWN, KEEP_UNKNOWN = 1826, 5479
_PATTERNS = spread(("arch", "loop", "whorl"), (1, 12, 6))
_QUALITIES = spread(PrintQuality.values, (5, 3, 2))
_CATEGORIES = spread(DnaCategory.values, (6, 4, 1, 1))
# The European standard set of twelve loci and four that laboratories add, with repeats that occur.
LOCI: dict[str, tuple[str, ...]] = {
    "TH01": ("5", "6", "7", "8", "9", "9.3", "10"),
    "vWA": ("13", "14", "15", "16", "17", "18", "19", "20"),
    "FGA": ("18", "19", "20", "21", "22", "22.2", "23", "24", "25", "26"),
    "D8S1179": ("9", "10", "11", "12", "13", "14", "15", "16"),
    "D3S1358": ("13", "14", "15", "16", "17", "18", "19"),
    "D18S51": ("11", "12", "13", "14", "15", "16", "17", "18", "19", "20"),
    "D21S11": ("27", "28", "29", "29.2", "30", "30.2", "31", "31.2", "32.2", "33.2"),
    "D1S1656": ("11", "12", "13", "14", "15", "15.3", "16", "16.3", "17", "17.3"),
    "D2S441": ("10", "11", "11.3", "12", "13", "14", "15"),
    "D10S1248": ("11", "12", "13", "14", "15", "16", "17"),
    "D12S391": ("15", "16", "17", "17.3", "18", "18.3", "19", "20", "21", "22", "23"),
    "D22S1045": ("11", "12", "14", "15", "16", "17"),
    "D2S1338": ("17", "18", "19", "20", "21", "22", "23", "24", "25"),
    "D16S539": ("8", "9", "10", "11", "12", "13", "14"),
    "D19S433": ("12", "13", "14", "14.2", "15", "15.2", "16"),
    "SE33": ("14", "16", "17", "18", "19", "20", "26.2", "27.2", "28.2", "29.2", "30.2"),
}
# Of every locus all pairs of repeats, the smaller first, already written as the profile holds them.
_PAIRS = tuple(
    tuple(f'"{locus}": ["{one}", "{other}"]' for place, one in enumerate(repeats) for other in repeats[place:])
    for locus, repeats in LOCI.items()
)
_LOCUS_COUNT = len(_PAIRS)


def draw_fingerprint(rng: random.Random, place: int) -> tuple[str | int | None, ...]:
    """A fingerprint, in the order of FINGERPRINT_COLUMNS."""
    draw = rng.random
    code = CODES[int(draw() * 12)]
    is_known = draw() < 0.8
    common, _recorded = draw_common(
        rng, prefix="FP", place=place, code=code, keep_days=KEEP_KNOWN if is_known else KEEP_UNKNOWN, oldest=1800
    )
    return (
        *common, draw_hidden(rng, code), f"{'S' if is_known else 'U'}{rng.getrandbits(32):08X}", 1 + int(draw() * 10),
        _PATTERNS[int(draw() * len(_PATTERNS))], _QUALITIES[int(draw() * len(_QUALITIES))], f"M{rng.getrandbits(32):08X}",
    )  # fmt: skip


def draw_dna(rng: random.Random, place: int) -> tuple[str | int | None, ...]:
    """A profile, in the order of DNA_COLUMNS: of a known person all loci, of a trace as many as were still to be read."""
    draw = rng.random
    code = CODES[int(draw() * 12)]
    category = _CATEGORIES[int(draw() * len(_CATEGORIES))]
    is_known = category == DnaCategory.OFFENDER
    common, _recorded = draw_common(
        rng, prefix="DN", place=place, code=code, keep_days=KEEP_KNOWN if is_known else KEEP_UNKNOWN, oldest=1800
    )
    typed = (
        range(_LOCUS_COUNT)
        if is_known or draw() < 0.6
        else sorted(rng.sample(range(_LOCUS_COUNT), 7 + int(draw() * 8)))
    )
    loci = [_PAIRS[locus][int(draw() * len(_PAIRS[locus]))] for locus in typed]
    return (*common, draw_hidden(rng, code), f"P{rng.getrandbits(40):010X}", category, "{" + ", ".join(loci) + "}")
