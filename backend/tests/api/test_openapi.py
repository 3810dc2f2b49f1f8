"""The OpenAPI document is committed, complete and served; its viewers need nobody else."""

from contextlib import closing
from html.parser import HTMLParser
from pathlib import Path

import pytest
import yaml
from django.core.management import call_command
from drf_spectacular.generators import SchemaGenerator

from tests.conftest import ApiClient

COMMITTED = Path(__file__).resolve().parents[2] / "openapi.yaml"


def test_the_committed_document_is_what_the_code_says(tmp_path: Path) -> None:
    generated = tmp_path / "openapi.yaml"
    call_command("spectacular", file=str(generated), validate=True, fail_on_warn=True)
    assert generated.read_text() == COMMITTED.read_text(), "Run `make schema` and commit backend/openapi.yaml."


@pytest.mark.django_db
def test_the_served_document_is_the_committed_one(api: ApiClient) -> None:
    response = api.get("/api/schema/")
    assert response["Content-Type"].startswith("application/vnd.oai.openapi")
    assert yaml.safe_load(response.content) == yaml.safe_load(COMMITTED.read_text())


@pytest.mark.django_db
def test_the_document_is_made_once_in_each_format(api: ApiClient, monkeypatch: pytest.MonkeyPatch) -> None:
    as_json = {"HTTP_ACCEPT": "application/vnd.oai.openapi+json"}
    first = api.get("/api/schema/", **as_json)
    api.get("/api/schema/")
    monkeypatch.delattr(SchemaGenerator, "get_schema")

    assert api.get("/api/schema/", **as_json).content == first.content
    again = api.get("/api/schema/")
    assert again["Content-Type"] == "application/vnd.oai.openapi; charset=utf-8"
    assert again["Content-Disposition"] == 'inline; filename="Triage Desk.yaml"'


def test_every_operation_tells_the_error_body() -> None:
    operations = [
        operation for path in yaml.safe_load(COMMITTED.read_text())["paths"].values() for operation in path.values()
    ]
    assert len(operations) >= 10
    for operation in operations:
        schema = operation["responses"]["default"]["content"]["application/json"]["schema"]
        assert schema == {"$ref": "#/components/schemas/Error"}
        assert {"406", "503"} <= set(operation["responses"])


def test_the_errors_that_operations_name_have_the_error_body_and_its_request_id() -> None:
    responses = yaml.safe_load(COMMITTED.read_text())["components"]["responses"]
    assert len(responses) >= 10
    for response in responses.values():
        assert response["content"]["application/json"]["schema"] == {"$ref": "#/components/schemas/Error"}
        assert response["headers"]["X-Request-ID"]["required"]


class _Page(HTMLParser):
    """What a browser would load, and what a strict content security policy would stop."""

    def __init__(self) -> None:
        super().__init__()
        self.loads: list[str] = []
        self.scripts = 0
        self.inline: list[str] = []
        self._inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._inside = tag
        self.scripts += tag == "script"
        for name, value in attrs:
            if name in {"src", "href", "spec-url", "data-spec-url"}:
                self.loads.append(value or "")
            if name.startswith("on") or (value or "").startswith("javascript:"):
                self.inline.append(f"{tag} {name}")

    def handle_endtag(self, tag: str) -> None:
        self._inside = ""

    def handle_data(self, data: str) -> None:
        if self._inside == "script" and data.strip():
            self.inline.append(data)


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/api/docs/", "/api/redoc/"])
def test_a_viewer_has_no_inline_script_and_names_no_other_origin(api: ApiClient, path: str) -> None:
    page = _Page()
    page.feed(api.get(path).content.decode())
    assert page.scripts
    assert page.inline == []
    for address in page.loads:
        assert address.startswith("/")
        assert not address.startswith("//")
        with closing(api.get(address)) as response:
            assert response.status_code == 200, address
