"""The pager's place in the checks: what was posted, and what of it is over."""

import json
import urllib.request

from devtools.observability.webhook import Webhook, webhook


def _post(pager: Webhook, **statuses: str) -> None:
    """What Alertmanager posts: alerts by the value of their label `of`, and how each stands."""
    alerts = [
        {"labels": {"alertname": "DeskQueueOld", "of": value}, "status": status} for value, status in statuses.items()
    ]
    request = urllib.request.Request(pager.url, json.dumps({"alerts": alerts}).encode(), method="POST")
    with urllib.request.urlopen(request, timeout=10):
        pass


def test_an_alert_is_over_once_all_that_fired_of_it_are_resolved() -> None:
    with webhook() as pager:
        assert pager.unresolved() == set()
        _post(pager, one="firing", two="firing")
        assert pager.unresolved() == {"DeskQueueOld"}
        _post(pager, one="resolved")
        assert pager.unresolved() == {"DeskQueueOld"}
        _post(pager, two="resolved")
        assert pager.unresolved() == set()
        _post(pager, one="firing")
        assert pager.unresolved() == {"DeskQueueOld"}
