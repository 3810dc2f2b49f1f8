"""For one's own machine: opens what trying the desk out needs, and says so."""

import secrets
import warnings

from api.rates import parse_rate
from config.env import env
from config.settings import base
from config.settings.base import *  # noqa: F403

DESK_OPEN = env.bool("DESK_OPEN", default=True)
LOG_FORMAT = env.str("LOG_FORMAT", default="console")
LOGGING = {"level": base.LOG_LEVEL, "format": LOG_FORMAT}
ALLOWED_HOSTS = base.ALLOWED_HOSTS or ["localhost", "127.0.0.1", "[::1]", "backend"]

# Plain http on localhost.
SESSION_COOKIE_SECURE = False
CSRF_COOKIE_SECURE = False

DESK_URL = env.str("DESK_URL", default="").rstrip("/") or f"http://localhost:{env.str('PORT', default='8080')}"

# Trying out, demos and measurements come from one address.
_RATES = dict.fromkeys(base.THROTTLE_RATES, "off") | {"classify": "1200/min", "login": "120/min", "presence": "600/min"}
THROTTLE_RATES = {
    scope: parse_rate(env.str(f"THROTTLE_{scope.upper()}", default="") or rate) for scope, rate in _RATES.items()
}

if not base.SECRET_KEY:
    SECRET_KEY = secrets.token_urlsafe(48)
    warnings.warn("SECRET_KEY is not set: using one that changes with every start.", stacklevel=1)

# The viewers' files straight from their packages: no collectstatic on one's own machine.
STATIC_ROOT = None  # type: ignore[assignment]
WHITENOISE_USE_FINDERS = True
