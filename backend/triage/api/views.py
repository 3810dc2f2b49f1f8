"""Suggesting a category and a priority for a text."""

from drf_spectacular.utils import extend_schema
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from triage.api.serializers import ClassifySerializer, SuggestionSerializer
from triage.services import suggestion_create


class ClassifyView(APIView):
    """Suggests a category and a priority. Always answers with valid values, and says where they came from."""

    permission_classes = [AllowAny]

    @extend_schema(request=ClassifySerializer, responses=SuggestionSerializer, operation_id="tickets_classify")
    def post(self, request: Request) -> Response:
        given = ClassifySerializer(data=request.data)
        given.is_valid(raise_exception=True)
        return Response(SuggestionSerializer(suggestion_create(**given.validated_data)).data)
