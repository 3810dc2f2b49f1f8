"""The admin site: for administrators only, at settings.ADMIN_PATH, throttled from its first page on."""

from collections.abc import Callable
from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.auth.forms import AuthenticationForm
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase

from accounts.lockout import is_password_of, locked_out
from accounts.models import User
from accounts.second_factor import has_second_factor
from accounts.second_factor_demand import lacks_second_factor
from api.counting import count
from api.refusals import address_of, too_many
from api.roles import Role

ADMIN = "admin"


class PasswordAloneForm(AuthenticationForm):
    """Admits whom `has_permission` then turns away, but nobody who has a second factor: that is asked for elsewhere."""

    def confirm_login_allowed(self, user: Any) -> None:
        super().confirm_login_allowed(user)
        if has_second_factor(user):
            raise ValidationError("This account has a second factor: sign in to the desk first, then come back.")
        if lacks_second_factor(user):
            raise ValidationError("This account needs a second factor: sign in to the desk first, and set it up there.")


class DeskAdminSite(AdminSite):
    """Accounts, tokens and sign-ins. Tickets are worked in the web app, which keeps their history."""

    site_header = site_title = "Triage Desk"
    index_title = "Administration"
    site_url = "/"
    login_form = PasswordAloneForm

    def has_permission(self, request: HttpRequest) -> bool:
        return getattr(request.user, "role", None) is Role.ADMINISTRATOR

    def admin_view(self, view: Callable[..., HttpResponseBase], cacheable: bool = False) -> Any:
        inner = super().admin_view(view, cacheable)

        def throttled(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            return _too_often(request, ADMIN) or inner(request, *args, **kwargs)

        return throttled

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        refused = _too_often(request, "login") if request.method == "POST" else None
        return refused or super().login(request, extra_context)

    def password_change(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        """Django's own, which would let a stolen session guess the old password without end."""
        if request.method == "POST" and isinstance(request.user, User):
            right = is_password_of(request, request.user, request.POST.get("old_password", ""))
            if not right and getattr(request, "axes_locked_out", False):
                return locked_out(request, None, {"username": request.user.get_username()})
        return super().password_change(request, extra_context)


def _too_often(request: HttpRequest, scope: str) -> HttpResponse | None:
    wait = count(scope, f"ip:{address_of(request)}")
    return None if wait is None else too_many(request, wait)
