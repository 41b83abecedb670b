from sandbox.views.persons.pages import person_open, person_query, person_record, persons

__all__ = ["person_open", "person_query", "person_record", "persons"]
