"""The errors that the OpenAPI document names one by one, so that a client can know them and a test can hold us to them.

Plain data: the settings import it.
"""

from typing import Any

_REQUEST_ID = {
    "X-Request-ID": {"description": "The same as in the body.", "required": True, "schema": {"type": "string"}},
}
_RETRY_AFTER = {
    "Retry-After": {"description": "Seconds to wait.", "required": True, "schema": {"type": "integer", "minimum": 1}},
}
_CHALLENGE = {"WWW-Authenticate": {"description": "Bearer", "schema": {"type": "string"}}}

# Status: name of the component, what it means, headers beside the request id.
_ERRORS: dict[int, tuple[str, str, dict[str, Any]]] = {
    400: ("Invalid", "What was sent is not valid; `fields` names what.", {}),
    401: ("NotSignedIn", "Needs an account, or the token does not work.", _CHALLENGE),
    403: ("NotAllowed", "Not for this account or token, or the CSRF token is missing.", {}),
    404: ("NotFound", "There is no such thing.", {}),
    406: ("NotAcceptable", "`Accept` leaves out what this answers with.", {}),
    409: ("Conflict", "It contradicts what is there already; nothing was changed.", {}),
    411: ("LengthRequired", "The body came without a Content-Length.", {}),
    413: ("TooLarge", "The body is too large.", {}),
    415: ("UnsupportedMediaType", "The body is something other than JSON in UTF-8.", {}),
    429: ("TooManyRequests", "Asked too often.", _RETRY_AFTER),
    503: ("Unavailable", "Nothing is wrong with the request, and it may be sent again.", _RETRY_AFTER),
}

# For components.responses.
COMPONENTS = {
    name: {
        "description": description,
        "headers": {**_REQUEST_ID, **headers},
        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Error"}}},
    }
    for name, description, headers in _ERRORS.values()
}


def reference(status: int) -> dict[str, str]:
    """How an operation names the error."""
    return {"$ref": f"#/components/responses/{_ERRORS[status][0]}"}
