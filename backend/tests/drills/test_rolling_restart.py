"""A small `make rolling-restart`: one of two servers behind Caddy is replaced under requests, and none fails."""

from drills.chaos.folder import data_folder
from drills.chaos.ledger import Told
from drills.chaos.product import product
from drills.chaos.promises import unexpected
from drills.chaos.rolling import roll


def test_nobody_notices_that_a_server_is_replaced() -> None:
    with data_folder() as folder, product(folder / "postgres", {"WEB_WORKERS": "1"}, agents=1) as desk:
        people, replaced = roll(desk, requests=300, rate=40, replacements=1)
        assert replaced >= 1
        assert len(people.asked) >= 300
        assert [asked for asked in people.asked if asked.failed] == []
        assert unexpected(people.asked) == []
        assert people.ledger.faults(desk.postgres.url) == []
        assert min(people.ledger.told(Told.STORED)) > 10
