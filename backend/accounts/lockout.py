"""What somebody hears who guessed a password too often: the same for accounts that there are and are not."""

import math
from datetime import timedelta
from typing import Any

from axes.models import AccessAttempt  # type: ignore[import-untyped]
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from api.errors import plain_error
from api.refusals import address_of


def locked_address(request: HttpRequest) -> str | None:
    """django-axes' AXES_CLIENT_IP_CALLABLE: whose failures are counted together, as throttles count them.

    Of an IPv6 address its /64 by that network's first address, since axes keeps addresses and no networks: whoever has
    one address has them all. None for a request that came from nowhere, as code signs somebody in.
    """
    return address_of(request).partition("/")[0] if "REMOTE_ADDR" in request.META else None


def locked_out(request: HttpRequest, original_response: HttpResponse | None, credentials: Any) -> HttpResponse:
    """django-axes' AXES_LOCKOUT_CALLABLE: 429 with Retry-After."""
    cool_off: timedelta = settings.AXES_COOLOFF_TIME
    last = (
        AccessAttempt.objects.filter(username=(credentials or {}).get("username"), ip_address=locked_address(request))
        .order_by("-attempt_time", "-id")
        .values_list("attempt_time", flat=True)
        .first()
    )
    left = (last + cool_off - timezone.now()) if last else cool_off
    response = plain_error(
        request,
        429,
        "throttled",
        "Too many failed attempts to sign in: wait before you try again, even if you are right.",
    )
    response["Retry-After"] = str(max(1, math.ceil(left.total_seconds())))
    return response
