"""Who works here."""

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.agents import agents_by_name
from accounts.api.agent_serializers import AgentListSerializer, AgentSerializer


class AgentListView(APIView):
    """The agents and administrators whose accounts are active."""

    @extend_schema(operation_id="agents_list", responses=AgentListSerializer)
    def get(self, request: Request) -> Response:
        """Those that a ticket may be assigned to, by name."""
        return Response({"results": AgentSerializer(agents_by_name(), many=True).data})
