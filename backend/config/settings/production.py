"""For the internet: refuses to start while something is open that must be closed."""

from django.core.exceptions import ImproperlyConfigured

from config.settings import base
from config.settings.base import *  # noqa: F403

_faults = []
if len(base.SECRET_KEY) < 32:
    _faults.append("SECRET_KEY is missing or shorter than 32 characters: set a random one (openssl rand -base64 48).")
if base.DESK_OPEN:
    _faults.append("DESK_OPEN=true lets anybody do anything without signing in: remove it.")
if not base.ALLOWED_HOSTS or "*" in base.ALLOWED_HOSTS:
    _faults.append("ALLOWED_HOSTS must name the hosts the desk is served from, for example desk.example.org.")
ALLOWED_HOSTS = [*base.ALLOWED_HOSTS, "localhost"]  # the container's own health check
if _faults:
    raise ImproperlyConfigured("Not started:\n- " + "\n- ".join(_faults))
