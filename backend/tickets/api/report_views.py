"""What is told about tickets: figures, and one ticket's history."""

from django.http import HttpResponse
from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from api.pagination import cut, read
from api.renderers import written
from replica.reading import from_replica
from tickets.api import schema
from tickets.api.queries import cell_filter, history_page_request
from tickets.api.report_serializers import DaysSerializer, FacetsSerializer, StatsSerializer, TrendsSerializer
from tickets.api.serializers import TicketEventPageSerializer, TicketEventSerializer
from tickets.models import Ticket, TicketEvent
from tickets.stats import ticket_facets, ticket_stats, ticket_trends


class TicketHistoryView(APIView):
    """Who changed what, when, and what was suggested."""

    @extend_schema(
        operation_id="tickets_history", parameters=schema.PAGE_PARAMETERS, responses=TicketEventPageSerializer
    )
    def get(self, request: Request, ticket_id: int) -> Response:
        """A ticket's history, newest first."""
        page = history_page_request(request.query_params)
        events = TicketEvent.objects.filter(ticket=ticket_id)
        count = events.count()
        if not count and not Ticket.objects.filter(pk=ticket_id).exists():
            raise NotFound
        rows = cut(list(read(events.select_related("actor"), page)), page, lambda event: (event.created_at, event.pk))
        results = TicketEventSerializer(rows.rows, many=True).data
        return Response({"count": count, "next": rows.next, "previous": rows.previous, "results": results})


class TicketStatsView(APIView):
    """All tickets in five figures."""

    @extend_schema(operation_id="tickets_stats", responses=StatsSerializer)
    @from_replica
    def get(self, request: Request) -> HttpResponse:
        """Totals, the average per day since the first ticket, and both breakdowns."""
        return written(ticket_stats())


class TicketFacetsView(APIView):
    """How many tickets are behind each value of each filter."""

    @extend_schema(operation_id="tickets_facets", parameters=schema.CELL_PARAMETERS, responses=FacetsSerializer)
    @from_replica
    def get(self, request: Request) -> HttpResponse:
        """Each filter's counts, under the other two filters."""
        return written(ticket_facets(cell_filter(request.query_params)))


class TicketTrendsView(APIView):
    """The dashboard's series."""

    @extend_schema(operation_id="tickets_trends", parameters=[DaysSerializer], responses=TrendsSerializer)
    @from_replica
    def get(self, request: Request) -> Response:
        """Per day, by status, how long resolving took, and how often suggestions were kept."""
        given = DaysSerializer(data=request.query_params)
        given.is_valid(raise_exception=True)
        return Response(ticket_trends(**given.validated_data))
