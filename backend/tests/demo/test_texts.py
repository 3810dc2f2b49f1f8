from collections import Counter
from datetime import UTC, datetime
from random import Random

from demo.corpus import COMMON, COMMON_SHARE, OLD, OLD_SHARE, RARE, RARE_TICKETS, Corpus
from demo.rhythm import arrivals, working_time
from demo.slots import Slots
from demo.writing import stories, write
from tickets.choices import Category, Priority
from tickets.models.ticket import DESCRIPTION_MAX, TITLE_MAX

NOW = datetime(2026, 3, 18, 11, 30, tzinfo=UTC)  # a Wednesday


def test_every_story_can_be_told_and_filed() -> None:
    for story in stories():
        assert story.category in Category.values
        assert story.priority in Priority.values
        slots = Slots(Random(1), NOW)
        for part in [*(text for opening in story.opens for text in opening), *story.more, *story.ask, *story.append]:
            assert "{" not in part.format_map(slots).replace('{"error"', "")


def test_a_particular_is_the_same_wherever_it_is_named() -> None:
    slots = Slots(Random(1), NOW)
    assert "{invoice} {invoice}".format_map(slots) == f"{slots['invoice']} {slots['invoice']}"
    assert slots["invoice"].startswith("INV-2026-")


def test_texts_are_varied_and_within_the_limits() -> None:
    rng = Random(1)
    texts = [write(rng, NOW) for _ in range(500)]
    assert max(len(text.title) for text in texts) <= TITLE_MAX
    assert max(len(text.description) for text in texts) <= DESCRIPTION_MAX
    assert len({text.description for text in texts}) > 490
    assert set(Category.values) == {text.category for text in texts}
    priorities = Counter(text.priority for text in texts)
    assert 0 < priorities["critical"] < priorities["high"] < priorities["medium"]
    long = [text for text in texts if len(text.description) > 700]
    assert 5 <= len(long) <= 100


def test_tickets_arrive_in_order_on_working_days_rather_than_weekends() -> None:
    moments = arrivals(Random(1), 2_000, until=NOW, days=28)
    assert moments == sorted(moments)
    assert (NOW - moments[0]).days < 28
    assert moments[-1] <= NOW
    by_weekday = Counter(moment.weekday() for moment in moments)
    assert by_weekday[5] + by_weekday[6] < by_weekday[0]


def test_agents_work_by_day_and_not_on_weekends() -> None:
    assert working_time(Random(1), NOW) == NOW
    friday_evening = datetime(2026, 3, 20, 19, tzinfo=UTC)
    saturday_night = datetime(2026, 3, 21, 3, tzinfo=UTC)
    for moment in (friday_evening, saturday_night):
        resumed = working_time(Random(1), moment)
        assert (resumed.date(), resumed.hour in (8, 9)) == (datetime(2026, 3, 23, tzinfo=UTC).date(), True)
    early = working_time(Random(1), datetime(2026, 3, 18, 5, tzinfo=UTC))
    assert early.date() == NOW.date()


def test_marker_words_occur_as_often_as_documented() -> None:
    number = 3_000
    corpus = Corpus(Random(1), number)
    texts = [" ".join(corpus.text(index)).lower() for index in range(number)]
    assert sum(RARE in text for text in texts) == RARE_TICKETS
    assert [OLD in text for text in texts] == [index < number * OLD_SHARE for index in range(number)]
    assert abs(sum(COMMON in text for text in texts) / number - COMMON_SHARE) < 0.03


def test_descriptions_have_the_documented_mean() -> None:
    number = 5_000
    corpus = Corpus(Random(1), number)
    mean = sum(len(corpus.text(index)[1].encode()) for index in range(number)) / number
    assert 370 <= mean <= 410  # bytes
