"""Accounts, who they are elsewhere, and the tokens by which programs act for them."""

from accounts.models.authenticator import Authenticator
from accounts.models.identity import ExternalIdentity
from accounts.models.token import ApiToken
from accounts.models.user import User

__all__ = ["ApiToken", "Authenticator", "ExternalIdentity", "User"]
