"""How many records of each register a world holds: the one place where the shares stand."""

from collections.abc import Mapping

# Records of one chunk: what is drawn, stored and taken up again as one. Part of what a world is: another size, another world.
CHUNK = 10_000

# Records of each register among a thousand.
SHARES: Mapping[str, int] = {
    "persons": 550,
    "travel_documents": 250,
    "vehicles": 60,
    "admin_documents": 30,
    "noticed_documents": 30,
    "firearms": 30,
    "fingerprints": 15,
    "dna": 15,
    "artworks": 10,
    "products": 10,
}


def plan_counts(size: int, *, keys: Mapping[str, object] | None = None) -> dict[str, int]:
    """Records of each register in a world of `size`, together exactly `size`. `keys`: the registers that there are, else all.

    By largest remainders, so that a world of one record has one and none is lost to rounding.
    """
    shares = {key: share for key, share in SHARES.items() if keys is None or key in keys}
    total = sum(shares.values())
    counts = {key: size * share // total for key, share in shares.items()}
    by_remainder = sorted(shares, key=lambda key: -(size * shares[key] % total))
    for key in by_remainder[: size - sum(counts.values())]:
        counts[key] += 1
    return counts


def count_chunks(count: int) -> int:
    return -(-count // CHUNK)
