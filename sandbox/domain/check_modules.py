"""Every check that a definition may name: importing the modules makes them known."""

from sandbox.domain import (
    chart_checks,
    desk_checks,
    notice_checks,
    partner_checks,
    product_checks,
    register_checks,
    work_checks,
)
from sandbox.domain.checks import CHECKS as CHECKS

MODULES = (register_checks, notice_checks, product_checks, partner_checks, desk_checks, work_checks, chart_checks)
