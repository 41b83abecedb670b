from college.organisations.models.organisation import MailDomain, Membership, Organisation

__all__ = ["MailDomain", "Membership", "Organisation"]
