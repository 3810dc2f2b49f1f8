"""GET /api/analyze/{id}/compare/ and the exports."""

import csv
import io
from typing import Any

import pytest

from analysis.api.comparison_serializers import ComparisonSerializer
from analysis.models import Run, RunTicket
from analysis.reduce.pipeline import run_reduce
from tests.analysis.runs import analysed, tickets
from tests.analysis.test_read import shape
from tests.conftest import ApiClient
from tests.problems import problem
from tickets.models import Ticket

pytestmark = pytest.mark.django_db


def completed(number: int) -> Run:
    run = analysed(tickets(number), with_model=False)
    run_reduce(run.pk)
    return run


def compared(api: ApiClient, run: Run, **query: Any) -> dict[str, Any]:
    response = api.get(f"/api/analyze/{run.pk}/compare/", query)
    assert response.status_code == 200, response.content
    body: dict[str, Any] = response.json()
    return body


def test_with_the_run_before_or_another_one(agent_api: ApiClient) -> None:
    first, second, third = completed(2), completed(3), completed(7)
    body = compared(agent_api, third)
    shape(body, ComparisonSerializer)
    assert (body["run"], body["with"]) == (third.pk, second.pk)
    [volume] = [figure for figure in body["figures"] if figure["key"] == "volume.tickets"]
    assert (volume["value"], volume["previous"], volume["change"]) == (7, 3, 4)
    assert compared(agent_api, third, **{"with": first.pk})["with"] == first.pk


def test_what_cannot_be_compared(agent_api: ApiClient) -> None:
    only = completed(2)
    problem(agent_api.get(f"/api/analyze/{only.pk}/compare/"), 400, "not_comparable")
    problem(agent_api.get(f"/api/analyze/{only.pk}/compare/?with={only.pk}"), 400, "not_comparable")
    problem(agent_api.get(f"/api/analyze/{only.pk}/compare/?with=999"), 404, "not_found")
    running = analysed(tickets(1))
    error = problem(agent_api.get(f"/api/analyze/{running.pk}/compare/"), 400, "not_comparable")
    assert "has not completed" in error["message"]


def test_markdown(agent_api: ApiClient) -> None:
    run = completed(2)
    response = agent_api.get(f"/api/analyze/{run.pk}/export/markdown/")
    assert response["Content-Type"] == "text/markdown; charset=utf-8"
    assert response["Content-Disposition"] == f'attachment; filename="analysis-{run.pk}.md"'
    assert response.content.decode().startswith(f"# Analysis run {run.pk}\n")


def test_csv(agent_api: ApiClient) -> None:
    run = completed(2)
    dangerous = RunTicket.objects.filter(run=run)[0].ticket_id
    Ticket.objects.filter(pk=dangerous).update(title="=HYPERLINK()")
    response = agent_api.get(f"/api/analyze/{run.pk}/export/csv/", headers={"Accept": "text/csv"})
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"] == f'attachment; filename="analysis-{run.pk}.csv"'
    rows = list(csv.DictReader(io.StringIO(b"".join(response).decode("utf-8-sig"))))
    assert len(rows) == 2
    assert {row["ticket_id"]: row["title"] for row in rows}[str(dangerous)] == "'=HYPERLINK()"


@pytest.mark.parametrize("path", ["export/markdown", "export/csv", "compare"])
def test_of_an_unknown_run_is_404(agent_api: ApiClient, path: str) -> None:
    problem(agent_api.get(f"/api/analyze/999/{path}/"), 404, "not_found")
