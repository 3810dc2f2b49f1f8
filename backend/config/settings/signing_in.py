"""Passwords, guessing, other ways to sign in, and how long a session lasts. Part of the base settings."""

from datetime import timedelta

from config.env import env
from config.openid import openid
from config.second_factor import second_factor_required

# As OWASP advises for Argon2id.
PASSWORD_HASHERS = ["accounts.hashers.DeskArgon2Hasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
PASSWORD_RESET_TIMEOUT = 24 * 3600  # seconds for which a link to set a password holds
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]  # the account stays usable from elsewhere
AXES_CLIENT_IP_CALLABLE = "accounts.lockout.locked_address"
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_LOCKOUT_CALLABLE = "accounts.lockout.locked_out"
AXES_VERBOSE = False

OPENID = openid()
OTP_TOTP_ISSUER = "Triage Desk"
# The role from which on an account must have a second factor; None: nobody must.
SECOND_FACTOR_REQUIRED = second_factor_required(otherwise="nobody")

SESSION_ENGINE = "accounts.sessions"
# Sessions end after so long without a request, and so long after signing in whatever happens.
SESSION_COOKIE_AGE = env.int("SESSION_IDLE_MINUTES", default=120) * 60
SESSION_LONGEST: int = env.int("SESSION_LONGEST_HOURS", default=12) * 3600  # seconds
