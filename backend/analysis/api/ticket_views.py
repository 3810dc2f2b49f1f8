"""What tickets' analyses say, whichever run made them."""

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from analysis.api.input_serializers import PageSerializer
from analysis.api.requests import page_of, query
from analysis.api.serializers import AnalyzedTicketPageSerializer, TicketAnalysesSerializer
from analysis.selectors.analyses import analyzed_ticket_rows, latest_analyses, ticket_analyses


class AnalyzedTicketsView(APIView):
    """All tickets that have an analysis."""

    @extend_schema(operation_id="tickets_analyzed", parameters=[PageSerializer], responses=AnalyzedTicketPageSerializer)
    def get(self, request: Request) -> Response:
        """Tickets with their latest analysis, the newest analysis first."""
        return page_of(latest_analyses(), query(request, PageSerializer), analyzed_ticket_rows)


class TicketAnalysesView(APIView):
    """The analyses of one ticket."""

    @extend_schema(operation_id="ticket_analyses", responses=TicketAnalysesSerializer)
    def get(self, request: Request, ticket_id: int) -> Response:
        """What each run found for a ticket, the newest first."""
        return Response({"results": ticket_analyses(ticket_id)})
