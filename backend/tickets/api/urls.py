"""Routes below /api/tickets/."""

from django.urls import path

from tickets.api import follow_views, presence_views, report_views, views

urlpatterns = [
    path("", views.TicketListView.as_view(), name="tickets"),
    path("stats/", report_views.TicketStatsView.as_view(), name="ticket-stats"),
    path("facets/", report_views.TicketFacetsView.as_view(), name="ticket-facets"),
    path("trends/", report_views.TicketTrendsView.as_view(), name="ticket-trends"),
    path("<int:ticket_id>/", views.TicketDetailView.as_view(), name="ticket"),
    path("<int:ticket_id>/history/", report_views.TicketHistoryView.as_view(), name="ticket-history"),
    path("<int:ticket_id>/follow/", follow_views.TicketFollowView.as_view(), name="ticket-follow"),
    path("<int:ticket_id>/presence/", presence_views.TicketPresenceView.as_view(), name="ticket-presence"),
]
