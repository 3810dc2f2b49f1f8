"""The content security policy. Caddy says the same for the whole origin; this holds for who comes past it."""

import re

REPORTS = "/api/csp-reports/"
# The API's viewers write style elements, and ReDoc searches in a worker. Neither runs an inline script.
_VIEWERS = re.compile(r"/api/(docs|redoc)(/|$)")
_POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self'{viewers_may}; img-src 'self' data:; connect-src 'self'; "
    "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; "
    f"report-uri {REPORTS}; report-to csp"
)
# What `report-to` means; `report-uri` is for browsers that do not know it. Those that do (Chromium) send reports over
# https only, so over plain http they report nothing.
REPORTING_ENDPOINTS = f'csp="{REPORTS}"'


def policy(path: str) -> str:
    """What a page at this path may load, and where browsers report what they have stopped."""
    return _POLICY.format(viewers_may=" 'unsafe-inline'; worker-src blob:" if _VIEWERS.match(path) else "")
