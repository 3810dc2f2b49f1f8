"""What is cut out of a text before a model sees it, and what counts as a quotation from it."""

import unicodedata

import pytest

from inference.plain_text import HEAD, TAIL, head_and_tail, quotation_from, visible


class TestVisible:
    @pytest.mark.parametrize(
        "char",
        [
            "\x00", "\x07", "\x1b", "\x7f", "\x85",  # control
            "\u00ad", "\u200b", "\u200c", "\u200d", "\u2060", "\ufeff",  # zero width
            "\u200e", "\u200f", "\u202a", "\u202e", "\u2066", "\u2069", "\u061c",  # bidirectional
            "\U000e0001", "\U000e0041", "\U000e007f",  # tags, in which whole sentences can hide
            "\ufe00", "\ufe0f", "\U000e0100", "\U000e01ef", "\u034f",  # variation selectors, in which bytes can
            "\u115f", "\u3164", "\uffa0", "\u2800",  # letters and a symbol that are blank
            "\ud800", "\ue000", "\uffff",  # surrogate, private use, no character
        ],
        ids=lambda char: f"U+{ord(char):04X}",
    )  # fmt: skip
    def test_what_nobody_sees_goes(self, char: str) -> None:
        assert visible(f"re{char}fund{char}") == "refund"

    @pytest.mark.parametrize(
        "text",
        [
            "tab\tand\nline",
            "  spaces  ",
            "Zahlungs\u00fcberweisung",
            "caf\u0065\u0301",
            "支払い",
            "الدفع",
            "🙂🏽",
            "½ € 100 %",
        ],
    )
    def test_what_somebody_sees_stays(self, text: str) -> None:
        assert visible(text) == text

    def test_line_ends_become_one_kind(self) -> None:
        assert visible("a\r\nb\rc\nd") == "a\nb\nc\nd"

    def test_every_format_and_control_character_of_unicode_goes(self) -> None:
        hidden = [chr(code) for code in range(0x110000) if unicodedata.category(chr(code)) in {"Cc", "Cf"}]
        assert visible("".join(hidden)).strip("\n") == "\t"


class TestHeadAndTail:
    def test_what_fits_is_left_alone(self) -> None:
        text = "x" * (HEAD + TAIL)
        assert head_and_tail(text) is text

    def test_one_more_is_cut_and_the_cut_is_told(self) -> None:
        text = "a" * HEAD + "?" + "b" * TAIL
        assert head_and_tail(text) == "a" * HEAD + "\n[... 1 characters left out ...]\n" + "b" * TAIL

    def test_the_longest_description(self) -> None:
        text = "".join(str(number % 10) for number in range(50_000))
        cut = head_and_tail(text)
        marker = f"\n[... {50_000 - HEAD - TAIL} characters left out ...]\n"
        assert (cut[:HEAD], cut[HEAD:-TAIL], cut[-TAIL:]) == (text[:HEAD], marker, text[-TAIL:])


class TestQuotation:
    TEXT = "Hello,\n\nI was  CHARGED twice, and I can’t open the “Invoices” page. Straße 5."

    @pytest.mark.parametrize(
        ("claimed", "found"),
        [
            ("was  CHARGED twice", "was CHARGED twice"),
            ("I was\ncharged TWICE", "I was CHARGED twice"),
            ("“charged twice”", "CHARGED twice"),
            ("'charged twice...'", "CHARGED twice"),
            ("I can't open", "I can’t open"),
            ('the "Invoices" page.', "the “Invoices” page"),
            ("cha\u200brged", "CHARGED"),
        ],
    )
    def test_it_is_given_as_it_stands_in_the_text(self, claimed: str, found: str) -> None:
        assert quotation_from(self.TEXT.replace("Straße", "Street"), claimed) == found

    def test_letters_that_fold_to_several_do_not_shift_it(self) -> None:
        assert quotation_from(self.TEXT, "strasse 5") == "strasse 5"
        assert quotation_from("STRASSE 5 please", "Straße 5") == "STRASSE 5"

    @pytest.mark.parametrize(
        "claimed",
        ["", "  ", "“”", "I was charged three times", "charged, twice", "The customer was charged twice", "..."],
    )
    def test_other_words_are_none(self, claimed: str) -> None:
        assert quotation_from(self.TEXT, claimed) == ""

    def test_it_is_never_longer_than_its_column(self) -> None:
        assert quotation_from("word " * 500, "word " * 400) == ("word " * 400)[:200]
