"""Sign-in by the organisation's own provider (OpenID Connect), from the environment."""

from django.core.exceptions import ImproperlyConfigured

from accounts.openid import OpenId
from api.roles import Role
from config.env import env, secret

_NEW_ACCOUNTS = {"": None, "read-only": Role.READ_ONLY, "agent": Role.AGENT}


def openid() -> OpenId | None:
    """None where no provider is configured. Raises ImproperlyConfigured for half a configuration."""
    issuer: str = env.str("OIDC_ISSUER", default="")
    if not issuer:
        return None
    client_id, client_secret = env.str("OIDC_CLIENT_ID", default=""), secret("OIDC_CLIENT_SECRET")
    if not client_id or not client_secret:
        raise ImproperlyConfigured("OIDC_ISSUER is set: set OIDC_CLIENT_ID and OIDC_CLIENT_SECRET too.")
    new_accounts = env.str("OIDC_NEW_ACCOUNTS", default="")
    if new_accounts not in _NEW_ACCOUNTS:
        raise ImproperlyConfigured("OIDC_NEW_ACCOUNTS must be agent, read-only or empty (nobody new is let in).")
    name = env.str("OIDC_NAME", default="") or "single sign-on"
    return OpenId(issuer, client_id, client_secret, name, _NEW_ACCOUNTS[new_accounts])
