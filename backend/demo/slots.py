"""The particulars of a made-up ticket: names, numbers, products."""

import unicodedata
from collections.abc import Callable
from datetime import datetime, timedelta
from random import Random


def _words(text: str, separator: str = " ") -> list[str]:
    return text.split(separator)


_FIRST_NAMES = _words(
    "Aisha Andrés Beatriz Chloé Daniel Elif Emeka Freya Giulia Hannah Ines Jakub Jonas Katarzyna Lars Lucía Mehmet"
    " Mónica Nadia Olivia Priya Rafael Sakura Thomas Tomás Ursula Viktor Wei Yara Zoë"
)
_LAST_NAMES = _words(
    "Almeida Becker Costa Dubois Eriksen Fischer García Haddad Ito Jensen Kowalski Laurent Müller Nguyen Okafor Park"
    " Quinn Rossi Santos Schmidt Silva Takahashi Ünal Vargas Weiß Yılmaz Zhang"
)
_COMPANIES = _words(
    "Alder & Finch|Bakkerij De Molen|Blue Harbor Logistics|Casa Verde|Cedarline Clinics|Drei Linden GmbH|Fjord Cycles"
    "|Hallmarket|Kestrel Foods|Lumière Optique|Mercado do Porto|Northgate Schools|Orchard Dental|Pino Verde"
    "|Quayside Hotels|Sonnenhof eG|Tramway Coffee|Wexford Tools",
    "|",
)
_MODULES = _words(
    "Reports|Shared Inbox|Scheduler|Data Export|Dashboard|Customer Portal|Inventory|Time Tracking|Booking Page"
    "|Product Catalogue",
    "|",
)
_ITEMS = _words("label printer|barcode scanner|card reader|receipt printer|docking station|customer display", "|")
_CITIES = _words("Lisbon Hamburg Lyon Sevilla Dublin Kraków Oslo Toronto Nairobi Osaka Porto Zürich Denver Utrecht")
_MONTHS = (
    _words("January February March April May June July August September October November December"),
    _words("Januar Februar März April Mai Juni Juli August September Oktober November Dezember"),
)

_Maker = Callable[[Random, datetime], str]


def _one_of(*values: str) -> _Maker:
    return lambda rng, _: rng.choice(values)


def _number(low: int, high: int, form: str = "{}") -> _Maker:
    return lambda rng, _: form.format(rng.randint(low, high))


def _characters(form: str, alphabet: str, length: int) -> _Maker:
    return lambda rng, _: form.format("".join(rng.choices(alphabet, k=length)))


def _money(low: int, high: int) -> _Maker:
    def make(rng: Random, at: datetime) -> str:
        amount = f"{rng.randint(low, high):,}.{rng.choice(('00', '00', '90', '50'))}"
        return rng.choice(("${}", "€{}", "{} EUR", "£{}")).format(amount)

    return make


def _month(rng: Random, at: datetime, language: int = 0) -> str:
    return _MONTHS[language][at.month - 1]


def _some_days_before(rng: Random, at: datetime) -> datetime:
    return at - timedelta(days=rng.randint(1, 12))


def _date(rng: Random, at: datetime) -> str:
    day = _some_days_before(rng, at)
    return f"{day.day} {_MONTHS[0][day.month - 1]}"


def _time(rng: Random, at: datetime) -> str:
    return f"{at - timedelta(minutes=rng.randint(8, 90)):%H:%M}"


def _name(rng: Random, at: datetime) -> str:
    return f"{rng.choice(_FIRST_NAMES)} {rng.choice(_LAST_NAMES)}"


def _email(rng: Random, at: datetime) -> str:
    name = unicodedata.normalize("NFKD", _name(rng, at).lower().replace(" ", ".").replace("ı", "i").replace("ß", "ss"))
    # example.com and its like belong to nobody (RFC 2606).
    return f"{name.encode('ascii', 'ignore').decode()}@{rng.choice(('example.com', 'example.org', 'example.net'))}"


_DIGITS = "0123456789"
_HEX = "0123456789abcdef"
_LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ"

_MAKERS: dict[str, _Maker] = {
    "amount": _money(19, 390),
    "attempts": _one_of("three", "four", "five", "at least six"),
    "browser": _one_of("Firefox", "Chrome", "Safari", "Edge"),
    "card": _characters("{}", _DIGITS, 4),
    "city": _one_of(*_CITIES),
    "city_too": _one_of("Berlin", "Madrid", "Singapore", "São Paulo"),
    "company": _one_of(*_COMPANIES),
    "count": _number(4, 38),
    "date": _date,
    "date_short": lambda rng, at: f"{_some_days_before(rng, at):%d/%m}",
    "days": _number(4, 24),
    "email": _email,
    "error_code": _one_of("E-4031", "E-1007", "ERR_SYNC_409", "ERR_TIMEOUT", "DESK-2214", "0x80070005", "E_CONN_RESET"),
    "file": _one_of("report_q3.csv", "customers.xlsx", "export-final.csv", "Stückliste.pdf", "orders_2.csv"),
    "first_name": _one_of(*_FIRST_NAMES),
    "http_status": _one_of("500", "502", "503", "504"),
    "hundreds": _number(2, 48, "{}00"),
    "idp": _one_of("Okta", "Entra ID", "Keycloak", "Google Workspace"),
    "integration": _one_of("Slack", "HubSpot", "Salesforce", "Zapier", "Google Calendar", "Shopify"),
    "invoice": lambda rng, at: f"INV-{at.year}-{rng.randint(1_000, 99_999):06}",
    "item": _one_of(*_ITEMS),
    "large_amount": _money(4_200, 39_900),
    "minutes": _number(12, 55),
    "module": _one_of(*_MODULES),
    "month": _month,
    "month_de": lambda rng, at: _month(rng, at, 1),
    "name": _name,
    "order": _characters("ORD-{}", _DIGITS, 6),
    "os": _one_of("Windows 11", "macOS 15", "Ubuntu 24.04", "Android 15", "iOS 18"),
    "phone": _one_of("a Pixel 9", "an iPhone 16", "a Galaxy S24", "an iPad"),
    "phone_number": _characters("+1 555 01{}", _DIGITS, 2),  # 555-0100 to 555-0199 are nobody's
    "plan": _one_of("Starter", "Team", "Business", "Enterprise"),
    "reference": _characters("RF{}", _LETTERS + _DIGITS, 9),
    "request_id": _characters("{}", _HEX, 16),
    "seconds": _number(9, 48),
    "serial": _characters("SN-{}", _LETTERS + _DIGITS, 8),
    "sender": _name,
    "sender_first": _one_of(*_FIRST_NAMES),
    "small_amount": _money(3, 18),
    "team_size": _number(6, 140),
    "time": _time,
    "tracking": _characters("1Z{}", _DIGITS, 12),
    "version": lambda rng, _: f"{rng.randint(4, 6)}.{rng.randint(0, 19)}.{rng.randint(0, 9)}",
}


class Slots(dict[str, str]):
    """The particulars of one ticket: made up when they are first named, the same wherever they are named again."""

    def __init__(self, rng: Random, at: datetime) -> None:
        super().__init__()
        self._rng = rng
        self._at = at

    def __missing__(self, name: str) -> str:
        value = self[name] = _MAKERS[name](self._rng, self._at)
        return value
