from sandbox.models.artwork import ArtworkRecord
from sandbox.models.exercise import Exercise, ExercisePermit, ExerciseVersion
from sandbox.models.person import NameIndex, NameKey, NameWord, PersonRecord
from sandbox.models.partner import PartnerAlert, PartnerCheck, PartnerKey
from sandbox.models.product import ProductItem
from sandbox.models.run import Run, RunEvent
from sandbox.models.world import RegisterQuery, World, WorldChunk
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

__all__ = [
    "AdministrativeDocumentRecord",
    "DnaKey",
    "DnaRecord",
    "ArtworkRecord",
    "Exercise",
    "ExercisePermit",
    "ExerciseVersion",
    "NameIndex",
    "NameKey",
    "NameWord",
    "PersonRecord",
    "PartnerAlert",
    "PartnerCheck",
    "PartnerKey",
    "ProductItem",
    "FingerprintRecord",
    "FirearmRecord",
    "NoticedDocumentRecord",
    "RecordTombstone",
    "RegisterQuery",
    "Run",
    "RunEvent",
    "TravelDocumentRecord",
    "VehicleRecord",
    "World",
    "WorldChunk",
]
