"""How alike two names are, and why: 1 for the same, 0 for nothing in common.

Each word of the one is set beside the word of the other that it is most like (greedily, the best pair first). From 1 is taken for
every pair by how far it differs, for words that only one of them has, and for numbers, initials and forms of organisation that
contradict each other.
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from rapidfuzz.distance import OSA

from sandbox.domain.names.keys import Kind, PreparedName, Token, canonise

# The registers list a candidate from here on: it lies in the plateau (0.66 to 0.72) on which F1 hardly changes, on the half of a
# labelled set that the rules were made with. See docs/decisions/0017-name-matching.md.
THRESHOLD = 0.68

# What each finding takes from the score.
CLASH = 0.40
EXTRA = 0.06
ORGANISATION_EXTRA = 0.18
FIRST_EXTRA = 0.02
THIN = 0.12
INITIAL = 0.06
INITIAL_CLASH = 0.35
NUMBER_CLASH = 0.40
ACRONYM = 0.20
JOINED = 0.02
SPELLING = 0.01
FAMILY = 0.10
REVERSED = 0.40
WEAK = 0.005
# Words less alike than this are different words.
FLOOR = 0.5
# From distance 0 to SATURATION the loss grows to a whole clash.
SATURATION = 0.45
# Of the likeness of two words, this much is that of their consonants.
SKELETON_SHARE = 0.4
UNVOWELLED = 0.95
SAME = 0.99
# Stands for a likeness where an initial met a word.
BY_INITIAL = -1.0
_INITIAL = Kind.INITIAL
_NUMBER = Kind.NUMBER
_MERGED = str.maketrans("pg", "bj")
_MIN_JOINED = 5
_MAX_RUN = 3
_MAX_SEAM = 2
_MAX_ACRONYM = 5


@dataclass(slots=True)
class Alignment:
    """Which words were set beside which. Numbers are places in `strong` of either name."""

    pairs: list[tuple[float, Token, Token]]
    left: list[int]
    right: list[int]
    joined: list[tuple[str, str]]
    acronyms: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Part:
    """One reason for a score: what was found, in a sentence, and what it takes away (0 for agreement)."""

    kind: str
    loss: float
    text: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """How alike two names are, from 0 to 1, with the reasons."""

    score: float
    parts: tuple[Part, ...]

    @property
    def is_candidate(self) -> bool:
        return self.score >= THRESHOLD


def rate_tokens(a: Token, b: Token) -> float:
    """How alike two words are: 1 the same, SAME the same in sound, 0 when below FLOOR."""
    if a.canonical == b.canonical:
        return _rate_homophones(a, b)
    if a.kind == _INITIAL or b.kind == _INITIAL or a.kind == _NUMBER or b.kind == _NUMBER:
        return 0.0
    likeness = OSA.normalized_similarity(a.canonical, b.canonical, score_cutoff=FLOOR)
    if a.text != a.canonical or b.text != b.canonical:
        # A slip of the pen may make or break a spelling that is folded.
        likeness = max(likeness, OSA.normalized_similarity(a.text, b.text, score_cutoff=FLOOR))
    if len(a.canonicals) > 1 or len(b.canonicals) > 1:
        rated = [OSA.normalized_similarity(x, y, score_cutoff=FLOOR) for x in a.canonicals for y in b.canonicals]
        likeness = max(likeness, *rated)
    if likeness == 1.0:
        return SAME
    if a.lacks_vowels or b.lacks_vowels:
        return max(likeness, _rate_unvowelled(a, b))
    if not likeness:
        return 0.0
    if a.original and b.original:
        return (likeness + OSA.normalized_similarity(a.original, b.original)) / 2
    return likeness + SKELETON_SHARE * (OSA.normalized_similarity(a.skeleton, b.skeleton) - likeness)


def _rate_homophones(a: Token, b: Token) -> float:
    """1 for the same word, SAME for another spelling, or for other signs that are read alike."""
    return 1.0 if a.text == b.text and (a.original == b.original or not a.original or not b.original) else SAME


def _rate_unvowelled(a: Token, b: Token) -> float:
    if a.lacks_vowels and b.lacks_vowels:
        return 0.0
    one, other = read_consonants(a), read_consonants(b)
    if min(len(one), len(other)) < 2:  # one consonant says nothing
        return 0.0
    return UNVOWELLED * OSA.normalized_similarity(one, other, score_cutoff=FLOOR)


def read_consonants(token: Token) -> str:
    """The consonants as such scripts write them: p as b, g as j, and w inside a word as a long vowel."""
    bare = token.skeleton.translate(_MERGED)
    return bare[:1] + bare[1:].replace("v", "") if "w" in token.text[1:] else bare


def align(a: PreparedName, b: PreparedName) -> Alignment:
    """Set the words of two names beside each other."""
    ones, others = a.strong, b.strong
    pairs: list[tuple[float, Token, Token]] = []
    left: list[int] = []
    right = list(range(len(others)))
    for i, one in enumerate(ones):
        canonical = one.canonical
        for j in right:
            other = others[j]
            if canonical == other.canonical:
                pairs.append((_rate_homophones(one, other), one, other))
                right.remove(j)
                break
        else:
            left.append(i)
    alignment = Alignment(pairs, left, right, [], [])
    if left and right:
        if len(left) + len(right) > 2 or len(a.tokens) > len(ones) or len(b.tokens) > len(others):
            _join_runs(alignment, a, b)
        if left and right:
            _pair_likeliest(alignment, ones, others)
        if left and right:
            _pair_initials(alignment, ones, others)
    # A word that its own name holds twice is not missing from the other, if all of the other was found.
    if left and not right:
        _drop_repeats(left, ones)
    elif right and not left:
        _drop_repeats(right, others)
    return alignment


def _pair_likeliest(alignment: Alignment, ones: tuple[Token, ...], others: tuple[Token, ...]) -> None:
    left, right = alignment.left, alignment.right
    # Two pairs that share a word never have the same sum of places, so the order is the same from either side.
    rated = [(likeness, -i - j, i, j) for i in left for j in right if (likeness := rate_tokens(ones[i], others[j])) > 0]
    if len(rated) > 1:
        rated.sort(reverse=True)
    for likeness, _order, i, j in rated:
        if i in left and j in right:
            left.remove(i)
            right.remove(j)
            alignment.pairs.append((likeness, ones[i], others[j]))


def _join_runs(alignment: Alignment, a: PreparedName, b: PreparedName) -> None:
    """Find words of the one that are written apart in the other: Vanderloo and van der Loo."""
    sides = [(a, alignment.left, b, alignment.right), (b, alignment.right, a, alignment.left)]
    if a.tokens > b.tokens:
        # The same order whichever name came first, so that the score is the same.
        sides.reverse()
    for whole_name, whole, run_name, run in sides:
        for i in list(whole):
            token = whole_name.strong[i]
            if len(token.text) >= _MIN_JOINED and (found := _find_run(token.canonical, run_name, run)):
                whole.remove(i)
                for j in found[1]:
                    run.remove(j)
                alignment.joined.append((token.text, found[0]) if whole_name is a else (found[0], token.text))


def _find_run(canonical: str, name: PreparedName, free: list[int]) -> tuple[str, list[int]] | None:
    """Neighbouring words that together read like `canonical`, with the places of the strong ones; all must be free."""
    tokens = name.tokens
    first = canonical[0]
    for start in range(len(tokens) - 1):
        text, raw = tokens[start].canonical, tokens[start].text
        if text[0] != first:
            continue
        for end in range(start + 1, min(start + _MAX_RUN, len(tokens))):
            text += tokens[end].canonical
            raw += tokens[end].text
            if abs(len(text) - len(canonical)) > _MAX_SEAM:
                continue
            # Where two words meet, their letters may be folded: Becudo Orbalero, Becudoorbalero.
            if OSA.distance(text, canonical, score_cutoff=1) > 1 and canonise(raw) != canonical:
                continue
            used = _place_strong(name, start, end)
            if used and all(place in free for place in used):
                return " ".join(token.text for token in tokens[start : end + 1]), used
    return None


def _place_strong(name: PreparedName, start: int, end: int) -> list[int]:
    """The places in `strong` of the words from `start` to `end`, both included."""
    if len(name.strong) == len(name.tokens):
        return list(range(start, end + 1))
    before = sum(token.is_strong for token in name.tokens[:start])
    return list(range(before, before + sum(token.is_strong for token in name.tokens[start : end + 1])))


def _pair_initials(alignment: Alignment, ones: tuple[Token, ...], others: tuple[Token, ...]) -> None:
    """A. and Anna; JC or PLA and the words that begin so."""
    left, right = alignment.left, alignment.right
    if any(ones[i].kind == _INITIAL for i in left) or any(others[j].kind == _INITIAL for j in right):
        for i in list(left):
            for j in right:
                one, other = ones[i], others[j]
                if _INITIAL in (one.kind, other.kind) and one.text[0] == other.text[0]:
                    left.remove(i)
                    right.remove(j)
                    alignment.pairs.append((BY_INITIAL, one, other))
                    break
    if len(right) >= len(left):
        alignment.acronyms += _spell_out(left, ones, right, others)
    if len(left) >= len(right):
        alignment.acronyms += [(words, text) for text, words in _spell_out(right, others, left, ones)]


def _spell_out(
    shorts: list[int], short_names: tuple[Token, ...], longs: list[int], long_names: tuple[Token, ...]
) -> list[tuple[str, str]]:
    """Words that are the initials of neighbouring words on the other side. Takes both out of what is unmatched."""
    found = []
    for i in list(shorts):
        text = short_names[i].text
        if not 2 <= len(text) <= _MAX_ACRONYM:
            continue
        begin = "".join([long_names[j].text[0] for j in longs]).find(text)
        if begin >= 0:
            spelt = longs[begin : begin + len(text)]
            found.append((text, " ".join([long_names[j].text for j in spelt])))
            shorts.remove(i)
            del longs[begin : begin + len(text)]
    return found


def _drop_repeats(unmatched: list[int], tokens: tuple[Token, ...]) -> None:
    for i in list(unmatched):
        if any(i != j and tokens[j].canonical == tokens[i].canonical for j in range(len(tokens))):
            unmatched.remove(i)


def _lose_by_distance(likeness: float) -> float:
    if likeness >= SAME:
        return SPELLING if likeness < 1.0 else 0.0
    if likeness == BY_INITIAL:
        return INITIAL
    return CLASH * min(1.0, (1.0 - likeness) / SATURATION)


def _lose_unmatched(found: Alignment, a: PreparedName, b: PreparedName) -> list[tuple[str, float]]:
    """What words that only one name has take away, by kind."""
    left, right = [a.strong[i] for i in found.left], [b.strong[j] for j in found.right]
    losses = []
    numbers = min(sum(t.kind == _NUMBER for t in left), sum(t.kind == _NUMBER for t in right))
    clashes = min(len(left), len(right)) - numbers
    extras = abs(len(left) - len(right))
    if numbers:
        losses.append(("number", NUMBER_CLASH * numbers))
    if clashes > 0:
        has_initial = any(t.kind == _INITIAL for t in (*left, *right))
        losses.append(("clash", (INITIAL_CLASH if has_initial else CLASH) * clashes))
    if extras:
        matched = len(found.pairs) + len(found.joined) + len(found.acronyms)
        each = ORGANISATION_EXTRA if a.is_organisation or b.is_organisation else EXTRA
        longer = left if len(left) > len(right) else right
        # An initial counts half: it is so often left out.
        counted = extras - sum(t.kind == _INITIAL for t in longer[:extras]) / 2
        losses.append(("extra", FIRST_EXTRA + each * counted + (THIN if matched == 1 else 0)))
    return losses


def score(a: PreparedName, b: PreparedName) -> float:
    """How alike two names are, from 0 to 1, as `compare` says it."""
    found = align(a, b)
    if not (found.pairs or found.joined or found.acronyms):
        return 0.0
    loss = JOINED * len(found.joined) + ACRONYM * len(found.acronyms)
    for likeness, _one, _other in found.pairs:
        if likeness < 1.0:
            loss += _lose_by_distance(likeness)
    if found.left or found.right:
        loss += sum([part for _kind, part in _lose_unmatched(found, a, b)])
    if a.weak or b.weak:
        loss += _lose_weak(a, b)
    # Rounded, because sums differ in the last place with the order of the words.
    return round(1.0 - loss, 6) if loss < 1.0 else 0.0


def _lose_weak(a: PreparedName, b: PreparedName) -> float:
    loss = WEAK * len(a.weak ^ b.weak)
    if _has_other_form(a, b):
        loss += FAMILY
    if _is_reversed(a, b):
        loss += REVERSED
    return loss


def _has_other_form(a: PreparedName, b: PreparedName) -> bool:
    return bool(a.families and b.families and not a.families & b.families)


def _is_reversed(a: PreparedName, b: PreparedName) -> bool:
    return bool(a.lineage and b.lineage and a.lineage != b.lineage and a.lineage == b.lineage[::-1])


def compare(a: PreparedName, b: PreparedName) -> Comparison:
    """How alike two names are, with a sentence for each reason, the agreement first. The score is that of `score`."""
    found = align(a, b)
    if not (found.pairs or found.joined or found.acronyms):
        text = _("The names have no word in common.") if a.strong and b.strong else _("There is nothing to compare.")
        return Comparison(0.0, (Part("nothing", 1.0, text),))
    parts = [_explain_pair(*pair) for pair in found.pairs]
    parts += [
        Part("joined", JOINED, _("%(one)s and %(other)s are the same, written apart.") % {"one": one, "other": other})
        for one, other in found.joined
    ]
    parts += [
        Part("acronym", ACRONYM, _("%(one)s and %(other)s have the same initials.") % {"one": one, "other": other})
        for one, other in found.acronyms
    ]
    parts += _explain_unmatched(found, a, b)
    parts += _explain_weak(a, b)
    return Comparison(score(a, b), tuple(sorted(parts, key=lambda part: part.loss)))


def _explain_pair(likeness: float, one: Token, other: Token) -> Part:
    loss = _lose_by_distance(likeness)
    values = {"one": one.text, "other": other.text, "share": round(100 * likeness)}
    if likeness == 1.0:
        return Part("same", loss, _("%(one)s agrees.") % values)
    if likeness == SAME:
        return Part("spelling", loss, _("%(one)s and %(other)s are spellings of one word.") % values)
    if likeness == BY_INITIAL:
        return Part("initial", loss, _("%(one)s and %(other)s begin with the same letter.") % values)
    return Part("similar", loss, _("%(one)s and %(other)s are %(share)s per cent alike.") % values)


def _explain_unmatched(found: Alignment, a: PreparedName, b: PreparedName) -> list[Part]:
    if not (found.left or found.right):
        return []
    values = {
        "left": " ".join(a.strong[i].text for i in found.left),
        "right": " ".join(b.strong[j].text for j in found.right),
    }
    sentences = {
        "number": _("The numbers disagree: %(left)s and %(right)s."),
        "clash": _("%(left)s and %(right)s disagree."),
        "extra": _("Only one of the names has: %(words)s."),
    }
    parts = []
    for kind, loss in _lose_unmatched(found, a, b):
        words = max(values.values(), key=lambda text: len(text.split()))
        parts.append(Part(kind, loss, sentences[kind] % {**values, "words": words}))
    return parts


def _explain_weak(a: PreparedName, b: PreparedName) -> list[Part]:
    parts = []
    if other := sorted(a.weak ^ b.weak):
        text = _("Particles, titles and forms of organisation differ, which says little: %(words)s.")
        parts.append(Part("weak", WEAK * len(other), text % {"words": ", ".join(other)}))
    if _has_other_form(a, b):
        parts.append(Part("form", FAMILY, _("The forms of organisation are of different kinds.")))
    if _is_reversed(a, b):
        parts.append(Part("reversed", REVERSED, _("Given name and father's name have changed places.")))
    return parts
