from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from college.accounts.enums import Sector
from college.core import clock
from college.organisations.enums import MembershipRole


class Organisation(models.Model):
    """An agency or a company whose people study here."""

    name = models.CharField(_("name"), max_length=160, unique=True)
    slug = models.SlugField(_("short name in addresses"), max_length=60, unique=True)
    sector = models.CharField(_("sector"), max_length=12, choices=Sector)
    country = models.CharField(_("country"), max_length=3, help_text=_("Three-letter code, as in a travel document."))
    verified_at = models.DateTimeField(_("verified by the college"), null=True, blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(condition=models.Q(sector__in=Sector.values), name="organisation_sector_known")
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_verified(self) -> bool:
        return self.verified_at is not None

    @property
    def is_law_enforcement(self) -> bool:
        return Sector(self.sector).is_law_enforcement


class MailDomain(models.Model):
    """A mail domain that only this organisation's people have."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="mail_domains")
    domain = models.CharField(
        _("mail domain"),
        max_length=253,
        validators=[RegexValidator(r"^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+$", _("Write the domain alone, in small letters: customs.example."))],
    )  # fmt: skip
    is_verified = models.BooleanField(_("verified"), default=False)

    class Meta:
        constraints = [models.UniqueConstraint(Lower("domain"), name="mail_domain_of_one_organisation")]

    def __str__(self) -> str:
        return self.domain


class Membership(models.Model):
    """A person belongs to an organisation."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=10, choices=MembershipRole, default=MembershipRole.MEMBER)
    since = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "organisation"], name="membership_once"),
            models.CheckConstraint(condition=models.Q(role__in=MembershipRole.values), name="membership_role_known"),
        ]

    def __str__(self) -> str:
        return f"{self.person} – {self.organisation}"
