"""The sandbox's fixed vocabularies. UI words equal model words."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class RunState(models.TextChoices):
    OPEN = "open", _("In progress")
    FINISHED = "finished", _("Finished")


class Tool(models.TextChoices):
    """What an exercise may put on the trainee's desk."""

    PERSONS = "persons", _("Persons register")
    DOCUMENTS = "documents", _("Travel documents register")
    NOTICED_DOCUMENTS = "noticed_documents", _("Documents linked to notices")
    VEHICLES = "vehicles", _("Stolen vehicles register")
    ADMIN_DOCUMENTS = "admin_documents", _("Stolen administrative documents")
    FIREARMS = "firearms", _("Firearms register")
    FINGERPRINTS = "fingerprints", _("Fingerprints register")
    DNA = "dna", _("DNA register")
    ARTWORKS = "artworks", _("Works of art register")
    PRODUCTS = "products", _("Product check")
    SCREENING = "screening", _("Document screening")
    LISTS = "lists", _("List screening")
    PARTNER = "partner", _("Partner check")
    IDENTIFIERS = "identifiers", _("Identifier check")
    MESSAGES = "messages", _("Messages")
    NOTICES = "notices", _("Notices")
    CASE = "case", _("Case chart")
    DECISIONS = "decisions", _("Decisions")
    ANSWERS = "answers", _("Answer sheet")


# What only law enforcement may use: private-sector people meet these registers through the partner check alone.
POLICE_TOOLS = frozenset(
    {
        Tool.PERSONS, Tool.DOCUMENTS, Tool.NOTICED_DOCUMENTS, Tool.VEHICLES, Tool.ADMIN_DOCUMENTS, Tool.FIREARMS,
        Tool.FINGERPRINTS, Tool.DNA, Tool.LISTS, Tool.MESSAGES, Tool.NOTICES,
    }
)  # fmt: skip


class Audience(models.TextChoices):
    """For whom an exercise is meant."""

    EVERYONE = "everyone", _("Everyone")
    LAW_ENFORCEMENT = "law_enforcement", _("Law enforcement")
    PRIVATE = "private", _("Private sector")


class EventKind(models.TextChoices):
    """Everything that can stand in a run's log."""

    RUN_STARTED = "run_started", _("Run started")
    REGISTER_QUERIED = "register_queried", _("Register queried")
    QUERY_REFUSED = "query_refused", _("Query refused")
    RECORD_OPENED = "record_opened", _("Record opened")
    RECORD_ENTERED = "record_entered", _("Record entered")
    RECORD_CHANGED = "record_changed", _("Record changed")
    RECORD_WITHDRAWN = "record_withdrawn", _("Record withdrawn")
    RECORD_RENEWED = "record_renewed", _("Record renewed")
    RECORD_RESTRICTED = "record_restricted", _("Record restricted")
    TRACE_REQUESTED = "trace_requested", _("Trace requested")
    TRACE_ANSWERED = "trace_answered", _("Trace answered")
    LIST_SCREENED = "list_screened", _("List screened")
    PARTNER_CHECKED = "partner_checked", _("Partner check made")
    PARTNER_ALERTED = "partner_alerted", _("Bureaus alerted")
    PRODUCT_CHECKED = "product_checked", _("Product checked")
    CHART_SAVED = "chart_saved", _("Chart saved")
    ZONE_SCREENED = "zone_screened", _("Machine-readable zone screened")
    IDENTIFIER_CHECKED = "identifier_checked", _("Identifier checked")
    MESSAGE_SENT = "message_sent", _("Message sent")
    MESSAGE_RECEIVED = "message_received", _("Message received")
    MESSAGE_READ = "message_read", _("Message read")
    MESSAGE_ACKNOWLEDGED = "message_acknowledged", _("Message acknowledged")
    DECISION_MADE = "decision_made", _("Decision made")
    ANSWER_GIVEN = "answer_given", _("Question answered")
    HINT_TAKEN = "hint_taken", _("Hint taken")
    NOTICE_DRAFTED = "notice_drafted", _("Notice drafted")
    NOTICE_VALIDATED = "notice_validated", _("Notice validated")
    NOTICE_SUBMITTED = "notice_submitted", _("Notice submitted")
    NOTICE_SCREENED = "notice_screened", _("Notice in screening")
    NOTICE_QUESTIONED = "notice_questioned", _("Information requested")
    NOTICE_ANSWERED = "notice_answered", _("Reviewer answered")
    NOTICE_PUBLISHED = "notice_published", _("Notice published")
    NOTICE_REFUSED = "notice_refused", _("Notice refused")
    NOTICE_UPDATED = "notice_updated", _("Notice updated")
    NOTICE_ADDENDUM = "notice_addendum", _("Addendum published")
    NOTICE_SUSPENDED = "notice_suspended", _("Notice suspended")
    NOTICE_RESTORED = "notice_restored", _("Suspension lifted")
    NOTICE_WITHDRAWN = "notice_withdrawn", _("Notice withdrawn")
    NOTICE_CANCELLED = "notice_cancelled", _("Notice cancelled")
    NOTICE_DELETED = "notice_deleted", _("Notice deleted")
    NOTICE_EXPIRED = "notice_expired", _("Notice expired")
    NOTICE_RENEWED = "notice_renewed", _("Notice renewed")
    DIFFUSION_SENT = "diffusion_sent", _("Diffusion sent")
    DIFFUSION_RECALLED = "diffusion_recalled", _("Diffusion recalled")
    PAUSED = "paused", _("Run paused")
    RESUMED = "resumed", _("Run resumed")
    RUN_FINISHED = "run_finished", _("Run finished")


class IdentifierStandard(models.TextChoices):
    """The standards that the identifier check reads."""

    VIN = "vin", _("Vehicle identification number (VIN)")
    CONTAINER = "container", _("Freight container number (ISO 6346)")
    GTIN = "gtin", _("Trade item number (GTIN)")
    GLN = "gln", _("Location number (GLN)")
    SSCC = "sscc", _("Logistic unit number (SSCC)")
    GS1 = "gs1", _("GS1 element string")
    LINK = "link", _("GS1 Digital Link")
    SHIP = "ship", _("Ship identification number (IMO)")
    WAYBILL = "waybill", _("Air waybill number")
    HANDSET = "handset", _("Mobile equipment identity (IMEI)")


class IdentifierVerdict(models.TextChoices):
    """What the rules of a standard say about an identifier. None of them says that the thing exists."""

    VALID = "valid", _("Agrees with its standard")
    UNUSUAL = "unusual", _("Unusual, but possible")
    WRONG_CHECK_DIGIT = "wrong_check_digit", _("Wrong check digit")
    MALFORMED = "malformed", _("Malformed")


class DocumentType(models.TextChoices):
    PASSPORT = "passport", _("Passport")
    IDENTITY_CARD = "identity_card", _("Identity card")
    VISA = "visa", _("Visa")
    RESIDENCE_PERMIT = "residence_permit", _("Residence permit")


class FraudType(models.TextChoices):
    STOLEN_BLANK = "stolen_blank", _("Stolen blank")
    LOST = "lost", _("Lost by the bearer")
    STOLEN = "stolen", _("Stolen from the bearer")
    REVOKED = "revoked", _("Revoked")


class Sex(models.TextChoices):
    FEMALE = "F", _("Female")
    MALE = "M", _("Male")
    UNKNOWN = "U", _("Unknown")


class PersonStatus(models.TextChoices):
    """What a person is to the case that the record comes from (the rules on the processing of data, Article 44)."""

    CONVICTED = "convicted", _("Convicted")
    CHARGED = "charged", _("Charged")
    SUSPECT = "suspect", _("Suspect")
    WITNESS = "witness", _("Witness")
    VICTIM = "victim", _("Victim")
    MISSING = "missing", _("Missing person")
    UNIDENTIFIED = "unidentified", _("Unable to identify themselves")
    DECEASED = "deceased", _("Deceased")
    OF_INTEREST = "of_interest", _("Of interest to an investigation")


class Offence(models.TextChoices):
    """What a record of a person is about, in broad classes."""

    COUNTERFEIT_GOODS = "counterfeit_goods", _("Trade in counterfeit goods")
    MEDICINES = "medicines", _("Trade in falsified medicines")
    SMUGGLING = "smuggling", _("Smuggling")
    FRAUD = "fraud", _("Fraud")
    LAUNDERING = "laundering", _("Money laundering")
    CULTURAL_PROPERTY = "cultural_property", _("Theft of cultural property")
    VEHICLE_CRIME = "vehicle_crime", _("Vehicle crime")
    DOCUMENTS = "documents", _("Forged documents")
    FIREARMS = "firearms", _("Trade in firearms")
    ORGANISED_CRIME = "organised_crime", _("Organised crime")
    ROBBERY = "robbery", _("Robbery")


class HairColour(models.TextChoices):
    BLACK = "black", _("Black hair")
    BROWN = "brown", _("Brown hair")
    FAIR = "fair", _("Fair hair")
    RED = "red", _("Red hair")
    GREY = "grey", _("Grey hair")
    BALD = "bald", _("No hair")


class EyeColour(models.TextChoices):
    BROWN = "brown", _("Brown eyes")
    BLUE = "blue", _("Blue eyes")
    GREEN = "green", _("Green eyes")
    GREY = "grey", _("Grey eyes")
    HAZEL = "hazel", _("Hazel eyes")


class QueryResult(models.TextChoices):
    NO_RECORD = "no_record", _("No record")
    POSSIBLE_MATCH = "possible_match", _("Possible match")
    CONFIRMED = "confirmed", _("Confirmed by the owner")


class Verdict(models.TextChoices):
    """What the owning bureau says about its record."""

    CONFIRMED = "confirmed", _("Confirmed by the owner")
    RECOVERED = "recovered", _("Recovered: record not yet withdrawn")


class Priority(models.TextChoices):
    ROUTINE = "routine", _("Routine")
    URGENT = "urgent", _("Urgent")


class Handling(models.TextChoices):
    OPEN = "open", _("For police and customs use")
    RESTRICTED = "restricted", _("Restricted: addressee only")
    CONFIDENTIAL = "confidential", _("Confidential: named officers only")


class Purpose(models.TextChoices):
    """One message serves one purpose."""

    HIT_CONFIRMATION = "hit_confirmation", _("Hit confirmation request")
    INFORMATION_REQUEST = "information_request", _("Information request")
    INFORMATION = "information", _("Information")
    CASE_LINK = "case_link", _("Link between two cases")
    CONSENT_REQUEST = "consent_request", _("Request for consent to share")
    RECALL = "recall", _("Recall of a message")
    REPLY = "reply", _("Reply")


class Group(models.TextChoices):
    """The three parts of a score."""

    OUTCOME = "outcome", _("Outcome")
    PROCEDURE = "procedure", _("Procedure")
    DATA_PROTECTION = "data_protection", _("Data protection")


class NoticeState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Submitted")
    SCREENING = "screening", _("In screening")
    INFO_REQUESTED = "info_requested", _("Information requested")
    REFUSED = "refused", _("Refused")
    PUBLISHED = "published", _("Published")
    SUSPENDED = "suspended", _("Suspended")
    WITHDRAWN = "withdrawn", _("Withdrawn by its source")
    CANCELLED = "cancelled", _("Cancelled")
    DELETED = "deleted", _("Deleted")
    EXPIRED = "expired", _("Expired")
    DIFFUSED = "diffused", _("Sent as a diffusion")
    RECALLED = "recalled", _("Recalled")


class RefusalGround(models.TextChoices):
    """Why a notice is refused or cancelled: two articles of the network's constitution, or anything else."""

    ART2 = "ART2", _("Human rights (article 2)")
    ART3 = "ART3", _("Political, military, religious or racial matter (article 3)")
    OTHER = "OTHER", _("Other grounds")


class ProductState(models.TextChoices):
    """Where a pack stands in its rights-holder's record."""

    ACTIVE = "active", _("Active")
    DECOMMISSIONED = "decommissioned", _("Decommissioned")
    RECALLED = "recalled", _("Recalled")
    STOLEN = "stolen", _("Stolen")
    SAMPLE = "sample", _("Sample")


class PackOutcome(models.TextChoices):
    """What a product check came to. None of them is proof of falsification."""

    GENUINE = "genuine", _("Agrees with the record")
    ALERT = "alert", _("Alert")
    SCAN_FAULT = "scan_fault", _("Scan fault")
    EXPIRED = "expired", _("Expired")
    DECOMMISSIONED = "decommissioned", _("Already decommissioned")
    RECALLED = "recalled", _("Recalled")


class PackFinding(models.TextChoices):
    """Why a product check came to its outcome."""

    UNKNOWN_PRODUCT = "unknown_product", _("Unknown product")
    UNKNOWN_BATCH = "unknown_batch", _("Unknown batch number")
    UNKNOWN_SERIAL = "unknown_serial", _("Unknown serial number")
    BATCH_MISMATCH = "batch_mismatch", _("Batch number mismatch")
    EXPIRY_MISMATCH = "expiry_mismatch", _("Expiry date mismatch")
    INACTIVE_ELSEWHERE = "inactive_elsewhere", _("Already decommissioned elsewhere")
    STOLEN = "stolen", _("Reported stolen")
    SAMPLE = "sample", _("Given out as a sample")
    INACTIVE = "inactive", _("Already decommissioned")
    RECALLED = "recalled", _("Batch recalled")
    EXPIRED = "expired", _("Expiry date passed")
    UNREADABLE = "unreadable", _("Code cannot be read")
    INCOMPLETE = "incomplete", _("Code incomplete")
    WRONG_DIGIT = "wrong_digit", _("Wrong check digit")
    LOST_SEPARATOR = "lost_separator", _("Separator lost")
    SWAPPED_CASE = "swapped_case", _("Capitals and small letters swapped")
    KEYBOARD = "keyboard", _("Keyboard layout of another language")
    LOOK_ALIKE = "look_alike", _("Look-alike characters confused")


class PartnerAnswer(models.TextChoices):
    """All that a private partner ever learns."""

    PROCEED = "proceed", _("Proceed")
    SECONDARY = "secondary_check", _("Secondary check")


class NoticeColour(models.TextChoices):
    """The notices that a document can lead to."""

    RED = "red", _("Red notice")
    BLUE = "blue", _("Blue notice")
    GREEN = "green", _("Green notice")
    YELLOW = "yellow", _("Yellow notice")


class AdministrativeDocumentType(models.TextChoices):
    VEHICLE_REGISTRATION = "vehicle_registration", _("Vehicle registration certificate")
    DRIVING_LICENCE = "driving_licence", _("Driving licence")
    CIVIL_STATUS = "civil_status", _("Birth or marriage certificate")
    CUSTOMS_FORM = "customs_form", _("Customs form")
    EXPORT_CERTIFICATE = "export_certificate", _("Export certificate")


class FirearmClass(models.TextChoices):
    LOST = "lost", _("Lost")
    STOLEN = "stolen", _("Stolen")
    TRAFFICKED = "trafficked", _("Trafficked")
    SMUGGLED = "smuggled", _("Smuggled")


class PrintQuality(models.TextChoices):
    GOOD = "good", _("Good")
    FAIR = "fair", _("Fair")
    POOR = "poor", _("Poor")


class DnaCategory(models.TextChoices):
    OFFENDER = "offender", _("Known offender")
    SCENE = "scene", _("Crime scene")
    MISSING = "missing", _("Missing person")
    BODY = "body", _("Unidentified body")


class ArtKind(models.TextChoices):
    """The first level of an object's type (Object ID)."""

    SCULPTURE = "sculpture", _("Sculpture")
    COIN = "coin", _("Coin or medal")
    MANUSCRIPT = "manuscript", _("Manuscript")
    PAINTING = "painting", _("Painting")
    CERAMIC = "ceramic", _("Ceramic")
    TEXTILE = "textile", _("Textile")
    MASK = "mask", _("Mask")
    CLOCK = "clock", _("Clock")
    JEWELLERY = "jewellery", _("Jewellery")
    METALWORK = "metalwork", _("Metalwork")
    GLASS = "glass", _("Glass")
    INSTRUMENT = "instrument", _("Musical instrument")


class ArtState(models.TextChoices):
    STOLEN = "stolen", _("Stolen")
    RECOVERED = "recovered", _("Recovered")


class ArtCircumstance(models.TextChoices):
    """How a work was lost to its place."""

    MUSEUM = "museum", _("Theft from a museum")
    WORSHIP = "worship", _("Theft from a place of worship")
    PRIVATE_HOME = "private_home", _("Burglary of a private home")
    EXCAVATION = "excavation", _("Taken from an excavation")
    STORE = "store", _("Missing from a store or archive")
    TRANSIT = "transit", _("Lost in transit")


class ListState(models.TextChoices):
    """How far a list of documents has come."""

    READING = "reading", _("Being read")
    WAITING = "waiting", _("Being screened")
    WRITING = "writing", _("Answers being written")
    DONE = "done", _("Screened")
    REFUSED = "refused", _("Not readable")
    STOPPED = "stopped", _("Stopped")


class RowFault(models.TextChoices):
    """Why a line of a list could not be asked for."""

    NO_NUMBER = "no_number", _("The number is missing")
    NOT_A_NUMBER = "not_a_number", _("Words stand in the place of the number")
    FORMULA = "formula", _("A formula stands in the place of a value")
    ROUNDED = "rounded", _("The spreadsheet has changed the number")
    NUMBER_SHAPE = "number_shape", _("The number is malformed")
    COUNTRY = "country", _("The country is not known")
    DOCUMENT_TYPE = "document_type", _("The type of document is not known")
