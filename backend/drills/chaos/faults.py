"""What is broken, for how long that is announced, and how it is repaired."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

import psycopg

from bench.model_server import Manners, change_manners
from drills.chaos import analysis
from drills.chaos.asking import Client
from drills.chaos.disk import Disk
from drills.chaos.people import People
from drills.chaos.product import Product
from drills.chaos.promises import Allowed, in_flight_only, nothing, refusals, unreached

OUTAGE = 3.0  # seconds
MODEL_AWAY = 8.0
WORKING = Manners(seconds=0.2, failing=0, silent=0)


@dataclass(frozen=True)
class Scene:
    """Everything that can be broken."""

    product: Product
    disk: Disk
    model: str
    people: People
    client: Client
    analyses: list[int] = field(default_factory=list)


@dataclass(frozen=True)
class Fault:
    """`happen` breaks something and repairs it. It returns when it was broken, where finding it took a moment.

    `window`: the announced seconds from the beginning of the fault, after which nothing may fail any more.
    """

    name: str
    window: float
    allowed: Allowed
    happen: Callable[[Scene], float | None]


def _postgres_restarts(scene: Scene) -> None:
    scene.product.postgres.restart()
    scene.product.wait_for_postgres()


def _postgres_away(scene: Scene) -> None:
    stopping = time.monotonic()
    scene.product.postgres.stop()
    time.sleep(max(0.0, OUTAGE - (time.monotonic() - stopping)))
    scene.product.postgres.start()
    scene.product.wait_for_postgres()


def _connections_cut(scene: Scene) -> None:
    with psycopg.connect(scene.product.postgres.url, autocommit=True) as connection:
        connection.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()")


def _web_process_killed(scene: Scene) -> float:
    scene.product.servers[0].kill_child()
    return time.monotonic()


def _web_server_killed(scene: Scene) -> float:
    server = scene.product.servers[1]
    server.kill()
    killed = time.monotonic()
    time.sleep(1)  # until its address is free again
    server.wait()
    return killed


def _worker_killed(scene: Scene) -> None:
    scene.analyses.append(analysis.begin(scene.client, scene.product.identities[0]))
    time.sleep(3)
    scene.product.worker.kill()
    time.sleep(1)
    scene.product.worker.wait()


def _disk_full(scene: Scene) -> None:
    scene.disk.fill()
    time.sleep(OUTAGE)
    scene.disk.free()
    scene.product.postgres.revive()
    scene.product.wait_for_postgres()


def _model(manners: Manners) -> Callable[[Scene], None]:
    def happen(scene: Scene) -> None:
        change_manners(scene.model, manners)
        time.sleep(MODEL_AWAY)
        change_manners(scene.model, WORKING)

    return happen


def _clock_jumps(scene: Scene) -> None:
    for seconds in (3600, -600, 0):
        scene.product.clock.jump(seconds)
        time.sleep(4)


def _caddy_restarted(scene: Scene) -> None:
    scene.product.caddy.replace()


def _deploy(scene: Scene) -> None:
    scene.product.rolling_restart()


FAULTS = (
    Fault("PostgreSQL is restarted", 15, nothing, _postgres_restarts),
    Fault("PostgreSQL is away for 3 s", 20, refusals(5), _postgres_away),
    Fault("all connections are cut", 10, nothing, _connections_cut),
    Fault("a web process is killed (-9)", 10, in_flight_only, _web_process_killed),
    Fault("a web server is killed (-9)", 30, in_flight_only, _web_server_killed),
    Fault("the worker is killed (-9) during an analysis", 30, nothing, _worker_killed),
    Fault("the disk of PostgreSQL is full for 3 s", 30, refusals(None), _disk_full),
    Fault("the model hangs", 15, nothing, _model(Manners(failing=0, silent=1))),
    Fault("the model fails", 15, nothing, _model(Manners(failing=1, silent=0, seconds=0.05))),
    Fault("the model babbles", 15, nothing, _model(Manners(failing=0, silent=0, babbling=1, seconds=0.05))),
    Fault("a server's and the worker's clocks jump", 20, nothing, _clock_jumps),
    Fault("Caddy is restarted", 15, unreached, _caddy_restarted),
    Fault("a deploy: both servers replaced", 60, nothing, _deploy),
)
