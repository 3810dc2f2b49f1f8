"""Of some roles a second factor is demanded: until it is set up, an account may do nothing else (decision 0033)."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from accounts.models import User
from accounts.second_factor import has_second_factor
from api.errors import plain_error
from api.roles import Role

CODE = "second_factor_required"
MESSAGE = "Your role needs a second factor: set it up first, at /api/session/second-factor/."

# What leads to a second factor, and what asks nobody who they are. All else is refused, also what is yet to come.
REACHABLE = frozenset(
    {
        *("session", "session-password", "session-password-by-link", "session-openid", "session-openid-callback"),
        *("second-factor", "second-factor-confirm", "second-factor-remove"),
        *("livez", "healthz", "readyz", "errors", "csp-reports", "follow"),
    }
)


def demands_second_factor(role: Role | None) -> bool:
    """Whether accounts of this role must have one."""
    required: Role | None = settings.SECOND_FACTOR_REQUIRED
    return required is not None and (role or 0) >= required


def lacks_second_factor(user: User) -> bool:
    """Whether the account must have a second factor and has none.

    One without a password only comes in by the organisation's provider, whose business that is then.
    """
    return demands_second_factor(user.role) and user.has_usable_password() and not has_second_factor(user)


class SecondFactorMiddleware:
    """Refuses a session whose account lacks its second factor. Tokens: accounts.authentication."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """403 in the API; the admin site's visitors are sent to the web app, which leads them to the set-up."""
        match = request.resolver_match
        if settings.SECOND_FACTOR_REQUIRED is None or match is None or match.view_name in REACHABLE:
            return None
        if settings.SESSION_COOKIE_NAME not in request.COOKIES:
            return None
        if not (isinstance(request.user, User) and lacks_second_factor(request.user)):
            return None
        if match.namespace == "admin":
            return HttpResponseRedirect("/")
        return plain_error(request, 403, CODE, MESSAGE)
