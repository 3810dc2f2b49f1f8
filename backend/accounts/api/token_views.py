"""Personal API tokens of the account that asks."""

from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import ValidationError
from rest_framework.permissions import BasePermission
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.api.session_views import PRIVATE, account_of
from accounts.api.token_serializers import (
    NewTokenSerializer,
    TokenCreateSerializer,
    TokenListSerializer,
    TokenSerializer,
)
from accounts.models import ApiToken
from accounts.models.token import CEILINGS, Scope
from accounts.tokens import TOKENS_MAX, TooManyTokens, token_create, token_revoke
from api.errors import Conflict
from api.permissions import IsSignedIn
from api.roles import Role, ceiling_of
from api.schema import CONFLICT


class MayManageTokens(BasePermission):
    """A session, or a token of the scope admin: a lesser one must not make itself a successor."""

    message = "This needs a session, or a token of the scope admin."

    def has_permission(self, request: Request, view: APIView) -> bool:
        return ceiling_of(request) in (None, Role.ADMINISTRATOR)


class TokenListView(APIView):
    """All of them."""

    permission_classes = [IsSignedIn, MayManageTokens]

    @extend_schema(operation_id="tokens_list", responses=TokenListSerializer)
    def get(self, request: Request) -> Response:
        """List my tokens, newest first, with those that are revoked or have expired."""
        tokens = ApiToken.objects.filter(user=account_of(request)).order_by("-created_at", "-id")
        return Response({"results": TokenSerializer(tokens, many=True).data}, headers=PRIVATE)

    @extend_schema(
        operation_id="tokens_create", request=TokenCreateSerializer, responses={201: NewTokenSerializer, 409: CONFLICT}
    )
    def post(self, request: Request) -> Response:
        """Make a token. Its text is in this answer and never again."""
        user = account_of(request)
        given = TokenCreateSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        scope = Scope(given.validated_data.pop("scope"))
        if CEILINGS[scope] > (user.role or 0):
            raise ValidationError({"scope": ["Your own role does not go so far: ask for less."]})
        try:
            token, text = token_create(user=user, scope=scope, **given.validated_data)
        except TooManyTokens as error:
            raise Conflict(f"You have {TOKENS_MAX} tokens that work: revoke one first.") from error
        return Response({**TokenSerializer(token).data, "token": text}, status=201, headers=PRIVATE)


class TokenDetailView(APIView):
    """One of them."""

    permission_classes = [IsSignedIn, MayManageTokens]

    @extend_schema(operation_id="tokens_revoke", request=None, responses={204: None})
    def delete(self, request: Request, token_id: int) -> Response:
        """Revoke one of my tokens: it works no longer, and stays in the list."""
        token_revoke(user=account_of(request), token_id=token_id)
        return Response(status=204)
