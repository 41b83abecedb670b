"""The base world: shared, read-only registers of synthetic records, drawn from a seed.

`shares` says how many records of each register there are; `persons`, `documents`, `things`, `traces` and `goods` draw them;
`registers` lists the registers; `storing` writes rows; `building` makes a whole world; `trade` draws companies, shipments and payments.
"""
