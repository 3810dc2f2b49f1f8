"""What LLM_REDACT masks, what it leaves alone, and in which time."""

import re
import time

import pytest

from inference.redaction import redact

JWT = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N"
MASKED = {
    "EMAIL": ["ada@example.org", "a.b+c@mail.example.co.uk", "jürgen@müller.example", "o_k-1@sub-domain.example"],
    "CARD": [
        "4111111111111111",
        "4111 1111 1111 1111",
        "5500-0000-0000-0004",
        "2223 0031 2200 3222",
        "3782 822463 10005",
        "6011000990139424",
        "3566002020360505",
        "6212 3400 0000 0000 01",
    ],
    "IBAN": [
        "DE89 3704 0044 0532 0130 00",
        "DE89370400440532013000",
        "de89 3704 0044 0532 0130 00",
        "BE68 5390 0754 7034",
        "AT61 1904 3002 3457 3201",
        "GB29 NWBK 6016 1331 9268 19",
        "FR14 2004 1010 0505 0001 3M02 606",
        "NO93 8601 1117 947",
        "MT84 MALT 0110 0001 2345 MTLC AST0 01S",
    ],
    "PHONE": [
        "+49 30 1234567",
        "+1 (555) 123-4567",
        "0049 170 1234567",
        "+442079460958",
        "(555) 123-4567",
        "555-123-4567",
        "020 7946 0958",
        "030/1234567",
        "0171 1234567",
        "01 23 45 67 89",
    ],
    "KEY": [
        "sk-proj-abcdEFGH1234ijklMNOP5678",
        "sk_live_4eC39HqLyjWDarjtT1zdp7dc",
        "AKIAIOSFODNN7EXAMPLE",
        "ghp_16C7e42F292c6912E7710c838347Ae178B4a",
        "xoxb-123456789012-abcdefGHIJKL",
        "AIzaSyA1234567890abcdefghijklmnopqrstuv",
        "glpat-ABCDEFGHIJ1234567890",
        JWT,
    ],
}
KEPT = """
order 4711-0815 | order #1002003004 | ORD-2024-001234 | INV 2024 000123 | case 20241105-0042 | 100-2003004
2024-11-05 | 05.11.2024 | 05/11/2024 | 05-11-2024 | 05 11 2024 | 2024-11-05 10:30:00 | 2024-11-05T10:30:00Z | 12:30
20241105103000 | 1731234567890 | 1731234567890123
v1.20.300 | 3.11.4 | 2024.11.1 | 10.0.19045.3570 | 0.4111111111111111
550e8400-e29b-41d4-a716-446655440000 | 41111111-1111-1111-1111-111111111111 | d41d8cd98f00b204e9800998ecf8427e
49.90 EUR | 1,234,567.89 | 1.234.567,89 | $ 18 400 | € 1 234 567,89 | 3 x 4 = 12 | 90210
10.0.0.1 | 192.168.100.200 | 192.168.100.200:8080 | 255.255.255.255/24 | 2001:db8::8a2e:370:7334
4111111111111112 | 4111 1111 1111 1112 | DE88370400440532013000 | XX89370400440532013000
@ada | ada@localhost | sk-learn-and-other-libraries
"""
SURROUNDINGS = ["{}", "My number: {}.", "it is {} please help", "({}), thanks", "line\n{}\nline", "a {} b"]


@pytest.mark.parametrize(("kind", "value"), [(kind, value) for kind, values in MASKED.items() for value in values])
def test_masked(kind: str, value: str) -> None:
    for surroundings in SURROUNDINGS:
        assert redact(surroundings.format(value)) == [surroundings.format(f"[{kind}_1]")]


@pytest.mark.parametrize("value", re.split(r" \| |\n", KEPT.strip()))
def test_left_alone(value: str) -> None:
    texts = [surroundings.format(value) for surroundings in SURROUNDINGS]
    assert redact(*texts) == texts


class TestWhereItEnds:
    @pytest.mark.parametrize("words", ["will be used", "and that was it", "possible", "1", "12/27"])
    def test_an_account_before_words(self, words: str) -> None:
        assert redact(f"BE68 5390 0754 7034 {words}") == [f"[IBAN_1] {words}"]

    @pytest.mark.parametrize("after", [" 123", " 12/27", " 12/27 123", "\n4000"])
    def test_a_card_before_its_code(self, after: str) -> None:
        assert redact(f"4111 1111 1111 1111{after}") == [f"[CARD_1]{after}"]

    def test_a_card_after_another_number(self) -> None:
        assert redact("Invoice 2024 4111 1111 1111 1111") == ["Invoice 2024 [CARD_1]"]

    def test_two_in_a_row(self) -> None:
        assert redact("DE89370400440532013000 BE68539007547034") == ["[IBAN_1] [IBAN_2]"]
        assert redact("4111111111111111 5500000000000004") == ["[CARD_1] [CARD_2]"]

    def test_after_an_abbreviation(self) -> None:
        assert redact("Tel.030/1234567, No.4111111111111111") == ["Tel.[PHONE_1], No.[CARD_1]"]


class TestNumbers:
    def test_the_same_value_has_the_same_number(self) -> None:
        assert redact("a@x.example, b@x.example, a@x.example") == ["[EMAIL_1], [EMAIL_2], [EMAIL_1]"]

    def test_also_in_several_texts(self) -> None:
        assert redact("From a@x.example", "b@x.example and a@x.example") == [
            "From [EMAIL_1]",
            "[EMAIL_2] and [EMAIL_1]",
        ]

    def test_also_where_several_patterns_share_a_name(self) -> None:
        text = "555-123-4567 or +49 30 1234567 or 020 7946 0958 or 555-123-4567"
        [masked] = redact(text)
        numbers = masked.split(" or ")
        assert numbers[0] == numbers[3]
        assert sorted(set(numbers)) == ["[PHONE_1]", "[PHONE_2]", "[PHONE_3]"]

    def test_a_typed_placeholder_is_nobody_elses(self) -> None:
        assert redact("[EMAIL_7] wrote to a@x.example") == ["[EMAIL_7] wrote to [EMAIL_8]"]


HOSTILE = ["a", "1", "4 ", "4444 ", "4-", "0 ", "a@", "a.", "a@a.", "DE89", "DE89 ", "sk-", "eyJ", "+1 ", "(", "555-"]
LONGEST = 50_000  # characters, the limit of a description


def seconds(text: str) -> float:
    """Of this thread, the best of several runs: noise only ever adds."""
    best = float("inf")
    for _ in range(3):
        started = time.thread_time()
        redact(text)
        best = min(best, time.thread_time() - started)
    return best


@pytest.mark.parametrize("unit", HOSTILE)
def test_eight_times_the_text_takes_about_eight_times_as_long(unit: str) -> None:
    text = (unit * LONGEST)[:LONGEST]
    # A quadratic step would show as 64.
    assert seconds(text) < 24 * max(seconds(text[: LONGEST // 8]), 0.0005)
