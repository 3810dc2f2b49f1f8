"""For the internet: refuses to start while something is open that must be closed."""

from django.core.exceptions import ImproperlyConfigured

from config.checks import production_faults
from config.env import env
from config.second_factor import second_factor_required

_faults = production_faults()
try:
    from config.settings.base import *  # noqa: F403
except ImproperlyConfigured as error:
    _faults += [] if str(error) in _faults else [str(error)]
if _faults:
    raise ImproperlyConfigured("Not started:\n- " + "\n- ".join(_faults))

ALLOWED_HOSTS = [*ALLOWED_HOSTS, "localhost"]  # noqa: F405 -- the container's own health check

# TLS ends at the proxy (TRUSTED_PROXIES). What comes as http is sent to https, but for the checks beside the backend.
SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^(livez|healthz|readyz|servez|metrics)/?$"]
SECURE_HSTS_SECONDS = env.int("HSTS_SECONDS", default=365 * 24 * 3600)
SECURE_HSTS_INCLUDE_SUBDOMAINS = env.bool("HSTS_SUBDOMAINS", default=True)
# A browser takes no cookie of this name from a subdomain, or without https.
SESSION_COOKIE_NAME = "__Host-session"

# Who may hand out roles and delete must not be let in by a password alone.
SECOND_FACTOR_REQUIRED = second_factor_required(otherwise="administrator")

# Whether browsers ship with the domain in their list is for its owner to decide: it takes months to undo.
SILENCED_SYSTEM_CHECKS = ["security.W021"]
