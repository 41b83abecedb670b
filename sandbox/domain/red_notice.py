"""The red notice: its fields and its rules R1 to R8, as data. Modelled on RPD articles 82 to 87; quotes no legal text."""

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from sandbox.domain.notice_types import FieldSpec, NoticeRule, NoticeType, Text
from sandbox.enums import Handling

TITLE = FieldSpec("title", _("Title"), "short", _("What an officer abroad should grasp in one line."), 120)
LANGUAGE = FieldSpec("language", _("Language of the notice"), "choice", choices=(("", _("Choose a language")), ("en", _("English")), ("fr", _("French")), ("es", _("Spanish")), ("ar", _("Arabic"))))  # fmt: skip
HANDLING = FieldSpec("handling", _("Handling code"), "choice", choices=(("", _("Choose a code")), *Handling.choices))
SEX: tuple[tuple[str, Text], ...] = (("", _("Choose")), ("F", _("Female")), ("M", _("Male")), ("U", _("Unknown")))
DATA = ("photo", "fingerprints", "dna")
IDENTIFIERS = (
    FieldSpec("family_name", _("Family name"), "short", max_length=80, is_optional=True),
    FieldSpec("forename", _("Forename"), "short", max_length=80, is_optional=True),
    FieldSpec("sex", _("Sex"), "choice", choices=SEX, is_optional=True),
    FieldSpec("birth", _("Date or year of birth"), "short", max_length=20, is_optional=True),
    FieldSpec("description", _("Physical description"), "text", is_optional=True),
    FieldSpec("photo", _("Reference of a photograph"), "short", max_length=80, is_optional=True),
    FieldSpec("fingerprints", _("Reference of fingerprints"), "short", max_length=80, is_optional=True),
    FieldSpec("dna", _("Reference of a DNA profile"), "short", max_length=80, is_optional=True),
)
OFFENCE_CLASS: tuple[tuple[str, Text], ...] = (
    ("", _("Choose a class")), ("serious", _("Serious ordinary-law crime")),
    ("controversy", _("Offence over which cultures differ")), ("family", _("Family or private matter")),
    ("administrative", _("Breach of administrative rules")), ("dispute", _("Private dispute, such as a debt")),
    ("organised", _("Administrative breach or dispute that serves organised crime")),
)  # fmt: skip
STAGE: tuple[tuple[str, Text], ...] = (("", _("Choose")), ("prosecution", _("Wanted for prosecution")), ("sentence", _("Wanted to serve a sentence")))  # fmt: skip
EXTRADITION: tuple[tuple[str, Text], ...] = (("", _("Choose an answer")), ("yes", _("Yes")), ("no", _("No")))
CONTEXT: tuple[tuple[str, Text], ...] = (
    ("", _("Choose")), ("none", _("Nothing in the file points to it")), ("politician", _("The person holds or seeks political office")),
    ("predominant", _("Political, military, religious or racial character")), ("refugee", _("The person is a recognised refugee")),
)  # fmt: skip
FEATURES = ("description", "dna", "fingerprints", "document")
RPD = _("Modelled on INTERPOL's Rules on the Processing of Data, article {article}")
R83, R84, R86, R87 = (format_lazy(RPD, article=number) for number in ("83", "84", "86", "87"))


def _bar(value: str, message: Text, why: Text) -> NoticeRule:
    return NoticeRule(
        "R1", "offence_class", "none_of", message, values=(value,), why=why, source=R83, is_confirmed=True
    )


RED = NoticeType(
    key="red",
    label=_("Red notice"),
    purpose=_("Locate a person and have them detained, arrested or restricted in movement for extradition or surrender."),
    source=_("Modelled on INTERPOL's Rules on the Processing of Data, articles 82 to 87"),
    fields=(
        TITLE, *IDENTIFIERS,
        FieldSpec("document", _("Identity document"), "short", max_length=80, is_optional=True),
        FieldSpec("additional", _("Alias, parents or other data"), "text", is_optional=True),
        FieldSpec("offence_class", _("Class of the offence"), "choice", choices=OFFENCE_CLASS),
        FieldSpec("stage", _("Purpose of the search"), "choice", choices=STAGE),
        FieldSpec("maximum_months", _("Maximum penalty in months"), "short", max_length=4, is_optional=True),
        FieldSpec("imposed_months", _("Sentence imposed in months"), "short", max_length=4, is_optional=True),
        FieldSpec("remaining_months", _("Sentence remaining in months"), "short", max_length=4, is_optional=True),
        FieldSpec("interest", _("Interest to other countries"), "text"),
        FieldSpec("facts", _("Facts"), "text", _("What the person did. Facts from the file, no judgement.")),
        FieldSpec("facts_place", _("Place of the facts"), "short", max_length=120),
        FieldSpec("facts_date", _("Date of the facts"), "date"),
        FieldSpec("charge", _("Charge and law"), "short", max_length=200),
        FieldSpec("warrant", _("Reference of the warrant or decision"), "short", max_length=80),
        FieldSpec("authority", _("Authority that issued it"), "short", max_length=120),
        FieldSpec("extradition", _("Will extradition be sought on arrest?"), "choice", choices=EXTRADITION),
        FieldSpec("context", _("Status of the person and context"), "choice", choices=CONTEXT),
        FieldSpec("contact", _("Who acts at once when the person is found"), "short", max_length=120),
        LANGUAGE, HANDLING,
    ),
    rules=(
        NoticeRule("R1", "offence_class", "required", _("Choose the class of the offence."), source=R83),
        _bar("controversy", _("Ask no red notice for this: cultures differ over whether it is a crime."), _("The network stays neutral where norms differ.")),
        _bar("family", _("A family or private matter is no ground for a red notice: use civil cooperation."), _("Arrest is out of proportion to private life.")),
        _bar("administrative", _("A breach of administrative rules is no ground, unless it serves organised crime: show that, or withdraw the draft."), _("Arrest abroad is kept for serious crime.")),
        _bar("dispute", _("A private dispute such as a debt is no ground, unless it serves organised crime: leave it to the civil courts."), _("The police collect no debts.")),
        NoticeRule("R2", "stage", "required", _("Say whether the person is wanted for prosecution or to serve a sentence."), source=R83),
        NoticeRule("R2", "maximum_months", "at_least", _("The maximum penalty must be at least 24 months: check the charge, or use a blue notice."), 24, only_if=("stage", "prosecution"), why=_("A short penalty does not carry an arrest abroad."), source=R83, is_confirmed=True),
        NoticeRule("R2", "imposed_months", "any_of", _("At least 6 months must be imposed or remain to be served."), 6, ("imposed_months", "remaining_months"), ("stage", "sentence"), source=R83, is_confirmed=True),
        NoticeRule("R3", "interest", "length", _("Say in at least 20 characters why other countries' police should act."), 20, source=R83),
        NoticeRule("R4", "family_name", "any_of", _("Give family name, forename, sex and year of birth, or a photograph."), values=("family_name", "photo"), why=_("A wrong person must not be arrested."), source=R83),
        *(NoticeRule("R4", name, "any_of", _("Without a photograph, give family name, forename, sex and at least the year of birth."), values=(name, "photo"), source=R83) for name in ("forename", "sex", "birth")),
        NoticeRule("R4", "description", "any_of", _("Give one of description, DNA, fingerprints or document; with a photograph alone, other data such as an alias."), values=(*FEATURES, "additional"), source=R83),
        NoticeRule("R5", "facts", "length", _("Describe the facts in at least 60 characters."), 60, source=R83),
        NoticeRule("R5", "facts_place", "required", _("Say where it happened."), source=R83),
        NoticeRule("R5", "facts_date", "required", _("Say when it happened."), source=R83),
        NoticeRule("R5", "facts_date", "past", _("The date of the facts lies in the future."), source=R83),
        NoticeRule("R5", "charge", "required", _("Name the charge and the law."), source=R83),
        NoticeRule("R5", "warrant", "required", _("Give the reference of a valid arrest warrant or court decision."), why=_("Without a judge's decision nobody may be arrested."), source=R83),
        NoticeRule("R6", "authority", "required", _("Name the authority that issued the warrant."), source=R84),
        NoticeRule("R6", "extradition", "required", _("Say whether extradition will be sought on arrest."), source=R84),
        NoticeRule("R6", "extradition", "none_of", _("No red notice without extradition: agree it with the authority in charge, or use a blue notice."), values=("no",), source=R84, is_confirmed=True),
        NoticeRule("R7", "context", "required", _("Say what the file shows of the person's status and the context."), source=R86),
        NoticeRule("R7", "context", "one_of", _("Human rights and neutrality stand in the way: a lawyer must read the case first. Explain it in a message to the Secretariat."), values=("none",), why=_("The network takes no part in political, military, religious or racial matters, and protects refugees."), source=R86),
        NoticeRule("R8", "contact", "required", _("Name the service that acts at once when the person is found."), source=R87),
        NoticeRule("ND-2", "title", "length", _("Give the notice a title of at least 10 characters."), 10),
        NoticeRule("ND-3", "language", "required", _("Choose the language that the notice is written in.")),
        NoticeRule("ND-4", "handling", "required", _("Choose a handling code.")),
    ),
)  # fmt: skip
