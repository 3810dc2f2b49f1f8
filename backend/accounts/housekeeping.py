"""What accounts leave behind is deleted: sessions that ended, records of sign-ins, counts of requests.

And what was sealed by an earlier key, or by none, is sealed by today's.
"""

from datetime import timedelta

from axes.models import AccessAttempt, AccessLog  # type: ignore[import-untyped]
from django.contrib.sessions.models import Session
from django.utils import timezone

from accounts.second_factor import second_factors_cover
from api.counting import delete_expired as delete_expired_counts

# How long the records of sign-ins are kept: long enough to look into an incident, no longer.
SIGN_INS_KEPT = timedelta(days=90)


def tidy_up() -> dict[str, int]:
    """Does it, and returns how many rows of each kind."""
    now = timezone.now()
    return {
        "sessions": Session.objects.filter(expire_date__lt=now).delete()[0],
        "sign_ins": AccessLog.objects.filter(attempt_time__lt=now - SIGN_INS_KEPT).delete()[0],
        "failed_sign_ins": AccessAttempt.objects.filter(attempt_time__lt=now - SIGN_INS_KEPT).delete()[0],
        "throttle_counts": delete_expired_counts(),
        **second_factors_cover(),
    }
