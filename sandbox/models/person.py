"""Persons on record, and the stored index by which their names are found."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sandbox.enums import EyeColour, HairColour, Offence, PersonStatus, Sex
from sandbox.models.record import RegisterRecord


def _list_nothing() -> list[dict[str, str]]:
    return []


class PersonRecord(RegisterRecord):
    """A person on whom a bureau holds a record. Invented, like every name in it.

    A name stands in Latin letters, and as it is written at home where that is another script. A date of birth is as complete as it
    is known: a year alone, a year and a month, or all three.
    """

    family_name = models.CharField(_("family name"), max_length=80, blank=True)
    given_names = models.CharField(_("given names"), max_length=120, blank=True)
    # As the person writes it, whole and in its own order; empty when that is Latin.
    original_name = models.CharField(_("name in its own script"), max_length=200, blank=True)
    sex = models.CharField(_("sex"), max_length=1, choices=Sex, default=Sex.UNKNOWN)
    birth_year = models.PositiveSmallIntegerField(null=True, blank=True)
    birth_month = models.PositiveSmallIntegerField(null=True, blank=True)
    birth_day = models.PositiveSmallIntegerField(null=True, blank=True)
    birth_place = models.CharField(_("place of birth"), max_length=60, blank=True)
    birth_country = models.CharField(max_length=3, blank=True)
    # Codes with a space between: "QMB QMK"; languages by ISO 639-1.
    nationalities = models.CharField(max_length=24, blank=True)
    languages = models.CharField(max_length=24, blank=True)
    height = models.PositiveSmallIntegerField(_("height in centimetres"), null=True, blank=True)
    hair = models.CharField(max_length=8, choices=HairColour, blank=True)
    eyes = models.CharField(max_length=8, choices=EyeColour, blank=True)
    marks = models.CharField(_("distinguishing marks"), max_length=200, blank=True)
    status = models.CharField(_("status"), max_length=12, choices=PersonStatus)
    offence = models.CharField(_("offence"), max_length=20, choices=Offence, blank=True)
    notice_reference = models.CharField(max_length=24, blank=True)
    # Of aliases: name, and original_name where it differs. Of kin: relation, name.
    aliases = models.JSONField(default=_list_nothing, blank=True)
    kin = models.JSONField(default=_list_nothing, blank=True)

    class Meta(RegisterRecord.Meta):
        constraints: ClassVar[list[Any]] = [
            *RegisterRecord.Meta.constraints,
            models.CheckConstraint(condition=Q(sex__in=Sex.values), name="person_sex_known"),
            models.CheckConstraint(condition=Q(status__in=PersonStatus.values), name="person_status_known"),
            models.CheckConstraint(
                condition=Q(birth_day__isnull=True) | Q(birth_month__isnull=False), name="person_birth_day_has_month"
            ),
            models.CheckConstraint(
                condition=Q(birth_month__isnull=True) | Q(birth_year__isnull=False), name="person_birth_month_has_year"
            ),
        ]

    @property
    def name(self) -> str:
        """The whole name in Latin letters, given names first."""
        return f"{self.given_names} {self.family_name}".strip()


class NameWord(models.Model):
    """A distinct word of the names of one base world, numbered from 1 in each: as `names.keys.canonise` writes it, or a spelling of that.

    Names are kept by their canonical words; spellings are there to be found by what was typed.
    """

    world = models.ForeignKey("sandbox.World", on_delete=models.CASCADE, related_name="+", db_index=False)
    number = models.PositiveIntegerField()
    text = models.CharField(max_length=40)
    # The number of the canonical word; its own if it is one.
    canonical_number = models.PositiveIntegerField()
    # The consonants, by which scripts without vowels are compared; `is_bare` when the word came from such a script.
    skeleton = models.CharField(max_length=40, blank=True)
    is_bare = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["world", "number"], name="name_word_number_once_in_a_world")]

    def __str__(self) -> str:
        return self.text


class NameKey(models.Model):
    """One way to a person: two words of a name, or a word and a date of birth, packed into a number (`names.stored`).

    No relations and no id of its own: there are about five a person. Rows of a person that is gone lead nowhere.
    """

    pk = models.CompositePrimaryKey("key", "person_number")
    key = models.BigIntegerField()
    person_number = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.key} → {self.person_number}"


class NameIndex(models.Model):
    """How far the names of a base world are indexed. `digest` is that of its words in their order."""

    world = models.OneToOneField("sandbox.World", on_delete=models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64, blank=True)
    word_count = models.PositiveIntegerField(default=0)
    last_person = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.world_id}: {self.word_count}"
