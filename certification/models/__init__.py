from certification.models.award import Award
from certification.models.certificate import Certificate, CertificateDocument, HeldAward, SerialCounter

__all__ = ["Award", "Certificate", "CertificateDocument", "HeldAward", "SerialCounter"]
