"""Every type of notice, as data. Purple stands in `notice_types`; the rules are modelled on published descriptions.

Rules that no published text confirms carry `is_confirmed=False`: they are the sandbox's own reading and quote nothing.
Silver is declared, but drafted only where an exercise names it: its status after the pilot is unclear.
"""

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from sandbox.domain.notice_types import PURPLE, FieldSpec, NoticeRule, NoticeType, Text
from sandbox.domain.red_notice import DATA, HANDLING, IDENTIFIERS, LANGUAGE, RED, RPD, TITLE

SUBJECT_STATUS: tuple[tuple[str, Text], ...] = (
    ("", _("Choose the status")), ("convicted", _("Convicted")), ("charged", _("Charged")), ("suspect", _("Suspect")),
    ("witness", _("Witness")), ("victim", _("Victim")),
)  # fmt: skip
YES_NO: tuple[tuple[str, Text], ...] = (("", _("Choose an answer")), ("yes", _("Yes")), ("no", _("No")))
CIRCUMSTANCES = FieldSpec("circumstances", _("Circumstances"), "text", _("Facts from the file, with time and place."))
RECORDED = FieldSpec("recorded", _("Is it recorded by the police?"), "choice", choices=YES_NO)
TRACE = _("Give at least one of photograph, fingerprints or DNA, by its reference.")
TELL = NoticeRule("ND-1", "circumstances", "length", _("Describe the circumstances in at least 40 characters."), 40,
    why=_("Without circumstances nobody abroad can match the case with their own."))  # fmt: skip
COMMON = (
    NoticeRule("ND-2", "title", "length", _("Give the notice a title of at least 10 characters."), 10),
    NoticeRule("ND-3", "language", "required", _("Choose the language that the notice is written in.")),
    NoticeRule("ND-4", "handling", "required", _("Choose a handling code.")),
)


def _declare(
    key: str, article: str, label: Text, purpose: Text, fields: tuple[FieldSpec, ...], rules: tuple[NoticeRule, ...]
) -> NoticeType:
    source = format_lazy(RPD, article=article) if article else _("Modelled on published accounts of a pilot")
    return NoticeType(key, label, purpose, source, (TITLE, *fields, LANGUAGE, HANDLING), (*rules, *COMMON))


BLUE = _declare("blue", "88", _("Blue notice"), _("Locate, identify or learn about a person of interest to a case."),
    (*IDENTIFIERS, FieldSpec("status", _("Status of the person"), "choice", choices=SUBJECT_STATUS), CIRCUMSTANCES,
     FieldSpec("request", _("Information sought"), "text")),
    (NoticeRule("BL-1", "status", "required", _("Say whether the person is convicted, charged, a suspect, a witness or a victim.")),
     NoticeRule("BL-2", "request", "length", _("Say in at least 20 characters what you wish to know."), 20),
     NoticeRule("BL-3", "family_name", "any_of", _("Give the family name or, for an unidentified person, photograph, fingerprints or DNA."), values=("family_name", *DATA)), TELL))  # fmt: skip
GREEN = _declare("green", "89", _("Green notice"), _("Warn of a person's criminal activity."),
    (*IDENTIFIERS, FieldSpec("threat", _("Threat to public safety"), "text"), FieldSpec("assessment", _("Grounds of the assessment"), "text", _("Convictions, or other reasonable grounds."))),
    (NoticeRule("GR-1", "family_name", "required", _("Give the family name.")),
     NoticeRule("GR-2", "threat", "length", _("Describe the threat in at least 40 characters."), 40),
     NoticeRule("GR-3", "assessment", "length", _("Name the convictions or other grounds in at least 20 characters."), 20, why=_("A warning without grounds does harm to a person and helps nobody."))))  # fmt: skip
YELLOW = _declare("yellow", "90", _("Yellow notice"), _("Locate a missing person, or identify someone who cannot say who they are."),
    (FieldSpec("case", _("Kind of case"), "choice", choices=(("", _("Choose a case")), ("missing", _("A missing person")), ("unable", _("A person unable to identify themselves")))),
     *IDENTIFIERS, RECORDED, FieldSpec("privacy", _("Does privacy law allow publication?"), "choice", _("For an adult: ask whether they may wish not to be found."), choices=YES_NO), CIRCUMSTANCES),
    (NoticeRule("YE-1", "case", "required", _("Say which kind of case it is.")),
     NoticeRule("YE-2", "recorded", "required", _("Say whether the police have recorded the case.")),
     NoticeRule("YE-2", "recorded", "none_of", _("The case must be reported to the police and recorded first."), values=("no",), is_confirmed=True),
     NoticeRule("YE-3", "privacy", "required", _("Answer the question about privacy.")),
     NoticeRule("YE-3", "privacy", "none_of", _("Privacy law prevents publication: keep the search within your country, or ask for consent."), values=("no",), why=_("An adult may choose not to be found."), is_confirmed=True),
     *(NoticeRule("YE-4", name, "required", _("Missing person: give family name, forename, sex and at least the year of birth."), only_if=("case", "missing"), is_confirmed=True) for name in ("family_name", "forename", "sex", "birth")),
     NoticeRule("YE-4", "description", "any_of", _("Give at least one of description, photograph, fingerprints or DNA."), values=("description", *DATA), is_confirmed=True),
     *(NoticeRule("YE-5", name, "required", _("Person unable to identify themselves: give description and sex."), only_if=("case", "unable"), is_confirmed=True) for name in ("description", "sex")),
     NoticeRule("YE-5", "photo", "any_of", TRACE, values=DATA, only_if=("case", "unable"), is_confirmed=True), TELL))  # fmt: skip
BLACK = _declare("black", "91", _("Black notice"), _("Identify a body."),
    (*(spec for spec in IDENTIFIERS if spec.key in ("sex", "description", *DATA)), RECORDED, CIRCUMSTANCES),
    (NoticeRule("BK-1", "recorded", "required", _("Say whether the police have recorded the find.")),
     NoticeRule("BK-1", "recorded", "none_of", _("The find must be recorded by the police first."), values=("no",)),
     NoticeRule("BK-2", "photo", "any_of", TRACE, values=DATA), TELL))  # fmt: skip
ORANGE = _declare("orange", "93", _("Orange notice"), _("Warn of a serious and imminent threat: an event, a person, an object or a process."),
    (FieldSpec("threat", _("Threat"), "text", _("What an officer can see, never how to build it.")), FieldSpec("imminent", _("Is it assessed as imminent?"), "choice", choices=YES_NO), CIRCUMSTANCES),
    (NoticeRule("OR-1", "threat", "length", _("Describe the threat in at least 40 characters."), 40),
     NoticeRule("OR-2", "imminent", "required", _("Say whether the threat is imminent.")),
     NoticeRule("OR-2", "imminent", "none_of", _("The threat is not imminent: a green or purple notice may fit."), values=("no",)), TELL))  # fmt: skip
ARTWORK = _declare("artwork", "94", _("Stolen work of art notice"), _("Locate or identify a stolen object."),
    tuple(FieldSpec(name, label, kind, hint) for name, label, kind, hint in (
        ("object_type", _("Type of object"), "short", ""), ("materials", _("Materials and techniques"), "short", ""),
        ("measurements", _("Measurements"), "short", _("Each with its dimension and unit.")), ("features", _("Distinguishing features"), "text", _("What no other object has.")),
        ("circumstances", _("Circumstances of the theft"), "text", _("Never the owner's name.")))),
    (NoticeRule("AR-1", "object_type", "required", _("Name the type of object.")), NoticeRule("AR-2", "materials", "required", _("Name materials and techniques.")),
     NoticeRule("AR-3", "measurements", "required", _("Give the measurements with their units.")),
     NoticeRule("AR-4", "features", "length", _("Describe at least one distinguishing feature in 20 characters or more."), 20), TELL))  # fmt: skip
SANCTIONS = _declare("sanctions", "95", _("Council sanctions notice"), _("Tell that a person or body is under sanctions of the Concord Council."),
    (FieldSpec("list_reference", _("Reference in the Council's list"), "short"), *IDENTIFIERS, FieldSpec("measures", _("Measures"), "text", _("Freezing of assets, travel ban, arms embargo."))),
    (NoticeRule("SA-1", "list_reference", "required", _("Give the reference in the Council's list."), why=_("Only the Council puts a name on its list.")),
     NoticeRule("SA-2", "family_name", "required", _("Give the name as it stands in the list.")), NoticeRule("SA-3", "measures", "required", _("Name the measures."))))  # fmt: skip
SILVER = _declare("silver", "", _("Silver notice"), _("Locate, identify or learn about criminal assets. It freezes nothing: what follows is agreed between two countries."),
    (*IDENTIFIERS, FieldSpec("offence_link", _("Link between offence and asset"), "text"), FieldSpec("asset", _("Description of the asset"), "text")),
    (NoticeRule("SI-1", "family_name", "required", _("Name the person.")), NoticeRule("SI-2", "offence_link", "length", _("Say in at least 40 characters how offence and asset are linked."), 40),
     NoticeRule("SI-3", "asset", "length", _("Describe the asset in at least 30 characters."), 30)))  # fmt: skip
NOTICE_TYPES = {t.key: t for t in (RED, BLUE, GREEN, YELLOW, BLACK, PURPLE, ORANGE, ARTWORK, SANCTIONS, SILVER)}
