"""The register of persons: asked by name, it answers with candidates and reasons, and never with a hit."""

from sandbox.domain.persons.asking import REGISTER, open_person, query_persons
from sandbox.domain.persons.search import PersonKeys, search_persons

__all__ = ["REGISTER", "PersonKeys", "open_person", "query_persons", "search_persons"]
