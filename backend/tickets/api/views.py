"""The tickets: list, create, read, change, delete."""

from typing import Any

from django.http import HttpResponse
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.exceptions import ValidationError
from rest_framework.permissions import BasePermission
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from api.errors import Conflict, Unavailable
from api.permissions import IsAdministrator, IsAgent, MaySubmit, has_role
from api.renderers import written
from api.roles import Role
from api.schema import CONFLICT
from replica.reading import from_replica
from tickets.api import schema
from tickets.api.follow_serializers import CreatedTicketSerializer
from tickets.api.queries import list_query
from tickets.api.requests import actor, expected_version, idempotency_key
from tickets.api.serializers import (
    BULK_MAX,
    TicketConflictSerializer,
    TicketCreateSerializer,
    TicketPageSerializer,
    TicketSerializer,
    TicketUpdateSerializer,
)
from tickets.choices import ActorRole, Status
from tickets.drafts import Draft
from tickets.following import follow_token
from tickets.idempotency import KeyReused, create_once
from tickets.listing import Row, list_tickets, read_ticket, row_of
from tickets.models import Ticket
from tickets.search import SearchTimeout, search_tickets
from tickets.services import StaleTicket, ticket_delete, ticket_update, tickets_create


def _with_etag(ticket: Row, status: int = 200, **beside: str) -> HttpResponse:
    return written({**ticket, **beside}, status=status, headers={"ETag": f'"{ticket["version"]}"'})


class TicketListView(APIView):
    """Many tickets."""

    throttle_scopes = {"POST": "submit"}

    def get_permissions(self) -> list[BasePermission]:
        return [MaySubmit() if self.request.method == "POST" else IsAgent()]

    @extend_schema(operation_id="tickets_list", parameters=schema.LIST_PARAMETERS, responses=TicketPageSerializer)
    @from_replica
    def get(self, request: Request) -> HttpResponse:
        """List tickets, newest first; every filter can be combined with every other."""
        query = list_query(request.query_params, account=request.user.pk)
        try:
            page = search_tickets(query) if query.terms else list_tickets(query)
        except SearchTimeout as error:
            raise Unavailable("The search took too long: add a word or a filter.", "search_timeout") from error
        body: dict[str, Any] = {"count": page.count, "next": page.slice.next, "previous": page.slice.previous}
        if page.count_capped:
            body["count_capped"] = True
        if page.search_complete is not None:
            body["search_complete"] = page.search_complete
        return written({**body, "results": page.slice.rows})

    @extend_schema(
        operation_id="tickets_create",
        parameters=[schema.IDEMPOTENCY_KEY],
        request=schema.one_or_many(TicketCreateSerializer),
        responses={201: schema.one_or_many(CreatedTicketSerializer, each=TicketSerializer), 409: CONFLICT},
    )
    def post(self, request: Request) -> HttpResponse:
        """Create a ticket, or with a JSON array up to 1,000 of them: all or none.

        Many at once, and a `status` other than open, are for agents only.
        """
        many = isinstance(request.data, list)
        if many and not has_role(request, Role.AGENT):
            self.permission_denied(request, "Sign in as an agent to create many tickets at once.")
        bulk: dict[str, Any] = {"many": True, "allow_empty": False, "max_length": BULK_MAX} if many else {}
        given = TicketCreateSerializer(data=request.data, **bulk)
        key = idempotency_key(request)
        given.is_valid(raise_exception=True)
        if not many:
            self._demand_open(request, given.validated_data)
        drafts = [Draft(**values) for values in (given.validated_data if many else [given.validated_data])]

        def create() -> list[Ticket]:
            return tickets_create(drafts=drafts, actor=actor(request, ActorRole.REQUESTER))

        if key is None:
            tickets, replayed = create(), False
        else:
            try:
                tickets, replayed = create_once(key=key, body=request.data, create=create)
            except KeyReused as error:
                message = "This Idempotency-Key came before with another body: use a new key for a new request."
                raise Conflict(message, code="idempotency_conflict") from error
        response = self._created(tickets, many)
        if replayed:
            response["Idempotent-Replayed"] = "true"
        return response

    def _demand_open(self, request: Request, values: dict[str, Any]) -> None:
        """Raises ValidationError for another status of somebody who is no agent: such a ticket might go unseen."""
        if values.get("status", Status.OPEN) != Status.OPEN and not has_role(request, Role.AGENT):
            message = "Only an agent may choose a status: leave it out, and the ticket is open."
            raise ValidationError({"status": [message]})

    def _created(self, tickets: list[Ticket], many: bool) -> HttpResponse:
        if many:
            return written([row_of(ticket) for ticket in tickets], status=201)
        if not tickets:
            message = "The ticket that this Idempotency-Key created has been deleted since."
            raise Conflict(message, code="idempotency_conflict")
        return _with_etag(row_of(tickets[0]), status=201, follow_token=follow_token(tickets[0].pk))


class TicketDetailView(APIView):
    """One ticket."""

    def get_permissions(self) -> list[BasePermission]:
        return [IsAdministrator() if self.request.method == "DELETE" else IsAgent()]

    @extend_schema(operation_id="tickets_read", responses=TicketSerializer)
    def get(self, request: Request, ticket_id: int) -> HttpResponse:
        """Read a ticket. The ETag is its version."""
        return _with_etag(read_ticket(ticket_id))

    @extend_schema(
        operation_id="tickets_update",
        parameters=[schema.IF_MATCH],
        request=TicketUpdateSerializer,
        responses={
            200: TicketSerializer,
            409: OpenApiResponse(TicketConflictSerializer, "Somebody else changed it first: nothing was overwritten."),
        },
    )
    def patch(self, request: Request, ticket_id: int) -> HttpResponse:
        """Change some fields of a ticket, unless it was changed since the given version."""
        given = TicketUpdateSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        changes = dict(given.validated_data)
        version = expected_version(request, changes.pop("version", None))
        try:
            ticket = ticket_update(
                ticket_id=ticket_id, changes=changes, actor=actor(request, ActorRole.AGENT), version=version
            )
        except StaleTicket as error:
            message = "Somebody else changed this ticket in the meantime. Nothing was overwritten: look at `current`."
            raise Conflict(message, extra={"current": row_of(error.current)}) from error
        return _with_etag(row_of(ticket))

    @extend_schema(operation_id="tickets_delete", responses={204: None})
    def delete(self, request: Request, ticket_id: int) -> Response:
        """Delete a ticket and its history."""
        ticket_delete(ticket_id=ticket_id, actor=actor(request, ActorRole.AGENT))
        return Response(status=204)
