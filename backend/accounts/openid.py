"""The organisation's own provider of sign-in (OpenID Connect)."""

from dataclasses import dataclass

from api.roles import Role


@dataclass(frozen=True, slots=True)
class OpenId:
    """The provider, and the role of those whom it knows and the desk does not (None: they are turned away)."""

    issuer: str
    client_id: str
    client_secret: str
    name: str
    new_accounts: Role | None
