"""The security headers that every answer carries, whoever gives it."""

import http.client

STRICT = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; "
    "report-uri /api/csp-reports/; report-to csp"
)
COMMON = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


def expect_security_headers(headers: http.client.HTTPMessage, policy: str = STRICT) -> None:
    """Each of them once, and nothing of what answers."""
    for name, value in {**COMMON, "Content-Security-Policy": policy}.items():
        assert headers.get_all(name) == [value], name
    assert "Server" not in headers
    assert "Via" not in headers
