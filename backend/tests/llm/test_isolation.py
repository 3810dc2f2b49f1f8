"""`llm` stands alone, and costs nothing where it is not used."""

import subprocess
import sys
from pathlib import Path

BACKEND = Path(__file__).resolve().parents[2]

SCRIPT = """
import sys
from llm.config import Config, Kind, ProviderConfig
from llm.registry import Resources, build
from llm.resilience.bulkhead import Bulkhead
from llm.types import Feature
import llm.environment, llm.status
kinds = [ProviderConfig(kind=kind, model="m", api_key="k", base_url="http://localhost") for kind in Kind]
build(Config(providers=tuple(kinds)), feature=Feature.TRIAGE, resources=Resources(bulkhead=Bulkhead(1)))
ours = {"accounts", "api", "config", "telemetry", "tickets", "triage", "django", "structlog"}
print(sorted({name.partition(".")[0] for name in sys.modules} & {*ours, "anthropic", "openai", "google"}))
"""


def test_building_every_provider_imports_no_sdk_no_django_and_nothing_of_the_desk() -> None:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT], cwd=BACKEND, capture_output=True, text=True, timeout=120, check=False
    )
    assert (done.stdout.strip(), done.returncode) == ("[]", 0), done.stdout + done.stderr
