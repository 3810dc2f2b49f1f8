"""What is made of a run: a comparison with another one, and files to take away."""

from collections.abc import Iterable

from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from analysis.api.comparison_serializers import CompareSerializer, ComparisonSerializer
from analysis.api.requests import query
from analysis.comparison import NotComparable, compare, previous_completed
from analysis.export import markdown, spreadsheet
from analysis.models import Run
from api.errors import Refused


def _attachment(content: str | Iterable[bytes], media_type: str, name: str) -> HttpResponseBase:
    made = HttpResponse if isinstance(content, str) else StreamingHttpResponse
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
    return made(content, content_type=f"{media_type}; charset=utf-8", headers=headers)


class _FileView(APIView):
    """Answers `Accept: text/csv` too: what DRF renders here are errors only, and those are JSON."""

    def perform_content_negotiation(self, request: Request, force: bool = False) -> tuple[BaseRenderer, str]:
        return super().perform_content_negotiation(request, force=True)


class RunMarkdownView(_FileView):
    """A run to read elsewhere."""

    @extend_schema(operation_id="analyze_export_markdown", responses={(200, "text/markdown"): OpenApiTypes.STR})
    def get(self, request: Request, run_id: int) -> HttpResponseBase:
        """Summary, themes, figures and the tickets that need somebody, as Markdown."""
        run = Run.objects.get(pk=run_id)
        return _attachment(markdown.render(run), "text/markdown", f"analysis-{run.pk}.md")


class RunSpreadsheetView(_FileView):
    """A run to calculate with."""

    @extend_schema(operation_id="analyze_export_csv", responses={(200, "text/csv"): OpenApiTypes.STR})
    def get(self, request: Request, run_id: int) -> HttpResponseBase:
        """All tickets of the run as CSV; a cell that a spreadsheet would run as a formula begins with an apostrophe."""
        run = Run.objects.only("pk").get(pk=run_id)
        return _attachment(spreadsheet.pieces(run.pk), "text/csv", f"analysis-{run.pk}.csv")


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
