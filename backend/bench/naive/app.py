"""Page numbers, `icontains` and aggregates over the table: what a tutorial, and most desks, would do.

The same Django, DRF, gunicorn and PostgreSQL; the same tickets, in a table with the indexes that people put on it.
"""

import os
from typing import Any, ClassVar
from urllib.parse import unquote, urlsplit

import django
from django.conf import settings

_url = urlsplit(os.environ.get("DATABASE_URL", ""))

settings.configure(
    SECRET_KEY="only-for-measuring",  # noqa: S106
    ALLOWED_HOSTS=["*"],
    ROOT_URLCONF="bench.naive.app",
    INSTALLED_APPS=["rest_framework"],
    MIDDLEWARE=["django.middleware.security.SecurityMiddleware", "django.middleware.common.CommonMiddleware"],
    USE_TZ=True,
    DATABASES={
        "default": {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": _url.path.lstrip("/"),
            "USER": unquote(_url.username or ""),
            "PASSWORD": unquote(_url.password or ""),
            "HOST": _url.hostname or "",
            "PORT": _url.port or "",
            "OPTIONS": dict(pair.split("=", 1) for pair in unquote(_url.query).split("&") if pair),
            "CONN_MAX_AGE": 600,
        }
    },
    REST_FRAMEWORK={
        "DEFAULT_AUTHENTICATION_CLASSES": [],
        "DEFAULT_PERMISSION_CLASSES": [],
        "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
        "UNAUTHENTICATED_USER": None,
    },
)
django.setup()

from django.core.wsgi import get_wsgi_application  # noqa: E402 -- all of these need the settings
from django.db import models  # noqa: E402
from django.db.models import Count, Q  # noqa: E402
from django.http import HttpRequest, HttpResponse  # noqa: E402
from django.urls import include, path  # noqa: E402
from django.utils import timezone  # noqa: E402
from rest_framework import pagination, routers, serializers, viewsets  # noqa: E402
from rest_framework.request import Request  # noqa: E402
from rest_framework.response import Response  # noqa: E402
from rest_framework.views import APIView  # noqa: E402


class Ticket(models.Model):
    """A ticket."""

    title = models.CharField(max_length=200)
    description = models.TextField()
    category = models.CharField(max_length=20)
    priority = models.CharField(max_length=20)
    status = models.CharField(max_length=20, default="open")
    created_at = models.DateTimeField(default=timezone.now)

    objects: ClassVar[models.Manager["Ticket"]] = models.Manager()

    class Meta:
        app_label = "naive"
        db_table = "naive_ticket"  # table.sql makes it

    def __str__(self) -> str:
        return self.title


class TicketSerializer(serializers.ModelSerializer[Ticket]):
    """All of it."""

    class Meta:
        model = Ticket
        fields = ["id", "title", "description", "category", "priority", "status", "created_at"]


class Pages(pagination.PageNumberPagination):
    """By number, with a count."""

    page_size = 20


class TicketViewSet(viewsets.ModelViewSet[Ticket]):
    """List, create, read, change."""

    serializer_class = TicketSerializer
    pagination_class = Pages

    def get_queryset(self) -> Any:
        tickets = Ticket.objects.order_by("-created_at")
        for field in ("category", "priority", "status"):
            if value := self.request.query_params.get(field):
                tickets = tickets.filter(**{field: value})
        if term := self.request.query_params.get("search"):
            tickets = tickets.filter(Q(title__icontains=term) | Q(description__icontains=term))
        return tickets


class StatsView(APIView):
    """The figures of the dashboard."""

    def get(self, request: Request) -> Response:
        """Aggregated in the database, over all tickets."""
        counts = {f"{field}_{value}": Count("id", Q(**{field: value})) for field, value in _VALUES}
        return Response(Ticket.objects.aggregate(total=Count("id"), first=models.Min("created_at"), **counts))


_VALUES = [
    ("status", "open"),
    *(("priority", value) for value in ("low", "medium", "high", "critical")),
    *(("category", value) for value in ("billing", "technical", "account", "general")),
]


def healthz(request: HttpRequest) -> HttpResponse:
    """It is up."""
    return HttpResponse("ok")


router = routers.SimpleRouter()
router.register("tickets", TicketViewSet, basename="ticket")
urlpatterns = [path("healthz", healthz), path("api/stats/", StatsView.as_view()), path("api/", include(router.urls))]
application = get_wsgi_application()
