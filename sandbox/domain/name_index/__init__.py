"""The stored index of names: words, pairs of words and dates of birth lead to persons, in any database.

`packing` makes numbers of them, `writer` fills the tables, `vocabulary` holds the words in memory that is shared between processes,
`planning` turns a name that is asked into numbers to look up, `lookup` looks them up.
"""
