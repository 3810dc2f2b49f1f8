"""What somebody who reads the log of a start should know: told by one worker for all."""

import structlog
from django.conf import settings

from llm.registry import announce as announce_models

log = structlog.get_logger("desk")


def announce() -> None:
    """Says which models are asked, and warns if the desk is open."""
    announce_models(settings.LLM)
    if settings.DESK_OPEN:
        log.warning(
            "desk_open", meaning="anybody who reaches this port may do anything without signing in: for trying out only"
        )
