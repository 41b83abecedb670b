"""The registers: declared one by one, asked and kept by one framework."""

from sandbox.domain.registers import things, traits
from sandbox.domain.registers.audit import compute_query_hash, verify_queries
from sandbox.domain.registers.declaration import REGISTERS, Agreement, AskField, Register, add_register
from sandbox.domain.registers.documents import open_record, query_documents
from sandbox.domain.registers.keeping import renew_record, restrict_record
from sandbox.domain.registers.ownership import change_record, enter_record, withdraw_record
from sandbox.domain.registers.querying import open_found_record, query_register
from sandbox.domain.registers.retention import purge_registers

# Importing the modules makes their registers known.
MODULES = (things, traits)

__all__ = [
    "REGISTERS", "Agreement", "AskField", "Register", "add_register", "change_record", "compute_query_hash", "enter_record",
    "open_found_record", "open_record", "purge_registers", "query_documents", "query_register", "renew_record", "restrict_record", "verify_queries",
    "withdraw_record",
]  # fmt: skip
