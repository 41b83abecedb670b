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


class QueryResult(models.TextChoices):
    NO_RECORD = "no_record", _("No record")
    POSSIBLE_MATCH = "possible_match", _("Possible match")


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
