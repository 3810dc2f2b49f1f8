"""A replica that became a primary of its own; in a file of its own, because there is no way back."""

import pytest

from replica.standing import ALIAS
from tests.conftest import ApiClient
from tests.replica.conftest import Standby
from tests.replica.desk import answered_by, created, in_order, listed

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", ALIAS])


def test_a_promoted_server_is_no_replica(api: ApiClient, standby: Standby) -> None:
    ticket = created(api)
    assert standby.ask("SELECT pg_promote()")
    with answered_by("away"):
        assert listed(api)[0]["id"] == ticket["id"]
    assert not in_order()
