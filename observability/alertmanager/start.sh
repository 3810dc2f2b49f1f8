#!/bin/sh
# Starts Alertmanager with alertmanager.yml and receivers from the environment, each optional and empty by default:
#
#   ALERT_PAGE_WEBHOOK_URL    where to POST what wakes somebody (a pager's or a chat's webhook)
#   ALERT_TICKET_WEBHOOK_URL  where to POST what can wait until the morning; the same as for pages if unset
#   ALERT_EMAIL_TO            who gets both by mail, through ALERT_SMTP_HOST (host:port), from ALERT_EMAIL_FROM,
#                             signed in as ALERT_SMTP_USER with ALERT_SMTP_PASSWORD if there is a user
#
# A secret may stand in a file: NAME_FILE names it. `start.sh --render FILE` writes the configuration and starts nothing.
set -eu

fail() {
  echo "alertmanager: $1" >&2
  exit 1
}

# setting NAME: its value, or the first line of the file that NAME_FILE names.
setting() {
  eval "value=\${$1:-} file=\${$1_FILE:-}"
  if [ -z "$value" ] && [ -n "$file" ]; then
    [ -r "$file" ] || fail "$1_FILE=$file cannot be read."
    value=$(head -n 1 "$file")
  fi
  case $value in
    *"'"* | *'
'*) fail "$1 must not contain quotes or line breaks." ;;
  esac
  printf %s "$value"
}

receiver() { # receiver NAME WEBHOOK_URL
  echo "  - name: $1"
  if [ -n "$2" ]; then
    echo "    webhook_configs:"
    echo "      - {url: '$2', send_resolved: true}"
  fi
  if [ -n "$email" ]; then
    echo "    email_configs:"
    echo "      - to: '$email'"
    echo "        from: '$sender'"
    echo "        smarthost: '$smtp'"
    echo "        send_resolved: true"
    if [ -n "$user" ]; then
      echo "        auth_username: '$user'"
      echo "        auth_password: '$password'"
    fi
  fi
}

page=$(setting ALERT_PAGE_WEBHOOK_URL)
ticket=$(setting ALERT_TICKET_WEBHOOK_URL)
email=$(setting ALERT_EMAIL_TO)
sender=$(setting ALERT_EMAIL_FROM)
smtp=$(setting ALERT_SMTP_HOST)
user=$(setting ALERT_SMTP_USER)
password=$(setting ALERT_SMTP_PASSWORD)
for url in "$page" "$ticket"; do
  case $url in
    '' | http://* | https://*) ;;
    *) fail "a webhook's URL begins with http:// or https://." ;;
  esac
done
if [ -n "$email" ] && { [ -z "$smtp" ] || [ -z "$sender" ]; }; then
  fail "ALERT_EMAIL_TO needs ALERT_SMTP_HOST (host:port) and ALERT_EMAIL_FROM."
fi
[ -n "$page$ticket$email" ] || echo "alertmanager: nobody is told: neither ALERT_PAGE_WEBHOOK_URL nor ALERT_EMAIL_TO is set." >&2

config=/tmp/alertmanager.yml
if [ "${1:-}" = --render ]; then
  config=$2
fi
umask 077
{
  cat "$(dirname "$0")/alertmanager.yml"
  receiver page "$page"
  receiver ticket "${ticket:-$page}"
} >"$config"
[ "${1:-}" != --render ] || exit 0
exec /bin/alertmanager --config.file="$config" "$@"
