"""Documents linked to notices that a run's world plants in its overlay."""

from sandbox.domain.invention import fold_number
from sandbox.domain.worlds import RunWorld
from sandbox.models import NoticedDocumentRecord, Run


def plant_noticed(run: Run, world: RunWorld) -> None:
    """Write the planted records that have a notice's colour into the run's overlay. Nothing without them."""
    planted = [record for record in world.records.values() if not record.kind and "colour" in record.values]
    if not planted:
        return
    NoticedDocumentRecord.objects.bulk_create(
        NoticedDocumentRecord(
            run=run,
            reference=record.reference,
            number=record.values["number"],
            folded_number=fold_number(record.values["number"]),
            country=record.values["country"],
            document_type=record.values["document_type"],
            notice_reference=record.values["national_reference"],
            colour=record.values["colour"],
            owner_bureau=record.values["issuer"],
            recorded_on=record.values["recorded_on"],
            review_on=record.values["review_on"],
        )
        for record in planted
    )
