"""Routes below /api/session/, /api/tokens/ and /api/agents/."""

from django.urls import path

from accounts.api import (
    openid_views,
    schema,  # noqa: F401 -- drf-spectacular finds it once it is imported
)
from accounts.api.agent_views import AgentListView
from accounts.api.password_views import PasswordByLinkView, PasswordView
from accounts.api.second_factor_views import SecondFactorConfirmView, SecondFactorRemoveView, SecondFactorView
from accounts.api.session_views import SessionView
from accounts.api.token_views import TokenDetailView, TokenListView

session = [
    path("", SessionView.as_view(), name="session"),
    path("password/", PasswordView.as_view(), name="session-password"),
    path("second-factor/", SecondFactorView.as_view(), name="second-factor"),
    path("second-factor/confirm/", SecondFactorConfirmView.as_view(), name="second-factor-confirm"),
    path("second-factor/remove/", SecondFactorRemoveView.as_view(), name="second-factor-remove"),
    path("openid/", openid_views.begin, name="session-openid"),
    path("openid/callback/", openid_views.callback, name="session-openid-callback"),
    path("password/link/", PasswordByLinkView.as_view(), name="session-password-by-link"),
]
tokens = [
    path("", TokenListView.as_view(), name="tokens"),
    path("<int:token_id>/", TokenDetailView.as_view(), name="token"),
]
agents = [
    path("", AgentListView.as_view(), name="agents"),
]
