"""Routes below /api/session/."""

from django.urls import path

from accounts.api.views import SessionView

urlpatterns = [path("", SessionView.as_view(), name="session")]
