from sandbox.models.exercise import Exercise, ExercisePermit, ExerciseVersion
from sandbox.models.person import NameIndex, NameKey, NameWord, PersonRecord
from sandbox.models.partner import PartnerAlert, PartnerCheck, PartnerKey
from sandbox.models.product import ProductItem
from sandbox.models.run import Run, RunEvent
from sandbox.models.world import RegisterQuery, TravelDocumentRecord, World, WorldChunk

__all__ = [
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
    "RegisterQuery",
    "Run",
    "RunEvent",
    "TravelDocumentRecord",
    "World",
    "WorldChunk",
]
