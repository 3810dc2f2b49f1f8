"""What the admin site says after a change; nothing else uses Django's messages."""

from django.conf import settings
from django.contrib.messages.middleware import MessageMiddleware
from django.http import HttpRequest


class AdminMessageMiddleware(MessageMiddleware):
    """Django's own, for the admin site only: it costs each request of the API what reading a filter costs."""

    def process_request(self, request: HttpRequest) -> None:
        if settings.ADMIN_PATH and request.path_info.startswith(f"/{settings.ADMIN_PATH}"):
            super().process_request(request)
