"""Every check that a definition may name: importing the modules makes them known."""

from sandbox.domain import (
    conduct_checks,
    desk_checks,
    entry_checks,
    notice_checks,
    notice_life_checks,
    partner_checks,
    product_checks,
    register_checks,
)
from sandbox.domain.checks import CHECKS as CHECKS

MODULES = (
    register_checks, notice_checks, notice_life_checks, product_checks, partner_checks, desk_checks, conduct_checks, entry_checks,
)  # fmt: skip
