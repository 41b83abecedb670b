from sandbox.models.artwork import ArtworkRecord
from sandbox.models.comment import EventComment
from sandbox.models.draft import MessageDraft
from sandbox.models.exercise import Exercise, ExercisePermit, ExerciseVersion
from sandbox.models.partner import PartnerAlert, PartnerCheck, PartnerKey
from sandbox.models.person import NameIndex, NameKey, NameWord, PersonRecord
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
from sandbox.models.screening_list import ScreeningChunk, ScreeningFile, ScreeningList
from sandbox.models.source import ExerciseSource
from sandbox.models.world import RegisterQuery, World, WorldChunk

__all__ = [
    "AdministrativeDocumentRecord",
    "ArtworkRecord",
    "DnaKey",
    "DnaRecord",
    "EventComment",
    "Exercise",
    "ExercisePermit",
    "ExerciseSource",
    "ExerciseVersion",
    "FingerprintRecord",
    "FirearmRecord",
    "MessageDraft",
    "NameIndex",
    "NameKey",
    "NameWord",
    "NoticedDocumentRecord",
    "PartnerAlert",
    "PartnerCheck",
    "PartnerKey",
    "PersonRecord",
    "ProductItem",
    "RecordTombstone",
    "RegisterQuery",
    "Run",
    "RunEvent",
    "ScreeningChunk",
    "ScreeningFile",
    "ScreeningList",
    "TravelDocumentRecord",
    "VehicleRecord",
    "World",
    "WorldChunk",
]
