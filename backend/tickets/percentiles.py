"""PostgreSQL's percentiles, which Django's ORM lacks."""

from typing import Any

from django.db.models import Aggregate, DurationField


class PercentileCont(Aggregate):
    """The interpolated percentile of a duration; None over no rows."""

    function = "percentile_cont"
    template = "%(function)s(%(fraction)s) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = DurationField()

    def __init__(self, expression: Any, *, fraction: float) -> None:
        if not 0 <= fraction <= 1:
            raise ValueError(f"A fraction lies between 0 and 1, not {fraction}.")
        super().__init__(expression, fraction=repr(float(fraction)))
