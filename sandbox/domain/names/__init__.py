"""Comparing and finding names in any script. Pure: no database, no settings.

`keys.prepare` reads a name once, `scoring.compare` and `scoring.score` set two against each other, `evidence` adds dates of birth
and countries, `index.NameIndex` finds candidates among many.
"""
