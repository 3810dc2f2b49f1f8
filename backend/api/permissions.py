"""Who may call what. The default is: agents only."""

from typing import TYPE_CHECKING

from django.conf import settings
from rest_framework.permissions import BasePermission
from rest_framework.request import Request

if TYPE_CHECKING:  # rest_framework.views imports this module through its settings
    from rest_framework.views import APIView


class IsAgent(BasePermission):
    """A signed-in agent; anybody while the desk is open (`DESK_OPEN`, development only)."""

    message = "Sign in as an agent to do this."

    def has_permission(self, request: Request, view: "APIView") -> bool:
        return settings.DESK_OPEN or bool(request.user and request.user.is_authenticated)


class IsAdministrator(BasePermission):
    """A signed-in administrator; anybody while the desk is open."""

    message = "Only an administrator may do this."

    def has_permission(self, request: Request, view: "APIView") -> bool:
        return settings.DESK_OPEN or bool(request.user and request.user.is_authenticated and request.user.is_staff)
