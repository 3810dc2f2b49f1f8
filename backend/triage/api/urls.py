"""Routes below /api/tickets/classify/."""

from django.urls import path

from triage.api.views import ClassifyView

urlpatterns = [path("", ClassifyView.as_view(), name="classify")]
