"""What every environment shares. Everything comes from the environment; the defaults are the secure ones."""

from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from api import error_responses
from api.client_address import networks
from api.rates import parse_rate
from config.database import database, replica
from config.env import env, secret, secrets_of
from config.ownership import application_role
from config.settings.signing_in import *  # noqa: F403
from llm.config import Config
from llm.environment import read_config
from llm.errors import ConfigError

BASE_DIR = Path(__file__).resolve().parents[2]

DEBUG = False
SECRET_KEY = secret("SECRET_KEY")
# Earlier keys, and the next one: what they sign holds, and what they encrypt is read (docs/operations.md).
SECRET_KEY_FALLBACKS = secrets_of("SECRET_KEY_FALLBACKS")
ALLOWED_HOSTS: list[str] = env.list("ALLOWED_HOSTS", default=[])

# True lets everybody do everything without signing in: for trying the desk out, never for the internet.
DESK_OPEN: bool = env.bool("DESK_OPEN", default=False)
BUILD_VERSION: str = env.str("BUILD_VERSION", default="dev")
BUILD_COMMIT: str = env.str("BUILD_COMMIT", default="unknown")

# What Prometheus reads at /metrics. False is for measuring what that costs.
METRICS: bool = env.bool("METRICS", default=True)
_MEASURING = [
    "telemetry.metrics.exposition.ExpositionMiddleware",
    "telemetry.metrics.http.RequestMetricsMiddleware",
]
# What the worker's exporter reads from the database; dotted paths, so that `telemetry` imports no other app.
DATABASE_GAUGES = [
    "tickets.gauges.source",
    "triage.gauges.source",
    "inference.gauges.source",
    "analysis.gauges.source",
    "jobs.gauges.source",
]
# Where the worker answers Prometheus (host:port; empty: nowhere), and what makes it do so.
WORKER_METRICS_BIND: str = env.str("WORKER_METRICS_BIND", default="127.0.0.1:9101")
BEFORE_WORK = "config.measuring.begin_working"

INSTALLED_APPS = [
    "accounts.admin_config.DeskAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "rest_framework",
    "django_filters",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "procrastinate.contrib.django",
    "jobs",
    "axes",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "api",
    "accounts",
    "tickets",
    "inference",
    "triage",
    "analysis",
    "telemetry",
    "privileges",
    "demo",
]

MIDDLEWARE = [
    *(_MEASURING if METRICS else []),
    "telemetry.request_id.RequestIdMiddleware",
    "telemetry.access_log.AccessLogMiddleware",
    "api.client_address.ClientAddressMiddleware",
    "api.middleware.SecurityHeadersMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "api.refusals.FloodMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "api.middleware.LengthRequiredMiddleware",
    "api.middleware.OptionalSlashMiddleware",
    "django.middleware.common.CommonMiddleware",  # refuses other hosts than ALLOWED_HOSTS (DNS rebinding)
    "postgresql.middleware.OutageMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "accounts.sessions.SessionUserMiddleware",
    "accounts.session_lifetime.SessionLifetimeMiddleware",
    "accounts.second_factor_demand.SecondFactorMiddleware",
    "accounts.admin_messages.AdminMessageMiddleware",
    "axes.middleware.AxesMiddleware",  # answers 429 to who is locked out
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
APPEND_SLASH = False  # OptionalSlashMiddleware does it without a redirect, which would lose a POST's body
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "accounts.backends.DeskBackend"]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "api" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]

# --- Database -------------------------------------------------------------------------------------------------------
# Transactions stand in services, so a read never holds one.

WEB_THREADS: int = env.int("WEB_THREADS", default=4)

DATABASES = {"default": database(threads=WEB_THREADS)}
DATABASES["default"]["ENGINE"] = "postgresql"
# Who asks at these paths waits at most so many seconds for a database that is away, instead of DB_POOL_TIMEOUT, ...
SHORT_PATIENCE = {"/api/tickets/classify/": 1.0, "/healthz": 1.0, "/readyz": 1.0}
# ... and is then answered by this view, if there is one.
WITHOUT_DATABASE = {"/api/tickets/classify/": "triage.api.views.classify_without_database"}
# A second server that answers lists and figures when it has all that this one has (docs/decisions/0030).
if _replica := replica(threads=WEB_THREADS):
    DATABASES["replica"] = {**_replica, "ENGINE": DATABASES["default"]["ENGINE"]}
DATABASE_ROUTERS = ["replica.router.ReplicaRouter"]
# Seconds that a read waits for the replica to have it, before the primary answers.
REPLICA_MAX_LAG_SECONDS: float = env.float("REPLICA_MAX_LAG_SECONDS", default=0.05)
# How /readyz finds out about it; a dotted path, so that `telemetry` does not import `replica`.
REPLICA_STATUS = "replica.standing.status"
# The role that may read and write rows only, and is given that after migrations; "" where it owns the tables too.
APPLICATION_ROLE: str = application_role()
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- Language, time, static files -----------------------------------------------------------------------------------

LANGUAGE_CODE = "en"
USE_I18N = False
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedStaticFilesStorage"},
}

# --- Security -------------------------------------------------------------------------------------------------------

# The proxies that are believed about the client's address and https: "unix" (a Unix socket) and networks.
TRUSTED_PROXIES: list[str] = env.list("TRUSTED_PROXIES", default=["unix"])
try:
    networks(TRUSTED_PROXIES)
except ValueError as error:
    raise ImproperlyConfigured(f"TRUSTED_PROXIES: {error}. Write for example unix or 172.16.0.0/12.") from error

# The address people open, for links that the desk writes.
DESK_URL: str = env.str("DESK_URL", default="").rstrip("/") or f"https://{next(iter(ALLOWED_HOSTS), 'localhost')}"

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "api.errors.csrf_failure"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 16 * 1024 * 1024  # bytes; Caddy's limit is the same

# Where the admin site is, without a leading slash; empty: nowhere. Caddy hands on what is below /api/.
ADMIN_PATH: str = env.str("ADMIN_PATH", default="api/admin/")

# How often a client may ask: write (any change) by account, everything else by address; errors are the web app's own.
_RATES = {
    "submit": "30/min",
    "classify": "60/min",
    "login": "20/min",
    "write": "600/min",
    "admin": "120/min",
    "errors": "20/min",
    "follow": "60/min",
    "csp": "30/min",
    "presence": "600/min",
}
try:
    THROTTLE_RATES = {
        scope: parse_rate(env.str(f"THROTTLE_{scope.upper()}", default="") or rate) for scope, rate in _RATES.items()
    }
except ValueError as error:
    raise ImproperlyConfigured(f"THROTTLE_SUBMIT and its like: {error}") from error

# --- API ------------------------------------------------------------------------------------------------------------

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "accounts.authentication.BearerAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["api.permissions.IsAgent"],
    "DEFAULT_THROTTLE_CLASSES": ["api.throttling.DeskThrottle"],
    "DEFAULT_PARSER_CLASSES": ["api.parsers.StrictJSONParser"],
    "DEFAULT_RENDERER_CLASSES": ["api.renderers.QuickJSONRenderer"],
    "DEFAULT_CONTENT_NEGOTIATION_CLASS": "api.negotiation.QuickNegotiation",
    "DEFAULT_FILTER_BACKENDS": [],
    "DEFAULT_SCHEMA_CLASS": "api.schema.DeskAutoSchema",
    "EXCEPTION_HANDLER": "api.errors.exception_handler",
    "URL_FORMAT_OVERRIDE": None,
}

SPECTACULAR_SETTINGS = {
    "TITLE": "Triage Desk",
    "DESCRIPTION": "Support tickets with suggested categories and priorities. Every error has the same shape.",
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_PERMISSIONS": ["rest_framework.permissions.AllowAny"],
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "REDOC_DIST": "SIDECAR",
    "COMPONENT_SPLIT_REQUEST": True,
    "APPEND_COMPONENTS": {"responses": error_responses.COMPONENTS},
    "ENUM_NAME_OVERRIDES": {
        "CategoryEnum": "tickets.choices.Category",
        "PriorityEnum": "tickets.choices.Priority",
        "StatusEnum": "tickets.choices.Status",
        "SourceEnum": "tickets.choices.Source",
        "SuggestedFieldEnum": ["category", "priority"],
        "RunStatusEnum": "analysis.choices.RunStatus",
        "RunTicketStatusEnum": "analysis.choices.RunTicketStatus",
        "RunScopeEnum": "analysis.choices.Scope",
        "ScopeEnum": "accounts.models.token.Scope",
        "ReduceSourceEnum": "analysis.choices.ReduceSource",
        "FigureGroupEnum": "analysis.choices.FigureGroup",
    },
}

# The classifier behind tickets that arrive without a category or a priority. A dotted path, so that `tickets` does
# not import `triage`.
TICKET_SUGGESTER = "triage.suggester.StoredSuggester"

# --- Models ---------------------------------------------------------------------------------------------------------

try:
    LLM: Config = read_config(secret)
except ConfigError as error:
    raise ImproperlyConfigured(str(error)) from error
# Masks e-mail addresses, phone and card numbers, IBANs and API keys before a text leaves the machine.
LLM_REDACT: bool = env.bool("LLM_REDACT", default=False)
# How /readyz finds out; a dotted path, so that `telemetry` does not import `inference`.
AI_STATUS = "inference.status.ai_status"

# --- Analysis runs --------------------------------------------------------------------------------------------------


def _at_least_one(name: str, default: int) -> int:
    value: int = env.int(name, default=default)
    if value < 1:
        raise ImproperlyConfigured(f"{name}={value} must be 1 or more.")
    return value


# Calls of models under way at once for all runs, over all workers.
ANALYSIS_MAX_CONCURRENT = _at_least_one("ANALYSIS_MAX_CONCURRENT", 5)
# Tickets that one job analyses, one after the other.
ANALYSIS_CHUNK = _at_least_one("ANALYSIS_CHUNK", 20)
# Tickets of one run.
ANALYSIS_MAX_TICKETS = _at_least_one("ANALYSIS_MAX_TICKETS", 10_000)

# --- Jobs -----------------------------------------------------------------------------------------------------------

PROCRASTINATE_ON_APP_READY = "jobs.setup.on_app_ready"
# How /readyz finds out whether a worker runs.
QUEUE_STATUS = "jobs.status.queue_status"

# Seconds that running jobs have to finish when a worker is told to stop.
WORKER_GRACE_SECONDS = _at_least_one("WORKER_GRACE_SECONDS", 25)
# Seconds between two signs of life, without one until a worker counts as dead, and between two looks for its jobs.
WORKER_HEARTBEAT_SECONDS = 5
WORKER_STALLED_SECONDS = 30
WORKER_RECOVERY_SECONDS = 15
# A file that a worker touches while it lives, for a health check (`python -m jobs.alive FILE`); "" is none.
WORKER_ALIVE_FILE: str = env.str("WORKER_ALIVE_FILE", default="")
# How long jobs are kept that have succeeded or been given up, and those that have failed.
JOB_RETENTION_HOURS = _at_least_one("JOB_RETENTION_HOURS", 24)
FAILED_JOB_RETENTION_DAYS = _at_least_one("FAILED_JOB_RETENTION_DAYS", 30)
# How long suggestions are kept that no ticket came from, and the keys of requests that may be sent twice.
SUGGESTION_RETENTION_DAYS = _at_least_one("SUGGESTION_RETENTION_DAYS", 30)
IDEMPOTENCY_KEY_RETENTION_DAYS = _at_least_one("IDEMPOTENCY_KEY_RETENTION_DAYS", 7)

# --- Logging --------------------------------------------------------------------------------------------------------

# Where errors go; empty: nowhere. Of requests, a share is timed in full (telemetry.sentry.TRACES unless it is set).
SENTRY_DSN = secret("SENTRY_DSN")
_module: str = env.str("DJANGO_SETTINGS_MODULE", default="")
SENTRY_ENVIRONMENT: str = env.str("SENTRY_ENVIRONMENT", default="") or _module.rpartition(".")[2]
_share: str = env.str("SENTRY_TRACES_SAMPLE_RATE", default="")
SENTRY_TRACES_SAMPLE_RATE = float(_share) if _share else None

LOG_LEVEL: str = env.str("LOG_LEVEL", default="INFO").upper()
LOG_FORMAT: str = env.str("LOG_FORMAT", default="json")
LOGGING_CONFIG = "telemetry.logging.configure"
LOGGING = {"level": LOG_LEVEL, "format": LOG_FORMAT}
