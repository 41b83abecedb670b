from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from college.organisations.domain.organisation import verify_organisation
from college.organisations.models import MailDomain, Organisation


class OrganisationForm(WagtailAdminModelForm):
    """An organisation with the mail domains that the college has checked."""

    domains = forms.CharField(
        label=_("Verified mail domains"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "One a line, in small letters. People with an address there are admitted at once if this is a law-enforcement agency."
        ),
    )
    verify = forms.BooleanField(
        label=_("The college has verified this organisation"),
        required=False,
        help_text=_("Evidence has been seen and filed. This cannot be taken back here."),
    )

    class Meta:
        model = Organisation
        fields = ["name", "slug", "sector", "country"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["verify"].initial = self.instance.is_verified
            self.fields["domains"].initial = "\n".join(
                self.instance.mail_domains.filter(is_verified=True).values_list("domain", flat=True)
            )

    def clean_domains(self) -> list[str]:
        field = MailDomain._meta.get_field("domain")
        domains = [line.strip().lower() for line in self.cleaned_data["domains"].splitlines() if line.strip()]
        for domain in domains:
            field.run_validators(domain)
            if MailDomain.objects.filter(domain=domain).exclude(organisation=self.instance.pk).exists():
                raise forms.ValidationError(
                    _("%(domain)s belongs to another organisation."), code="domain_taken", params={"domain": domain}
                )
        return domains

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if cleaned.get("domains") and not cleaned.get("verify"):
            self.add_error(
                "verify", _("Mail domains count only for a verified organisation: tick this, or remove them.")
            )
        return cleaned

    def save(self, commit: bool = True) -> Organisation:
        organisation: Organisation = super().save(commit=commit)
        if commit and self.cleaned_data["verify"]:
            verify_organisation(
                organisation=organisation, domains=self.cleaned_data["domains"], actor=getattr(self, "for_user", None)
            )
        return organisation
