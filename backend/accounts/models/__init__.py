"""Accounts, and the tokens by which programs act for them."""

from accounts.models.token import ApiToken
from accounts.models.user import User

__all__ = ["ApiToken", "User"]
