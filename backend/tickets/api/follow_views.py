"""Following a ticket by its link."""

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.exceptions import NotFound
from rest_framework.permissions import AllowAny, BasePermission
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from api.permissions import has_role
from api.roles import Role
from api.schema import ErrorSerializer
from tickets.api.follow_serializers import FollowedTicketSerializer, FollowTokenSerializer
from tickets.following import NotFollowed, follow_token, followed_ticket
from tickets.models import Ticket

# A header, because addresses end up in logs and histories.
FOLLOW_TOKEN = OpenApiParameter(
    "X-Follow-Token", OpenApiTypes.STR, OpenApiParameter.HEADER, required=True, description="What stands behind the #."
)
PRIVATE = {"Cache-Control": "no-store"}


class MayHandOut(BasePermission):
    """An agent: a link lets others in, which is more than reading."""

    message = "Only an agent may do this."

    def has_permission(self, request: Request, view: APIView) -> bool:
        return has_role(request, Role.AGENT)


class FollowView(APIView):
    """A ticket as who submitted it follows it."""

    authentication_classes = []  # the token says all: who is signed in makes no difference
    permission_classes = [AllowAny]
    throttle_scopes = {"GET": "follow"}

    @extend_schema(
        operation_id="follow_read",
        parameters=[FOLLOW_TOKEN],
        responses={
            200: FollowedTicketSerializer,
            404: OpenApiResponse(
                ErrorSerializer, "A wrong token, or a ticket that has been deleted: they look the same."
            ),
        },
    )
    def get(self, request: Request) -> Response:
        """The ticket that the token was made for, and how its status went."""
        try:
            ticket = followed_ticket(request.headers.get("X-Follow-Token", ""))
        except NotFollowed as error:
            raise NotFound("This link leads to no ticket.") from error
        return Response(FollowedTicketSerializer(ticket).data, headers=PRIVATE)


class TicketFollowView(APIView):
    """The link of one ticket."""

    permission_classes = [MayHandOut]

    @extend_schema(operation_id="tickets_follow", responses=FollowTokenSerializer)
    def get(self, request: Request, ticket_id: int) -> Response:
        """The token for the link, to be handed to who asked. There is no other way to take it back than a new key."""
        if not Ticket.objects.filter(pk=ticket_id).exists():
            raise NotFound
        return Response({"token": follow_token(ticket_id)}, headers=PRIVATE)
