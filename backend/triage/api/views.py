"""Suggesting a category and a priority for a text."""

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from api.permissions import MaySubmit
from triage.accuracy import accuracy
from triage.api.accuracy_serializers import AccuracyDaysSerializer, AccuracySerializer
from triage.api.serializers import ClassifySerializer, SuggestionSerializer
from triage.services import suggestion_create


class ClassifyView(APIView):
    """Suggests a category and a priority. Always answers with valid values, and says where they came from."""

    permission_classes = [MaySubmit]
    throttle_scopes = {"POST": "classify"}

    @extend_schema(request=ClassifySerializer, responses=SuggestionSerializer, operation_id="tickets_classify")
    def post(self, request: Request) -> Response:
        given = ClassifySerializer(data=request.data)
        given.is_valid(raise_exception=True)
        return Response(SuggestionSerializer(suggestion_create(**given.validated_data)).data)


class AccuracyView(APIView):
    """How often people keep what was suggested to them."""

    @extend_schema(operation_id="triage_accuracy", parameters=[AccuracyDaysSerializer], responses=AccuracySerializer)
    def get(self, request: Request) -> Response:
        """Per field, per engine, and suggested against chosen values."""
        given = AccuracyDaysSerializer(data=request.query_params)
        given.is_valid(raise_exception=True)
        return Response(accuracy(**given.validated_data))
