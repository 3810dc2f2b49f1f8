"""What is made of a run that has completed."""

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from analysis.api.comparison_serializers import CompareSerializer, ComparisonSerializer
from analysis.api.requests import query
from analysis.comparison import NotComparable, compare, previous_completed
from analysis.models import Run
from api.errors import Refused


class RunCompareView(APIView):
    """Two runs side by side."""

    @extend_schema(operation_id="analyze_compare", parameters=[CompareSerializer], responses=ComparisonSerializer)
    def get(self, request: Request, run_id: int) -> Response:
        """What changed in volumes, themes and priorities since another run."""
        given = query(request, CompareSerializer)
        run = Run.objects.get(pk=run_id)
        other = Run.objects.get(pk=given["with"]) if "with" in given else previous_completed(run)
        try:
            if other is None:
                raise NotComparable("No run has completed before this one.")
            return Response(compare(run, other))
        except NotComparable as error:
            raise Refused({"with": [str(error)]}, code="not_comparable") from error
