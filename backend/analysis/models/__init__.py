"""Runs, their tickets, and what was found over all of them."""

from analysis.models.reduce_step import ReduceStep
from analysis.models.run import Run
from analysis.models.run_ticket import RunTicket
from analysis.models.theme import Theme

__all__ = ["ReduceStep", "Run", "RunTicket", "Theme"]
