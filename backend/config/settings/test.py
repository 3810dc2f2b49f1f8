"""For the tests: as in production, but quieter, and open unless a test closes the desk."""

from config.settings import base
from config.settings.base import *  # noqa: F403
from llm.config import Config

DATABASES.pop("replica", None)  # noqa: F405 -- the test of it makes one
LLM = Config()  # off, whatever keys the environment holds: a test that wants a model says which
SECRET_KEY = "only-for-the-tests-" + "0" * 32
DESK_OPEN = True
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
SESSION_COOKIE_SECURE = False
CSRF_COOKIE_SECURE = False
OPENID = None
SECOND_FACTOR_REQUIRED = None
THROTTLE_RATES = dict.fromkeys(base.THROTTLE_RATES)  # a test of throttling sets its own
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
LOGGING = {"level": "INFO", "format": "json"}
STATIC_ROOT = None  # type: ignore[assignment]
WHITENOISE_USE_FINDERS = True
