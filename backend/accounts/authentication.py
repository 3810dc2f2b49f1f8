"""`Authorization: Bearer`, for programs."""

from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed, PermissionDenied
from rest_framework.request import Request

from accounts.models import ApiToken, User
from accounts.second_factor_demand import CODE, MESSAGE, lacks_second_factor
from accounts.tokens import token_use


class BearerAuthentication(BaseAuthentication):
    """A personal API token. Needs no CSRF token: no browser sends one by itself.

    First among the authentication classes, so that who is not signed in gets 401 and not 403.
    """

    def authenticate(self, request: Request) -> tuple[User, ApiToken] | None:
        """The token's owner. Raises AuthenticationFailed for a token that does not work.

        Raises PermissionDenied for one whose owner lacks a second factor: who has the password alone could make it.
        """
        scheme, _, text = get_authorization_header(request).partition(b" ")
        if scheme.lower() != b"bearer":
            return None
        token = token_use(text.strip().decode("latin-1"))
        if token is None:
            raise AuthenticationFailed("This token is unknown, expired or revoked.")
        if lacks_second_factor(token.user):
            raise PermissionDenied(MESSAGE, CODE)
        return token.user, token

    def authenticate_header(self, request: Request) -> str:
        return "Bearer"
