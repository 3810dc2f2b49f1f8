"""Signing in by the organisation's provider: a browser is sent there and comes back."""

from functools import cache

import structlog
from authlib.common.errors import AuthlibBaseError  # type: ignore[import-untyped]
from authlib.integrations.django_client import DjangoOAuth2App, OAuth  # type: ignore[import-untyped]
from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET
from joserfc.errors import JoseError
from requests import RequestException

from accounts.identities import NotLetIn, account_for
from accounts.openid import OpenId
from api.counting import count
from api.refusals import address_of, too_many

log = structlog.get_logger("desk.accounts")

# Seconds that the provider may take for an answer.
_TIMEOUT = 5
# In the session, while the browser is at the provider: where it was, to be led back there.
_NEXT = "openid_next"
_FIRST_PAGE = "/"
# Characters: as long as our own addresses get with every filter set.
_NEXT_MAX = 2_000
# Refused, forged, out of reach, or not what a provider answers.
_FAILURES = (AuthlibBaseError, JoseError, RequestException, KeyError, TypeError, ValueError, RuntimeError)


@never_cache
@require_GET
def begin(request: HttpRequest) -> HttpResponse:
    """Send the browser to the provider, with state, nonce and PKCE in its session.

    `next` is the path to come back to; anything but a path of this origin is the app's first page.
    """
    provider = _provider()
    if wait := count("login", f"ip:{address_of(request)}"):
        return too_many(request, wait)
    wanted = _own_path(request.GET.get("next", ""))
    try:
        answer: HttpResponse = _client(provider).authorize_redirect(request, _callback())
    except _FAILURES as error:
        return _failed(error, wanted)
    request.session[_NEXT] = wanted
    return answer


@never_cache
@require_GET
def callback(request: HttpRequest) -> HttpResponse:
    """Sign in whom the provider vouches for, and lead back into the app; otherwise to its sign-in page, which says why.

    Who is not let in may try again, and comes back to the same place then.
    """
    provider = _provider()
    if wait := count("login", f"ip:{address_of(request)}"):
        return too_many(request, wait)
    demanded = {
        "iss": {"essential": True, "value": provider.issuer},
        "aud": {"essential": True, "value": provider.client_id},
    }
    wanted = request.session.get(_NEXT, _FIRST_PAGE)
    try:
        token = _client(provider).authorize_access_token(request, claims_options=demanded)
        user = account_for(claims=token["userinfo"], new_accounts=provider.new_accounts)
    except NotLetIn:
        return _sign_in_page("no_account", wanted)
    except _FAILURES as error:
        return _failed(error, wanted)
    request.session.pop(_NEXT, None)
    login(request, user, backend="accounts.backends.DeskBackend")
    return HttpResponseRedirect(wanted)


def _own_path(address: str) -> str:
    own = address.startswith("/") and len(address) <= _NEXT_MAX and address.isprintable()
    return address if own and url_has_allowed_host_and_scheme(address, allowed_hosts=None) else _FIRST_PAGE


def _failed(error: Exception, wanted: str) -> HttpResponse:
    log.warning("openid_failed", error=type(error).__name__, detail=str(error)[:200])
    return _sign_in_page("openid_failed", wanted)


def _sign_in_page(problem: str, wanted: str) -> HttpResponse:
    query = {"error": problem} | ({"next": wanted} if wanted != _FIRST_PAGE else {})
    return HttpResponseRedirect(f"/sign-in?{urlencode(query)}")


def _provider() -> OpenId:
    if settings.OPENID is None:
        raise Http404
    provider: OpenId = settings.OPENID
    return provider


def _callback() -> str:
    """Where the provider sends the browser back to: from settings, so that no Host header can choose it."""
    return f"{settings.DESK_URL}{reverse('session-openid-callback')}"


@cache
def _client(provider: OpenId) -> DjangoOAuth2App:
    return OAuth().register(
        "openid",
        client_id=provider.client_id,
        client_secret=provider.client_secret,
        server_metadata_url=f"{provider.issuer.rstrip('/')}/.well-known/openid-configuration",
        client_kwargs={
            "scope": "openid profile email",
            "code_challenge_method": "S256",
            "default_timeout": _TIMEOUT,
        },
    )
