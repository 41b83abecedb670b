"""How the people of the invented countries are named. Pure.

Every word is made of syllables by rule (`syllables`), none is taken from a list of real names; each country has a tradition of its own
(`customs`): its script, its order, patronymics, two surnames, particles. `invention.invent_person_name` draws a whole name.
"""

from sandbox.domain.traditions.customs import Tradition, find_tradition
from sandbox.domain.traditions.invention import InventedName, count_words, invent_person_name, list_names

__all__ = ["InventedName", "Tradition", "count_words", "find_tradition", "invent_person_name", "list_names"]
