"""Who may call what. The default is: agents only."""

from typing import TYPE_CHECKING

from django.conf import settings
from rest_framework.permissions import SAFE_METHODS, BasePermission
from rest_framework.request import Request

from api.roles import Role, ceiling_of, role_of

if TYPE_CHECKING:  # rest_framework.views imports this module through its settings
    from rest_framework.views import APIView


def has_role(request: Request, needed: Role) -> bool:
    """Whether the request is made in this role or a higher one; always while the desk is open (`DESK_OPEN`)."""
    return settings.DESK_OPEN or (role_of(request) or 0) >= needed


class IsAgent(BasePermission):
    """An agent; for reading, a read-only account will do. Anybody while the desk is open."""

    message = "Only an agent may do this."

    def has_permission(self, request: Request, view: "APIView") -> bool:
        return has_role(request, Role.READ_ONLY if request.method in SAFE_METHODS else Role.AGENT)


class MaySubmit(BasePermission):
    """Anybody; but a token that may change nothing keeps its word even where nobody need sign in."""

    message = "This token may only read."

    def has_permission(self, request: Request, view: "APIView") -> bool:
        ceiling = ceiling_of(request)
        return ceiling is None or ceiling >= Role.AGENT


class IsAdministrator(BasePermission):
    """An administrator; anybody while the desk is open."""

    message = "Only an administrator may do this."

    def has_permission(self, request: Request, view: "APIView") -> bool:
        return has_role(request, Role.ADMINISTRATOR)


class IsSignedIn(BasePermission):
    """An account of its own, whatever its role. An open desk makes no difference: there would be nobody to act on."""

    message = "Sign in to do this."

    def has_permission(self, request: Request, view: "APIView") -> bool:
        return bool(request.user and request.user.is_authenticated)
