from college.core.models.audit import AuditChain, AuditEntry
from college.core.models.mail import OutgoingMail

__all__ = ["AuditChain", "AuditEntry", "OutgoingMail"]
