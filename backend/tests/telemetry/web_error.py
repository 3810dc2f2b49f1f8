"""What a browser sends that has run into an error over somebody's text."""

from tests.telemetry.secret import SECRET

STACK = f"""TypeError: cannot read '{SECRET}'
    at openTicket (https://desk.example/assets/ticket-b2.js:1:234)
    at {SECRET}
    at https://desk.example/assets/index-a1.js:9:8"""
WEB_ERROR = {
    "type": "TypeError",
    "message": f"cannot read '{SECRET}'",
    "stack": STACK,
    "route": "/tickets/12",
    "request_id": "failed-request",
}
