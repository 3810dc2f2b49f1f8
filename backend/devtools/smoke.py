"""Plain HTTP calls against a running desk: `python -m devtools.smoke http://localhost:8080`.

Checks what the desk promises its users, one line each. Needs an open desk (DESK_OPEN, as `make run` and the plain
compose file start it) and nothing but Python 3.11. Safe on a desk in use: it looks only at tickets of its own, which
carry a marker, and deletes them at the end. Exit status: 0 all passed, 1 some failed, 2 nothing could be checked.
"""

import http.client
import sys
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from devtools.smoke_client import Desk

CATEGORIES = ["billing", "technical", "account", "general"]
PRIORITIES = ["low", "medium", "high", "critical"]
STATUSES = ["open", "in_progress", "resolved", "closed"]
SOURCES = ["llm", "cache", "keywords", "none"]


def say(line: str) -> None:
    """One line, at once even through a pipe."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


_STATE = ("status", "version", "resolved_at")

# A check's name, what is expected and what came.
Check = tuple[str, Any, Any]


def creating(desk: Desk) -> Iterator[Check]:
    """POST /api/tickets/."""
    answer = desk.create(category="account", priority="low")
    yield "create answers 201", 201, answer.status
    yield "... with the values that were sent", ["account", "low"], [answer.get("category"), answer.get("priority")]
    yield "... open, at version 1, not resolved", ["open", 1, None], [answer.get(k) for k in _STATE]
    yield "... and an ETag", '"1"', answer.headers.get("etag", "").replace("-gzip", "").replace("-zstd", "")
    bare = desk.create()
    yield (
        "create without category and priority fills them in",
        True,
        (bare.get("category") in CATEGORIES and bare.get("priority") in PRIORITIES),
    )
    body = {"title": desk.marker, "description": "Sent twice."}
    key = {"Idempotency_Key": desk.marker}
    first, second = (desk.call("POST", "/api/tickets/", body, **key) for _ in range(2))
    yield "the same Idempotency-Key creates once", [201, first.get("id")], [second.status, second.get("id")]


def refusing(desk: Desk) -> Iterator[Check]:
    """Bad input, and the body of an error."""
    calls: list[tuple[str, Any, str]] = [
        ("a missing title", {"description": "x"}, "title"),
        ("a blank title", {"title": "  ", "description": "x"}, "title"),
        ("a title of 201 characters", {"title": "x" * 201, "description": "x"}, "title"),
        ("a missing description", {"title": "x"}, "description"),
        ("an unknown category", {"title": "x", "description": "x", "category": "other"}, "category"),
    ]
    for name, body, wrong in calls:
        answer = desk.call("POST", "/api/tickets/", body)
        yield f"{name} is refused", [400, "invalid"], [answer.status, answer.get("error", "code")]
        yield "... and the error names the field", True, bool(answer.get("error", "fields", wrong))
    yield "invalid JSON is refused", 400, desk.call("POST", "/api/tickets/", "{").status
    yield "an unknown filter value is refused", 400, desk.get("/api/tickets/", status="lost").status
    missing = desk.get("/api/tickets/999999999999/")
    yield "an unknown ticket is 404", [404, "not_found"], [missing.status, missing.get("error", "code")]
    yield "an error has code, message and request id", ["code", "message", "request_id"], sorted(missing.get("error"))
    yield "... repeats its message as `detail`", missing.get("error", "message"), missing.get("detail")
    yield (
        "... and its request id is the header's",
        missing.headers.get("x-request-id"),
        missing.get("error", "request_id"),
    )
    chosen = desk.call("GET", "/api/tickets/stats/", X_Request_ID=desk.marker)
    yield "a request id of the caller's is kept", desk.marker, chosen.headers.get("x-request-id")


def listing(desk: Desk) -> Iterator[Check]:
    """Order, filters and pages."""
    values = [
        {"title": f"{desk.marker}{desk.marker}", "category": category, "priority": priority, "status": status}
        for category, priority, status in zip(CATEGORIES, PRIORITIES, STATUSES, strict=True)
    ]
    many = desk.call("POST", "/api/tickets/", [{**one, "description": "Smoke test."} for one in values])
    yield "an array creates many", [201, 4], [many.status, len(many.json or [])]
    ids = [ticket["id"] for ticket in many.json or []]
    term = desk.marker * 2
    for name, choices in (("category", CATEGORIES), ("priority", PRIORITIES), ("status", STATUSES)):
        got = [desk.found(search=term, **{name: choice}) for choice in choices]
        yield f"filter by {name}", [[ticket_id] for ticket_id in ids], got
    both = desk.found(search=term, status="open,closed")
    yield "two values of one filter", {ids[0], ids[3]}, set(both)
    combined = {"category": "technical", "priority": "medium", "status": "in_progress"}
    yield "three filters combined", [ids[1]], desk.found(search=term, **combined)
    yield "three filters that exclude each other", [], desk.found(search=term, **{**combined, "priority": "low"})
    newest = desk.create().get("id")
    yield "newest first", newest, next(iter(desk.found()), None)
    page = desk.get("/api/tickets/", page_size=2)
    times = [
        datetime.fromisoformat(ticket["created_at"])
        for ticket in desk.get("/api/tickets/", page_size=50).get("results")
    ]
    yield "... all the way down", sorted(times, reverse=True), times
    following = desk.get("/api/tickets/", page_size=2, cursor=page.get("next"))
    seen = [[ticket["id"] for ticket in answer.get("results") or []] for answer in (page, following)]
    yield "the cursor leads to the next page", [2, 2, 0], [*map(len, seen), len(set(seen[0]) & set(seen[1]))]


def searching(desk: Desk) -> Iterator[Check]:
    """`?search=`."""
    in_title = desk.create(title=f"Broken Printer {desk.marker}T").get("id")
    in_text = desk.create(description=f"It hums, see {desk.marker}D-42.").get("id")
    yield "search in the title", [in_title], desk.found(search=f"{desk.marker}T")
    yield "search in the description", [in_text], desk.found(search=f"{desk.marker}D-42")
    yield "... whatever the case", [in_text], desk.found(search=f"{desk.marker}d-42".upper())
    yield "every word counts", [in_title], desk.found(search=f"printer {desk.marker}")
    yield "no match is an empty list", [], desk.found(search=f"{desk.marker}nothing")


def changing(desk: Desk) -> Iterator[Check]:
    """PATCH and the history."""
    ticket_id = desk.create(category="general", priority="low").get("id")
    path = f"/api/tickets/{ticket_id}/"
    changed = desk.call("PATCH", path, {"status": "resolved"})
    yield "change the status", [200, "resolved", 2], [changed.status, changed.get("status"), changed.get("version")]
    yield "... which sets resolved_at", True, bool(changed.get("resolved_at"))
    yield "... and is stored", "resolved", desk.get(path).get("status")
    yield "an unknown status is refused", 400, desk.call("PATCH", path, {"status": "lost"}).status
    stale = desk.call("PATCH", path, {"status": "open", "version": 1})
    yield "a stale version is a conflict", [409, "resolved"], [stale.status, stale.get("current", "status")]
    history = desk.get(f"{path}history/").get("results") or []
    told = [[event["kind"], event["field"], event["new_value"]] for event in history]
    yield "the history tells it, newest first", [["changed", "status", "resolved"], ["created", "", ""]], told


def figures(desk: Desk) -> Iterator[Check]:
    """Stats, trends and facets."""
    for _ in range(3):  # somebody else may create one at the same moment
        before = desk.get("/api/tickets/stats/").get("total_tickets")
        desk.create()
        stats = desk.get("/api/tickets/stats/")
        if stats.get("total_tickets") == before + 1:
            break
    yield "the total grows by one with a ticket", before + 1, stats.get("total_tickets")
    keys = ["avg_tickets_per_day", "category_breakdown", "open_tickets", "priority_breakdown", "total_tickets"]
    yield "stats has exactly the five keys", keys, sorted(stats.json)
    yield "... every category", set(CATEGORIES), set(stats.get("category_breakdown"))
    yield "... every priority", set(PRIORITIES), set(stats.get("priority_breakdown"))
    for name in ("category_breakdown", "priority_breakdown"):
        yield f"... {name} adds up", stats.get("total_tickets"), sum(stats.get(name).values())
    trends = desk.get("/api/tickets/trends/", days=14)
    days = [day["date"] for day in trends.get("per_day")]
    yield "trends has every day, oldest first", [14, sorted(set(days))], [len(days), days]
    facets = desk.get("/api/tickets/facets/", status="open")
    expected = {"category": set(CATEGORIES), "priority": set(PRIORITIES), "status": set(STATUSES)}
    yield "facets has every choice", expected, {name: set(counts) for name, counts in facets.json.items()}


def suggesting(desk: Desk) -> Iterator[Check]:
    """Classification, and what becomes of a suggestion."""
    answer = desk.call("POST", "/api/tickets/classify/", {"description": "I was charged twice for my subscription."})
    yield "classify answers 200", 200, answer.status
    yield "... billing for a double charge", "billing", answer.get("suggested_category")
    yield "... a valid priority", True, answer.get("suggested_priority") in PRIORITIES
    yield "... and where it came from", True, answer.get("source") in SOURCES
    empty = desk.call("POST", "/api/tickets/classify/", {"description": ""})
    yield "classify refuses an empty description", [400, "invalid"], [empty.status, empty.get("error", "code")]
    ticket = desk.create(
        category="billing",
        priority=answer.get("suggested_priority"),
        suggestion_id=answer.get("suggestion_id"),
        description="I was charged twice for my subscription.",
    )
    history = desk.get(f"/api/tickets/{ticket.get('id')}/history/").get("results") or []
    kinds = sorted(event["kind"] for event in history)
    yield "an accepted suggestion is in the history", ["accepted", "accepted", "created"], kinds


def serving(desk: Desk) -> Iterator[Check]:
    """What stands around the API: viewers, health, the web app, headers."""
    for path in ("/api/tickets", "/api/tickets/stats"):
        yield f"{path} without its slash", 200, desk.get(path).status
    created = desk.call("POST", "/api/tickets", {"title": desk.marker, "description": "No slash."})
    yield "POST without the slash", 201, created.status
    for path in ("/healthz", "/livez", "/readyz", "/api/docs/", "/api/redoc/"):
        yield f"{path} answers", 200, desk.get(path).status
    queue = desk.get("/readyz").get("checks", "queue")
    yield "a worker runs the jobs", "ok", queue
    schema = desk.get("/api/schema/", format="json")
    yield "/api/schema/ is OpenAPI 3", True, "openapi" in schema.text and "/api/tickets/classify/" in schema.text
    yield "/metrics is not for the outside", 404, desk.get("/metrics").status
    app = desk.get("/")
    yield (
        "the web app is at /",
        [200, True],
        [app.status, "<div" in app.text and "text/html" in app.headers["content-type"]],
    )
    yield "... and at its own addresses", app.text, desk.get("/tickets/1").text
    yield "an unknown asset is 404", 404, desk.get("/assets/gone.js").status
    for path in ("/", "/api/tickets/"):
        headers = desk.get(path).headers
        policy = headers.get("content-security-policy", "")
        yield f"{path} is sent as what it is", "nosniff", headers.get("x-content-type-options")
        yield f"{path} may not be framed", "DENY", headers.get("x-frame-options")
        yield f"{path} runs no inline script", [True, False], ["script-src 'self'" in policy, "unsafe-inline" in policy]
        yield f"{path} does not name its server", None, headers.get("server")
        yield f"{path} keeps addresses to itself", "same-origin", headers.get("referrer-policy")


GROUPS: list[Callable[[Desk], Iterator[Check]]] = [
    creating,
    refusing,
    listing,
    searching,
    changing,
    figures,
    suggesting,
    serving,
]


def run(desk: Desk) -> tuple[int, int]:
    """Tells of each check in a line; returns how many passed and how many failed."""
    passed = failed = 0
    for group in GROUPS:
        try:
            for name, expected, got in group(desk):
                if expected == got:
                    passed += 1
                    say(f"ok    {name}")
                else:
                    failed += 1
                    say(f"FAIL  {name}: expected {expected!r}, got {got!r}")
        except (OSError, http.client.HTTPException, LookupError, TypeError, AttributeError, ValueError) as error:
            # No answer, or one of another shape altogether: the rest of the group builds on it.
            failed += 1
            say(f"FAIL  {group.__name__}: could not go on: {type(error).__name__}: {error}")
    return passed, failed


def clean_up(desk: Desk) -> None:
    """Deletes the tickets made here, where the desk allows it."""
    left = [made for made in desk.made if desk.call("DELETE", f"/api/tickets/{made}/").status != 204]
    if left:
        say(f"Left behind, because the desk did not delete them: tickets {', '.join(map(str, left))}")


def obstacle(desk: Desk) -> str:
    """Why nothing can be checked, or an empty string."""
    try:
        status = desk.get("/api/tickets/", page_size=1).status
    except (OSError, http.client.HTTPException) as error:
        return f"Nothing answers at {desk.url} ({error}). Start the desk first: make run"
    if status in (401, 403):
        return "This desk asks for a sign-in; the checks need an open one (DESK_OPEN=true)."
    return f"The desk at {desk.url} is not working: it answers {status}." if status >= 500 else ""


def main(arguments: list[str]) -> int:
    """Returns the exit status."""
    if len(arguments) != 1 or not arguments[0].startswith(("http://", "https://")):
        say("usage: python -m devtools.smoke http://localhost:8080")
        return 2
    desk = Desk(arguments[0])
    if reason := obstacle(desk):
        say(reason)
        return 2
    try:
        passed, failed = run(desk)
    finally:
        clean_up(desk)
    say(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
