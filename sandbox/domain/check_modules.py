"""Every check that a definition may name: importing the modules makes them known."""

from sandbox.domain import (
    chart_checks,
    conduct_checks,
    desk_checks,
    entry_checks,
    notice_checks,
    notice_life_checks,
    partner_checks,
    product_checks,
    register_checks,
    work_checks,
)
from sandbox.domain.checks import CHECKS as CHECKS

MODULES = (
    chart_checks,
    conduct_checks,
    desk_checks,
    entry_checks,
    notice_checks,
    notice_life_checks,
    partner_checks,
    product_checks,
    register_checks,
    work_checks,
)
