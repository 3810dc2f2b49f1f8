"""Starting and following runs."""

from django.db.models import QuerySet
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.exceptions import APIException
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from analysis.api.input_serializers import (
    AnalyzeSerializer,
    ApplyResultSerializer,
    ApplySerializer,
    EstimateSerializer,
    RunListSerializer,
    RunTicketListSerializer,
)
from analysis.api.requests import page_of, query, unless_known, wanted
from analysis.api.serializers import (
    ActiveRunsSerializer,
    RunDetailSerializer,
    RunPageSerializer,
    RunStatusSerializer,
    RunTicketPageSerializer,
)
from analysis.applying import Agreement, analysis_apply
from analysis.estimate import engine, estimate
from analysis.finishing import RunNotActive, run_cancel
from analysis.models import Run
from analysis.selection import Selection, UnknownTickets, Wanted, select
from analysis.selectors.progress import active_runs, mark, status_of, tallies, usd
from analysis.selectors.run_tickets import run_ticket_rows, run_tickets
from analysis.selectors.runs import run_detail, run_rows, runs_with
from analysis.starting import AllHeld, NothingToAnalyze, NothingToRetry, run_retry, run_start
from api.errors import Conflict, Refused, Unavailable
from api.schema import CONFLICT
from tickets.api.requests import actor
from tickets.choices import ActorRole
from tickets.search import SearchTimeout

NAMED = 20  # unknown ids, or runs, that a message names

_NOT_MODIFIED = OpenApiResponse(None, "Nothing has changed since the ETag in If-None-Match.")


class BadSelection(APIException):
    """400 with a code of its own: the request is well formed, and there is nothing to do."""

    status_code = 400


def _select(wanted: Wanted) -> Selection:
    try:
        return select(wanted)
    except UnknownTickets as error:
        named = ", ".join(map(str, error.ids[:NAMED]))
        more = f" and {len(error.ids) - NAMED} more" if len(error.ids) > NAMED else ""
        raise Refused({"ticketIds": [f"There is no ticket {named}{more}."]}, code="unknown_tickets") from error
    except SearchTimeout as error:
        raise Unavailable("The search took too long: add a word or a filter.", "search_timeout") from error


def _held(error: AllHeld) -> Conflict:
    named = ", ".join(map(str, error.run_ids[:NAMED])) or "another one"
    message = f"All of these tickets are being analysed at the moment, by run {named}: wait for it, or cancel it."
    return Conflict(message, code="tickets_in_active_run", extra={"runs": error.run_ids})


class AnalyzeView(APIView):
    """Starting a run."""

    @extend_schema(
        operation_id="analyze_start", request=AnalyzeSerializer, responses={201: RunDetailSerializer, 409: CONFLICT}
    )
    def post(self, request: Request) -> Response:
        """Analyse tickets in the background: those named, those a filter finds, or all that have no analysis yet.

        A ticket that another run holds is skipped, and the answer says which run that is.
        """
        chosen = wanted(request)
        selection = _select(chosen)
        try:
            run = run_start(wanted=chosen, selection=selection, user=actor(request, ActorRole.AGENT).user)
        except NothingToAnalyze as error:
            message = "There is nothing to analyse: every ticket that was chosen has an analysis, or none was found."
            raise BadSelection(message, "nothing_to_analyze") from error
        except AllHeld as error:
            raise _held(error) from error
        return Response(run_detail(run.pk), status=201)


class EstimateView(APIView):
    """What a run would take."""

    @extend_schema(operation_id="analyze_estimate", request=AnalyzeSerializer, responses=EstimateSerializer)
    def post(self, request: Request) -> Response:
        """Tickets, tokens, cost and time of a run over these tickets, if it were started now."""
        selection = _select(wanted(request))
        asked, expected = engine(), estimate(selection.ids)
        return Response(
            {
                "tickets": expected.tickets,
                "held": expected.held,
                "left_out": selection.left_out,
                "model_used": bool(asked.provider),
                "provider": asked.provider,
                "model": asked.model,
                "input_tokens": expected.input_tokens,
                "output_tokens": expected.output_tokens,
                "cost_usd": usd(expected.cost_usd),
                "seconds": expected.seconds,
            }
        )


class RunListView(APIView):
    """All runs."""

    @extend_schema(operation_id="analyze_runs", parameters=[RunListSerializer], responses=RunPageSerializer)
    def get(self, request: Request) -> Response:
        """Runs, the newest first."""
        given = query(request, RunListSerializer)
        return page_of(runs_with(given.get("status")), given, _run_rows)


def _run_rows(runs: "QuerySet[Run]") -> list[dict[str, object]]:
    return run_rows(list(runs))


class ActiveRunsView(APIView):
    """The runs under way."""

    @extend_schema(operation_id="analyze_active", responses={200: ActiveRunsSerializer, 304: _NOT_MODIFIED})
    def get(self, request: Request) -> Response:
        """How far each run is that is waiting or under way."""
        runs = active_runs()

        def body() -> dict[str, object]:
            found = tallies([run.pk for run in runs])
            return {"results": [status_of(run, found[run.pk]) for run in runs]}

        return unless_known(request, mark(runs), body)


class RunStatusView(APIView):
    """How far a run is."""

    @extend_schema(operation_id="analyze_status", responses={200: RunStatusSerializer, 304: _NOT_MODIFIED})
    def get(self, request: Request, run_id: int) -> Response:
        """Made to be asked every few seconds: with the ETag of the last answer it costs next to nothing."""
        run = Run.objects.defer("figures", "summary").get(pk=run_id)
        return unless_known(request, mark([run]), lambda: status_of(run, tallies([run.pk])[run.pk]))


class RunDetailView(APIView):
    """One run."""

    @extend_schema(operation_id="analyze_run", responses=RunDetailSerializer)
    def get(self, request: Request, run_id: int) -> Response:
        """A run with its figures, themes and summary, and the first of its tickets."""
        return Response(run_detail(run_id))


class RunTicketsView(APIView):
    """The tickets of a run."""

    @extend_schema(
        operation_id="analyze_tickets", parameters=[RunTicketListSerializer], responses=RunTicketPageSerializer
    )
    def get(self, request: Request, run_id: int) -> Response:
        """What the run found for each ticket, the newest tickets first."""
        given = query(request, RunTicketListSerializer)
        Run.objects.only("pk").get(pk=run_id)
        rows = run_tickets(run_id, status=given.get("status"), disagrees=given["disagrees"], theme=given.get("theme"))
        return page_of(rows, given, run_ticket_rows)


class RunCancelView(APIView):
    """Stopping a run."""

    @extend_schema(operation_id="analyze_cancel", request=None, responses={200: RunDetailSerializer, 409: CONFLICT})
    def post(self, request: Request, run_id: int) -> Response:
        """Stop a run; what it has analysed is kept."""
        try:
            run_cancel(run_id=run_id)
        except RunNotActive as error:
            raise Conflict("This run has ended already.", code="run_not_active") from error
        return Response(run_detail(run_id))


class RunRetryView(APIView):
    """Going on with a run."""

    @extend_schema(operation_id="analyze_retry", request=None, responses={200: RunDetailSerializer, 409: CONFLICT})
    def post(self, request: Request, run_id: int) -> Response:
        """Analyse the tickets again that failed, or that were left when the run was cancelled."""
        try:
            run_retry(run_id=run_id)
        except NothingToRetry as error:
            message = "There is nothing to try again: the run is still under way, or no ticket failed in it."
            raise Conflict(message, code="nothing_to_retry") from error
        except AllHeld as error:
            raise _held(error) from error
        return Response(run_detail(run_id))


class RunApplyView(APIView):
    """Taking over what a run found."""

    @extend_schema(operation_id="analyze_apply", request=ApplySerializer, responses=ApplyResultSerializer)
    def post(self, request: Request, run_id: int) -> Response:
        """Set tickets to the category or priority that the run found, unless they were changed since they were read."""
        given = ApplySerializer(data=request.data)
        given.is_valid(raise_exception=True)
        Run.objects.only("pk").get(pk=run_id)
        agreements = [
            Agreement(one["ticket_id"], one["version"], tuple(dict.fromkeys(one["fields"])))
            for one in given.validated_data["tickets"]
        ]
        result = analysis_apply(run_id=run_id, agreements=agreements, actor=actor(request, ActorRole.AGENT))
        return Response(
            {
                "applied": [
                    {
                        "ticket_id": ticket.pk,
                        "version": ticket.version,
                        "category": ticket.category,
                        "priority": ticket.priority,
                    }
                    for ticket in result.applied
                ],
                "refused": [{"ticket_id": pk, "reason": reason.value} for pk, reason in result.refused],
            }
        )
