"""Routes of analysis runs: those below /api/analyze/, and two among those of tickets."""

from django.urls import path

from analysis.api import report_views, ticket_views, views

urlpatterns = [
    path("", views.AnalyzeView.as_view(), name="analyze"),
    path("estimate/", views.EstimateView.as_view(), name="analyze-estimate"),
    path("runs/", views.RunListView.as_view(), name="analyze-runs"),
    path("active/", views.ActiveRunsView.as_view(), name="analyze-active"),
    path("<int:run_id>/", views.RunDetailView.as_view(), name="analyze-run"),
    path("<int:run_id>/status/", views.RunStatusView.as_view(), name="analyze-status"),
    path("<int:run_id>/tickets/", views.RunTicketsView.as_view(), name="analyze-tickets"),
    path("<int:run_id>/cancel/", views.RunCancelView.as_view(), name="analyze-cancel"),
    path("<int:run_id>/retry/", views.RunRetryView.as_view(), name="analyze-retry"),
    path("<int:run_id>/apply/", views.RunApplyView.as_view(), name="analyze-apply"),
    path("<int:run_id>/export/markdown/", report_views.RunMarkdownView.as_view(), name="analyze-export-markdown"),
    path("<int:run_id>/export/csv/", report_views.RunSpreadsheetView.as_view(), name="analyze-export-csv"),
    path("<int:run_id>/compare/", report_views.RunCompareView.as_view(), name="analyze-compare"),
]

tickets = [
    path("analyzed/", ticket_views.AnalyzedTicketsView.as_view(), name="tickets-analyzed"),
    path("<int:ticket_id>/analyses/", ticket_views.TicketAnalysesView.as_view(), name="ticket-analyses"),
]
