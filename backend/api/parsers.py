"""Request bodies: JSON, and only the JSON that other systems agree on."""

from typing import Any

from django.utils.http import parse_header_parameters
from rest_framework.exceptions import ParseError, UnsupportedMediaType
from rest_framework.parsers import JSONParser

_CHARSETS = frozenset({"utf-8", "utf8", "us-ascii"})


class StrictJSONParser(JSONParser):
    """JSON in UTF-8 (RFC 8259), without NaN and Infinity."""

    strict = True

    def parse(self, stream: Any, media_type: str | None = None, parser_context: Any = None) -> Any:
        """Raises UnsupportedMediaType, and ParseError for what is not JSON or nests too deeply."""
        _, parameters = parse_header_parameters(media_type or "")
        if parameters.get("charset", "utf-8").lower() not in _CHARSETS:
            raise UnsupportedMediaType(media_type or "", "JSON is sent in UTF-8: name no other charset.")
        try:
            return super().parse(stream, media_type, {"encoding": "utf-8"})
        except RecursionError as error:
            raise ParseError("The JSON nests too deeply.") from error
