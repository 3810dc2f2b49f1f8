"""Walking through a list page by page, as a client does."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from tests.conftest import ApiClient


def get(api: ApiClient, query: dict[str, Any], path: str = "/api/tickets/") -> dict[str, Any]:
    """One page; fails the test for anything but a 200."""
    response = api.get(f"{path}?{urlencode(query, doseq=True)}")
    assert response.status_code == 200, response.content
    body: dict[str, Any] = response.json()
    return body


def ids(page: dict[str, Any]) -> list[int]:
    return [row["id"] for row in page["results"]]


def walk(
    api: ApiClient,
    query: dict[str, Any],
    direction: str = "next",
    between: Callable[[], object] = lambda: None,
    path: str = "/api/tickets/",
) -> list[dict[str, Any]]:
    """All pages from the one that `query` asks for, along `next` or `previous`; calls `between` before each other."""
    pages = [get(api, query, path)]
    while cursor := pages[-1][direction]:
        assert len(pages) < 500, "the walk does not end"
        between()
        pages.append(get(api, {**{k: v for k, v in query.items() if k != "page"}, "cursor": cursor}, path))
    return pages


def seen(pages: list[dict[str, Any]]) -> list[int]:
    """The ids of a walk, in its order."""
    return [pk for page in pages for pk in ids(page)]


def seen_backwards(pages: list[dict[str, Any]]) -> list[int]:
    """The same of a walk along `previous`, put into the order of the list."""
    return [pk for page in reversed(pages) for pk in ids(page)]
