"""Brings docker-compose.prod.yml up, and checks what it promises to whoever puts the desk on the internet.

python -m devtools.production_smoke
"""

import http.client
import os
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from devtools.backup_checks import check_backup, check_encryption, check_new_machine
from devtools.chromium import provide_chromium
from devtools.compose import ComposeStack
from devtools.console import Problem, say, tool
from devtools.paths import ROOT
from devtools.production_stack import ProductionStack, Visitor, required
from devtools.role_checks import check_roles

NAME, PASSWORD = "grace", "correct-horse-battery-staple"


@tool
def main() -> None:
    """Raises Problem with the first thing that is not as it must be."""
    check_refusals()
    with ProductionStack() as stack, tempfile.TemporaryDirectory() as folder:
        trust = stack.trust(Path(folder))
        check_containers(stack)
        visitor = Visitor(stack.https, trust)
        check_http(stack, visitor)
        check_visitor(stack, visitor)
        check_roles(stack)
        check_journey(stack)
        check_upgrade(stack, Visitor(stack.https, trust))
        check_backup(stack)
        check_new_machine(stack)
        check_encryption(stack)
    say("production is as it should be")


def check_refusals() -> None:
    """Without a setting Compose stops, and names it."""
    files = ["--file", "docker-compose.yml", "--file", "docker-compose.prod.yml", "--env-file", os.devnull]
    for missing in required():
        settings = {name: value for name, value in required().items() if name != missing}
        done = subprocess.run(  # noqa: S603
            ["docker", "compose", *files, "config", "--quiet"],  # noqa: S607
            cwd=ROOT,
            env={"PATH": os.environ["PATH"], "HOME": os.environ.get("HOME", "/"), **settings},
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode == 0 or f"{missing} is missing a value: is missing - put" not in done.stderr:
            raise Problem(f"without {missing} Compose should stop and say so: {done.stderr}")
    say(f"Compose stops without any of {', '.join(required())}")


def check_containers(stack: ComposeStack) -> None:
    """Nobody is root, nothing can be written, no capability is left but Caddy's one."""
    for container in stack.inspect():
        service, host = container["Config"]["Labels"]["com.docker.compose.service"], container["HostConfig"]
        status = stack.execute(service, "cat", "/proc/1/status")
        fields = dict(line.split(":", 1) for line in status.splitlines())
        wrong = {
            "runs as root": "0" in fields["Uid"].split(),
            "has capabilities": int(fields["CapEff"], 16) != 0,
            "may gain rights": fields["NoNewPrivs"].strip() != "1",
            "has a root file system that can be written": not host["ReadonlyRootfs"],
            "keeps capabilities": host["CapDrop"] != ["ALL"]
            or bool({cap.removeprefix("CAP_") for cap in host["CapAdd"] or []} - _CAPS.get(service, set())),
            "has no limit of memory or processes": not host["Memory"] or not host["PidsLimit"],
            "has no limit of cores": not host["NanoCpus"] and service not in _OF_THE_DESK,
            "logs without end": "max-size" not in host["LogConfig"]["Config"],
            "has no init": not host["Init"],
        }
        if faults := [what for what, is_so in wrong.items() if is_so]:
            raise Problem(f"{service} {', '.join(faults)}.")
        for mount in container["Mounts"]:
            if mount["Type"] == "bind" and not any(part in mount["Source"] for part in _MOUNTED):
                raise Problem(f"{service} mounts {mount['Source']} of this machine.")
    published = {name for name, addresses in stack.published().items() if addresses}
    if published != {"caddy"}:
        raise Problem(f"only Caddy should be published: {published}")
    say("no container is root's, none can write to its root or gain a right, all have limits; only Caddy is published")


# Whose limits of cores are settings, and unless somebody sets them none.
_OF_THE_DESK = {"db", "backend", "backend-b", "worker", "caddy"}
_CAPS = {"caddy": {"NET_BIND_SERVICE"}}
# What is measured and how.
_MOUNTED = ("/observability/",)


def check_http(stack: ProductionStack, visitor: Visitor) -> None:
    """Plain http leads to https and to nothing else, another host's name leads nowhere; all with the headers."""
    status, headers = _plainly(stack, "localhost")
    _expect("what http answers", (308, "https://localhost/tickets"), (status, headers["Location"]))
    _expect_headers("http", headers)
    status, headers = _plainly(stack, "elsewhere.example")
    _expect("what http answers to another host", (421, None), (status, headers["Location"]))
    _expect_headers("http, to another host,", headers)
    status, headers, _ = visitor.ask("GET", "/tickets", host="elsewhere.example")
    _expect("what https answers to another host", 421, status)
    for path, wanted in (("/", 200), ("/livez", 200), ("/metrics", 404), ("/grafana/login", 200)):
        status, headers, _ = visitor.ask("GET", path)
        _expect(path, wanted, status)
        _expect_headers(path, headers)
        _expect(
            f"HSTS of {path}", ["max-age=31536000; includeSubDomains"], headers.get_all("Strict-Transport-Security")
        )
    say("http leads to https, other hosts' names lead nowhere, and every answer carries the security headers")


def _plainly(stack: ProductionStack, host: str) -> tuple[int, http.client.HTTPMessage]:
    connection = http.client.HTTPConnection("127.0.0.1", stack.http, timeout=10)
    connection.request("GET", "/tickets", headers={"Host": host})
    response = connection.getresponse()
    return response.status, response.headers


def _expect_headers(whose: str, headers: http.client.HTTPMessage) -> None:
    missing = [name for name in _HEADERS if len(headers.get_all(name) or []) != 1]
    if missing or "Server" in headers:
        raise Problem(f"{whose} should answer with one each of {', '.join(missing)}, and not say what it runs on.")


_HEADERS = (
    "Content-Security-Policy",
    "Cross-Origin-Opener-Policy",
    "Cross-Origin-Resource-Policy",
    "Permissions-Policy",
    "Referrer-Policy",
    "X-Content-Type-Options",
    "X-Frame-Options",
)


def check_visitor(stack: ComposeStack, visitor: Visitor) -> None:
    """Closed to strangers but for a new ticket; open to an agent who signs in; cookies for https only."""
    status, headers, _ = visitor.ask("GET", "/")
    _expect("the app", 200, status)
    if not (headers["Strict-Transport-Security"] or "").startswith("max-age=31536000"):
        raise Problem("the app comes without Strict-Transport-Security.")
    _expect("the list, for a stranger", 401, visitor.ask("GET", "/api/tickets/")[0])
    _expect("a new ticket, from a stranger", 201, submit(visitor))
    stack.tell("backend", PASSWORD, "python", "manage.py", "create_agent", NAME, "--role=agent", "--password-stdin")
    visitor.ask("GET", "/api/session/")  # brings the CSRF token
    status, headers, _ = visitor.ask("POST", "/api/session/", {"username": NAME, "password": PASSWORD})
    _expect("signing in", 200, status)
    cookie = next((c for c in headers.get_all("Set-Cookie") or [] if c.startswith("__Host-session=")), "")
    if not all(word in cookie for word in ("Secure", "HttpOnly", "SameSite=")):
        raise Problem(f"the session's cookie is not protected: {cookie.partition('=')[0]}")
    _expect("the list, for an agent", 200, visitor.ask("GET", "/api/tickets/")[0])
    _expect("metrics, from outside", 404, visitor.ask("GET", "/metrics")[0])
    say("https by Caddy's own authority; strangers submit, agents sign in, cookies are protected")


def check_journey(stack: ProductionStack) -> None:
    """In a real browser, which is told of the authority and believes nobody else's word."""
    say("a journey in the browser, by https")
    told = {
        "DESK_URL": f"https://localhost:{stack.https}",
        "DESK_AUTHORITY": stack.authority_key(),
        "DESK_USER": NAME,
        "DESK_PASSWORD": PASSWORD,
        "CHROMIUM": provide_chromium(),
    }
    command = ["npm", "run", "--silent", "e2e:production"]  # the programs are named here
    done = subprocess.run(command, cwd=ROOT / "frontend", env=os.environ | told, check=False)  # noqa: S603
    if done.returncode != 0:
        raise Problem("the journey failed: the lines above say where.")


def submit(visitor: Visitor) -> int:
    """One ticket; the status of the answer."""
    return visitor.ask("POST", "/api/tickets/", {"title": "Printer", "description": "It hums.", "category": "general"})[
        0
    ]


def check_upgrade(stack: ComposeStack, visitor: Visitor) -> None:
    """One server after the other is replaced, as docs/operations.md says, and no request is lost meanwhile."""
    done, answers, lost = threading.Event(), [0], list[str]()

    def ask() -> None:
        while not done.is_set():
            try:
                status, _, _ = visitor.ask("GET", "/healthz")
            except Problem as problem:
                lost.append(str(problem))
            else:
                answers[0] += 1
                if status != 200:
                    lost.append(str(status))
            time.sleep(0.02)

    asking = threading.Thread(target=ask)
    asking.start()
    try:
        for service in ("backend", "backend-b"):
            stack.replace(service)
    finally:
        done.set()
        asking.join()
    if lost or not answers[0]:
        raise Problem(f"of {answers[0]} requests {len(lost)} were lost while servers were replaced: {lost[:5]}")
    say(f"both servers replaced, one after the other: {answers[0]} requests, none lost")


def _expect(what: str, wanted: object, found: object) -> None:
    if wanted != found:
        raise Problem(f"{what} should be {wanted}, and is {found}.")


if __name__ == "__main__":
    sys.exit(main())
