"""What an answer of the register says to the eye: how alike in words, what speaks for and against, which words of a name agree."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sandbox.domain.geography import name_country
from sandbox.domain.names.keys import Token, prepare
from sandbox.domain.names.scoring import FLOOR, THRESHOLD, rate_tokens
from sandbox.enums import EyeColour, HairColour, Offence, PersonStatus, Sex

# Losses up to this are agreement: another spelling of one word.
_AGREEMENT = 0.02


def word_score(score: float) -> tuple[str, str]:
    """A score in words, and the tone of its tag."""
    if score >= 0.93:
        return _("Very close"), "attention"
    if score >= 0.8:
        return _("Close"), "attention"
    if score >= THRESHOLD:
        return _("Possible"), "active"
    return _("Faint"), "neutral"


def mark_words(asked: str, name: str) -> list[dict[str, str]]:
    """The words of a found name, each with how it agrees with what was asked: same, alike, or other."""
    tokens = prepare(asked).tokens
    return [{"text": word, "tone": _rate_word(word, tokens)} for word in name.split()]


def _rate_word(word: str, asked: tuple[Token, ...]) -> str:
    rated = [rate_tokens(mine, other) for mine in prepare(word).tokens for other in asked]
    best = max(rated, default=0.0)
    return "same" if best >= 1.0 - _AGREEMENT else "alike" if best > FLOOR else "other"


def tell_candidate(asked: str, candidate: dict[str, Any]) -> dict[str, Any]:
    """A candidate of the log with what its page adds."""
    words, tone = word_score(candidate["score"])
    shown = [candidate["name"], candidate["original_name"]]
    return {
        **candidate,
        "score_words": words,
        "score_tone": tone,
        "score_percent": round(100 * candidate["score"]),
        "words": mark_words(asked, candidate["name"]),
        "original_words": mark_words(asked, candidate["original_name"]),
        "alias_words": mark_words(asked, candidate["matched_name"]) if candidate["matched_name"] not in shown else [],
        "for": [part["text"] for part in candidate["parts"] if part["loss"] <= _AGREEMENT],
        "against": [part["text"] for part in candidate["parts"] if part["loss"] > _AGREEMENT],
        "sex_label": Sex(candidate["sex"]).label,
        "countries": list_countries(candidate["nationalities"]),
    }


def list_countries(codes: str) -> list[dict[str, str]]:
    return [{"code": code, "name": name_country(code)} for code in codes.split()]


_KIN = {
    "father": gettext_lazy("Father"), "mother": gettext_lazy("Mother"), "spouse": gettext_lazy("Spouse"),
    "brother": gettext_lazy("Brother"), "sister": gettext_lazy("Sister"), "son": gettext_lazy("Son"),
    "daughter": gettext_lazy("Daughter"), "child": gettext_lazy("Child"), "partner": gettext_lazy("Partner"),
}  # fmt: skip


def tell_record(record: dict[str, Any]) -> dict[str, Any]:
    """A full record with its codes in words."""
    status = PersonStatus(record["status"])
    calm = {PersonStatus.WITNESS, PersonStatus.VICTIM, PersonStatus.DECEASED}
    return {
        **record,
        "status_label": status.label,
        "status_tone": "neutral" if status in calm else "attention",
        "sex_label": Sex(record["sex"]).label,
        "offence_label": Offence(record["offence"]).label if record["offence"] else "",
        "hair_label": HairColour(record["hair"]).label if record["hair"] else "",
        "eyes_label": EyeColour(record["eyes"]).label if record["eyes"] else "",
        "birth_country_name": name_country(record["birth_country"]) if record["birth_country"] else "",
        "countries": list_countries(record["nationalities"]),
        "relatives": [
            {**kin, "label": _KIN.get(kin.get("relation", ""), kin.get("relation", ""))} for kin in record["kin"]
        ],
        "silhouette": sum(map(ord, record["reference"])) % 4,
    }
