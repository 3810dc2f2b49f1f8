"""Request bodies: JSON, and only the JSON that other systems agree on."""

from typing import Any

from django.conf import settings
from rest_framework.exceptions import APIException, ParseError, UnsupportedMediaType
from rest_framework.parsers import JSONParser


class BodyTooLarge(APIException):
    """The body is longer than DATA_UPLOAD_MAX_MEMORY_SIZE bytes."""

    status_code = 413
    default_code = "too_large"
    default_detail = "The request body is too large: split it into several requests."


class StrictJSONParser(JSONParser):
    """JSON without NaN and Infinity, of a bounded length."""

    strict = True

    def parse(self, stream: Any, media_type: str | None = None, parser_context: Any = None) -> Any:
        """Raises BodyTooLarge, and ParseError for what is not JSON or nests too deeply."""
        length = int(stream.META.get("CONTENT_LENGTH") or 0) if hasattr(stream, "META") else 0
        if length > settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
            raise BodyTooLarge
        try:
            return super().parse(stream, media_type, parser_context)
        except RecursionError as error:
            raise ParseError("The JSON nests too deeply.") from error
        except LookupError as error:
            raise UnsupportedMediaType(media_type or "", "The body's charset is unknown: send UTF-8.") from error
