"""Routes of triage: one among those of tickets, the others below /api/triage/."""

from django.urls import path

from triage.api.views import AccuracyView, ClassifyView

classify = [path("", ClassifyView.as_view(), name="classify")]
urlpatterns = [path("accuracy/", AccuracyView.as_view(), name="triage-accuracy")]
