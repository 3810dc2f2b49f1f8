"""The WSGI entry point. Production settings unless told otherwise: forgetting to choose is safe."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")
os.environ.setdefault("DB_POOL", "true")
application = get_wsgi_application()
