"""Every route of the product. Everything else is the web app, which Caddy serves."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path
from drf_spectacular.views import SpectacularRedocView, SpectacularSwaggerSplitView

from accounts.api import urls as accounts_urls
from analysis.api import urls as analysis_urls
from api.csp_reports import CspReportView
from api.schema_view import SchemaView
from telemetry import health
from telemetry.web.views import WebErrorView
from tickets.api.follow_views import FollowView
from triage.api import urls as triage_urls

urlpatterns = [
    # First, because they are asked for most.
    path("api/tickets/", include("tickets.api.urls")),
    path("api/tickets/classify/", include(triage_urls.classify)),
    path("api/tickets/", include(analysis_urls.tickets)),
    path("livez", health.livez, name="livez"),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("servez", health.servez, name="servez"),
    path("api/follow/", FollowView.as_view(), name="follow"),
    path("api/triage/", include(triage_urls)),
    path("api/analyze/", include(analysis_urls)),
    path("api/session/", include(accounts_urls.session)),
    path("api/tokens/", include(accounts_urls.tokens)),
    path("api/agents/", include(accounts_urls.agents)),
    path("api/errors/", WebErrorView.as_view(), name="errors"),
    path("api/csp-reports/", CspReportView.as_view(), name="csp-reports"),
    path("api/schema/", SchemaView.as_view(), name="schema"),
    # Pages say nothing to OPTIONS.
    path("api/docs/", SpectacularSwaggerSplitView.as_view(url_name="schema", metadata_class=None), name="docs"),
    path("api/redoc/", SpectacularRedocView.as_view(url_name="schema", metadata_class=None), name="redoc"),
]

if settings.ADMIN_PATH:
    urlpatterns.append(path(settings.ADMIN_PATH, admin.site.urls))

handler400 = "api.errors.bad_request"
handler403 = "api.errors.forbidden"
handler404 = "api.errors.not_found"
handler500 = "api.errors.server_error"
