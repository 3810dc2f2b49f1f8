"""Suggesting a category and a priority for a text."""

from drf_spectacular.utils import extend_schema
from rest_framework.authentication import BaseAuthentication
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.throttling import BaseThrottle
from rest_framework.views import APIView

from api.permissions import MaySubmit
from triage.accuracy import accuracy
from triage.api.accuracy_serializers import AccuracyDaysSerializer, AccuracySerializer
from triage.api.serializers import ClassifySerializer, SuggestionSerializer
from triage.fallback_words import NOT_STORED
from triage.services import suggestion_create, suggestion_offer


class ClassifyView(APIView):
    """Suggests a category and a priority. Always answers with valid values, and says where they came from."""

    permission_classes = [MaySubmit]
    throttle_scopes = {"POST": "classify"}

    @extend_schema(request=ClassifySerializer, responses=SuggestionSerializer, operation_id="tickets_classify")
    def post(self, request: Request) -> Response:
        given = ClassifySerializer(data=request.data)
        given.is_valid(raise_exception=True)
        return Response(SuggestionSerializer(suggestion_create(**given.validated_data)).data)


class ClassifyWithoutDatabaseView(APIView):
    """What `ClassifyView` answers while the database is away (settings.WITHOUT_DATABASE).

    Nobody is asked who they are, and nobody is counted: both need the database, and anybody may have a suggestion.
    """

    authentication_classes: list[type[BaseAuthentication]] = []
    permission_classes = [AllowAny]
    throttle_classes: list[type[BaseThrottle]] = []

    def post(self, request: Request) -> Response:
        given = ClassifySerializer(data=request.data)
        given.is_valid(raise_exception=True)
        offered = SuggestionSerializer(suggestion_offer(**given.validated_data)).data
        return Response({**offered, "warning": NOT_STORED})


classify_without_database = ClassifyWithoutDatabaseView.as_view()


class AccuracyView(APIView):
    """How often people keep what was suggested to them."""

    @extend_schema(operation_id="triage_accuracy", parameters=[AccuracyDaysSerializer], responses=AccuracySerializer)
    def get(self, request: Request) -> Response:
        """Per field, per engine, and suggested against chosen values."""
        given = AccuracyDaysSerializer(data=request.query_params)
        given.is_valid(raise_exception=True)
        return Response(accuracy(**given.validated_data))
