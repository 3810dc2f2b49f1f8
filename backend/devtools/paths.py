"""Where the checkout keeps things."""

from pathlib import Path

BACKEND = Path(__file__).resolve().parents[1]
ROOT = BACKEND.parent
DATA = ROOT / ".data"
DATABASE = DATA / "postgres"
TEST_DATABASE = DATA / "test-postgres"
CADDYFILE = ROOT / "caddy" / "Caddyfile"
STATIC_ROOT = ROOT / "frontend" / "dist"
OBSERVABILITY = ROOT / "observability"
RUNBOOKS = OBSERVABILITY / "runbooks"
