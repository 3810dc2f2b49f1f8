"""Who else looks at a ticket, or changes it."""

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from api.throttling import DeskThrottle
from postgresql.stored import bears_repetition
from tickets.api.presence_serializers import HeartbeatSerializer, LookSerializer, PresenceSerializer, TabSerializer
from tickets.presence import Other, presence_leave, presence_look, presence_stay

PRIVATE = {"Cache-Control": "no-store"}


class OnlyStrangers(DeskThrottle):
    """Counts nothing for accounts: a tab that is left open must not use up what its account may change."""

    def allow_request(self, request: Request, view: APIView) -> bool:
        return bool(request.user.is_authenticated) or super().allow_request(request, view)


class TicketPresenceView(APIView):
    """The tabs in which a ticket is open."""

    throttle_classes = [OnlyStrangers]
    throttle_scopes = {"PUT": "presence", "DELETE": "presence"}

    @extend_schema(operation_id="tickets_presence_look", parameters=[LookSerializer], responses=PresenceSerializer)
    def get(self, request: Request, ticket_id: int) -> Response:
        """Look who has the ticket open, without being seen."""
        given = LookSerializer(data=request.query_params)
        given.is_valid(raise_exception=True)
        tab = given.validated_data.get("tab")
        return _told(presence_look(ticket_id=ticket_id, tab=tab, account=request.user.pk))

    @extend_schema(operation_id="tickets_presence_stay", request=HeartbeatSerializer, responses=PresenceSerializer)
    def put(self, request: Request, ticket_id: int) -> Response:
        """Say that the ticket is open in this tab, and look who else has it open. Changes nothing of the ticket."""
        bears_repetition(request._request)
        given = HeartbeatSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        return _told(presence_stay(ticket_id=ticket_id, account=request.user.pk, **given.validated_data))

    @extend_schema(operation_id="tickets_presence_leave", parameters=[TabSerializer], responses={204: None})
    def delete(self, request: Request, ticket_id: int) -> Response:
        """Say that the ticket is no longer open in this tab. `tab` may also stand in a JSON body."""
        bears_repetition(request._request)
        given = TabSerializer(data=request.query_params if "tab" in request.query_params else request.data)
        given.is_valid(raise_exception=True)
        presence_leave(ticket_id=ticket_id, tab=given.validated_data["tab"], account=request.user.pk)
        return Response(status=204)


def _told(others: list[Other]) -> Response:
    return Response(PresenceSerializer({"others": others}).data, headers=PRIVATE)
