"""The WSGI entry point. Production settings unless told otherwise: forgetting to choose is safe."""

import os

import structlog
from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")
os.environ.setdefault("DB_POOL", "true")
application = get_wsgi_application()

if settings.DESK_OPEN:
    structlog.get_logger("desk").warning(
        "desk_open", meaning="anybody who reaches this port may do anything without signing in: for trying out only"
    )
