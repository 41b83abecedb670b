from sandbox.models.exercise import Exercise, ExercisePermit, ExerciseVersion
from sandbox.models.partner import PartnerAlert, PartnerCheck, PartnerKey
from sandbox.models.product import ProductItem
from sandbox.models.registers import (
    AdministrativeDocumentRecord,
    DnaKey,
    DnaRecord,
    FingerprintRecord,
    FirearmRecord,
    NoticedDocumentRecord,
    RecordTombstone,
    TravelDocumentRecord,
    VehicleRecord,
)
from sandbox.models.run import Run, RunEvent
from sandbox.models.world import RegisterQuery, World

__all__ = [
    "AdministrativeDocumentRecord",
    "DnaKey",
    "DnaRecord",
    "Exercise",
    "ExercisePermit",
    "ExerciseVersion",
    "FingerprintRecord",
    "FirearmRecord",
    "NoticedDocumentRecord",
    "PartnerAlert",
    "PartnerCheck",
    "PartnerKey",
    "ProductItem",
    "RecordTombstone",
    "RegisterQuery",
    "Run",
    "RunEvent",
    "TravelDocumentRecord",
    "VehicleRecord",
    "World",
]
