"""Asks before a fork and after it, in the child, on the loop that the process shares."""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path.cwd()))

from llm.config import Config, Kind, ProviderConfig
from llm.registry import Resources, build
from llm.resilience.bulkhead import Bulkhead
from llm.types import Deadline, Feature
from tests.llm.conftest import make_request


def ask(who: str) -> None:
    config = Config(providers=(ProviderConfig(kind=Kind.FAKE, model="fake"),), cache_ttl=0)
    model = build(config, feature=Feature.TRIAGE, resources=Resources(bulkhead=Bulkhead(2)))
    assert model is not None
    model.complete(make_request(), Deadline.after(60))
    sys.stdout.write(f"{who}\n")
    sys.stdout.flush()


ask("parent")
child = os.fork()
if child == 0:
    ask("child")
    os._exit(0)
sys.stdout.write(f"{os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])}\n")
