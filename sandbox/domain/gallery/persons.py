"""A notice about a person of the register: which of the record's data it shows, and in which words."""

from collections.abc import Mapping
from typing import Any

from django.utils import translation

from sandbox.domain.gallery.published import PublishedNotice
from sandbox.domain.gallery.wording import fill
from sandbox.domain.geography import BUREAUS, name_country
from sandbox.domain.messages.texts import find_language
from sandbox.domain.names.evidence import BirthDate
from sandbox.domain.notice_states import add_months
from sandbox.enums import EyeColour, HairColour, Offence, PersonStatus
from sandbox.models import PersonRecord

KEPT_MONTHS = 60
_TYPES = {"RN": "red", "BN": "blue", "GN": "green", "YN": "yellow", "KN": "black"}


def describe_person_notice(record: PersonRecord, *, texts: Mapping[str, Any]) -> PublishedNotice:
    """The notice that the record's reference names, in the language of the bureau that asked for it. One about a body or about somebody
    who cannot say who they are shows no name."""
    language = find_language(record.owner_bureau)
    type_key = _TYPES.get(record.notice_reference[3:5], "blue")
    is_nameless = type_key == "black" or record.status == PersonStatus.UNIDENTIFIED
    name = "" if is_nameless else record.name
    values = {"place": record.birth_place, "year": str(record.recorded_on.year), "name": name, "offence": ""}
    with translation.override(language):
        values["offence"] = str(Offence(record.offence).label) if record.offence else ""
        fields = {**_describe_body(record), **_write_words(type_key, record, texts, language, values)}
    if not is_nameless:
        fields |= _write_identity(record)
    return PublishedNotice(
        reference=record.notice_reference, type_key=type_key, bureau=record.owner_bureau, language=language,
        published_on=record.recorded_on, expires_on=add_months(record.recorded_on, KEPT_MONTHS), title=fields["title"],
        fields={"language": language, "handling": "restricted" if type_key in {"blue", "green"} else "open", **fields},
        countries=tuple(record.nationalities.split()), name=name, original_name="" if is_nameless else record.original_name,
    )  # fmt: skip


def _write_identity(record: PersonRecord) -> dict[str, str]:
    birth = BirthDate(record.birth_year, record.birth_month, record.birth_day).write() if record.birth_year else ""
    return {"family_name": record.family_name or record.given_names, "forename": record.given_names, "birth": birth}


def _describe_body(record: PersonRecord) -> dict[str, str]:
    """Sex and description, in the language that is active."""
    looks = [
        f"{record.height} cm" if record.height else "",
        HairColour(record.hair).label if record.hair else "",
        EyeColour(record.eyes).label if record.eyes else "",
    ]
    return {"sex": record.sex, "description": ", ".join(str(part) for part in looks if part)}


def _write_words(
    type_key: str, record: PersonRecord, texts: Mapping[str, Any], language: str, values: dict[str, str]
) -> dict[str, str]:
    keys = _choose_texts(type_key, record)
    written = {field: fill(texts[key], language, **values) for field, key in keys.items()}
    bureau = BUREAUS[record.owner_bureau]
    match type_key:
        case "red":
            is_convicted = record.status == PersonStatus.CONVICTED
            written |= {
                "offence_class": "serious", "stage": "sentence" if is_convicted else "prosecution", "charge": values["offence"],
                "imposed_months" if is_convicted else "maximum_months": str(24 + 6 * (sum(map(ord, record.reference)) % 17)),
                "facts_place": f"{record.birth_place}, {name_country(record.birth_country)}", "extradition": "yes", "context": "none",
                "warrant": record.national_reference, "authority": f"{bureau.city}",
            }  # fmt: skip
        case "blue":
            written["status"] = record.status if record.status in {"suspect", "witness", "victim"} else "suspect"
        case "yellow":
            is_unable = record.status == PersonStatus.UNIDENTIFIED
            written |= {"case": "unable" if is_unable else "missing", "recorded": "yes", "privacy": "yes"}
        case "black":
            written["recorded"] = "yes"
    return written


def _choose_texts(type_key: str, record: PersonRecord) -> dict[str, str]:
    """Field of the notice, and the text that stands in it."""
    match type_key:
        case "red":
            stage = "sentence" if record.status == PersonStatus.CONVICTED else "prosecution"
            return {"title": f"red_{stage}", "facts": "red_facts", "interest": "red_interest", "contact": "red_contact"}
        case "green":
            return {"title": "green", "threat": "green_threat", "assessment": "green_assessment"}
        case "yellow":
            case = "yellow_unable" if record.status == PersonStatus.UNIDENTIFIED else "yellow_missing"
            return {"title": case, "circumstances": f"{case}_facts"}
        case "black":
            return {"title": "black", "circumstances": "black_facts"}
    title = "blue" if record.offence else "blue_plain"
    return {"title": title, "circumstances": "blue_facts", "request": "blue_request"}
