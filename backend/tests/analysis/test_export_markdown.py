"""The Markdown of a run, read by GitHub's own renderer: nothing that others wrote becomes more than text."""

import re
from html import unescape

import cmarkgfm
import pytest
from cmarkgfm.cmark import Options
from django.utils import timezone

from analysis.export import markdown
from analysis.export.escaping import escaped
from analysis.models import Run, RunTicket, Theme
from analysis.reduce.pipeline import run_reduce
from tests.analysis.runs import analysed, tickets

OURS = {"h1", "h2", "ul", "li", "p", "strong", "em", "code", "table", "thead", "tbody", "tr", "th", "td"}
ATTACKS = [
    "[click](http://evil.example)",
    "![x](http://evil.example/pixel.png)",
    "<img src=x onerror=alert(1)>",
    "<script>alert(1)</script>",
    "http://evil.example/path?a=b",
    "see https://evil.example, www.evil.example or ftp://evil.example",
    "ada@evil.example mailto:ada@evil.example xmpp:ada@evil.example @everyone",
    "[ref]: http://evil.example",
    "[^1] and [^1]: note",
    "# heading",
    "- list",
    "+ list",
    "1. list",
    "12) list",
    "=== ",
    "---",
    "> quote",
    "```\ncode\n```",
    "a | b | c",
    "| a | b |\n|---|---|\n| c | d |",
    "**bold** _it_ ~~gone~~ `code` $x$",
    "&lt;b&gt; &#64; &amp;",
    "back\\slash \\[x\\](http://evil.example)",
    "<http://evil.example> <ada@evil.example>",
    "two\n\nparagraphs\n    code",
    "www.\u200bevil.example \u202ehttp://evil.example",
    "- [ ] task",
    "javascript:alert(1)",
    "<!-- comment -->",
    "wWw.evil.example HTTP://EVIL.EXAMPLE",
    '(www.evil.example) *www.evil.example* "http://evil.example"',
]


def html(document: str) -> str:
    return cmarkgfm.github_flavored_markdown_to_html(document, options=Options.CMARK_OPT_UNSAFE)


def tags(rendered: str) -> set[str]:
    return set(re.findall(r"<\s*([a-z][a-z0-9]*)", rendered))


def words(rendered: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", rendered)).split())


def plain(text: str) -> str:
    """What a person reads in it."""
    return " ".join(re.sub("[\u200b\u202e]", "", text).split()).replace("@", "(at)")


@pytest.mark.parametrize("text", ATTACKS)
@pytest.mark.parametrize("frame", ["{}", "- {}", "**{}**", "| a |\n| --- |\n| {} |", "- x: {}\n  more"])
def test_text_stays_text(frame: str, text: str) -> None:
    rendered = html(frame.format(escaped(text)))
    harmless = html(frame.format("word"))
    assert tags(rendered) == tags(harmless)
    assert words(rendered) == words(harmless).replace("word", plain(text))


def test_a_sentence_stays_readable() -> None:
    text = "The invoice arrived twice, says Ada; why? 3.5 % (or more)."
    assert escaped(text) == text.replace("3.5", "3\\.5")


@pytest.mark.django_db
def test_a_run_full_of_attacks_renders_our_elements_only() -> None:
    everything = " ".join(ATTACKS)
    made = tickets(12, title=everything[:200], priority="critical")
    run = analysed(made, notes=[everything[:300]] * 12)
    RunTicket.objects.filter(run=run, ticket=made[0]).update(category="billing")
    RunTicket.objects.filter(run=run, ticket=made[1]).update(
        status="failed", error=everything, category="", priority="", source="", note="", outcome=""
    )
    Run.objects.filter(pk=run.pk).update(provider="", model="", prompt_version="")
    run_reduce(run.pk)
    run.refresh_from_db()
    run.summary |= {"headline": everything, "how": everything}
    run.summary["claims"] += [{"text": everything, "ticket_ids": [made[0].pk], "figures": ["a`b`[x](http://e)"]}]
    run.save()
    Theme.objects.create(run=run, position=9, title=everything[:80], description=everything[:300], source="llm")
    document = markdown.render(run)
    rendered = html(document)
    assert tags(rendered) == OURS
    assert rendered.count("<h1>") == 1
    assert "evil" in rendered
    headings = re.findall("<h2>(.*?)</h2>", rendered)
    assert headings[0] == "Summary"
    assert headings[-3:] == ["Urgent tickets (11)", "Where the analysis disagrees (1)", "Failed (1)"]


@pytest.mark.django_db
def test_what_a_run_tells() -> None:
    run = analysed(tickets(4, title="Invoice missing", priority="high"), with_model=False)
    run_reduce(run.pk)
    run.refresh_from_db()
    document = markdown.render(run)
    assert f"# Analysis run {run.pk}\n" in document
    assert "- Model: none, keywords only\n" in document
    assert "**4 tickets analysed: 0 critical, 4 high.**\n" in document
    assert "- Analysed: 4 of 4 tickets; failed: 0. (`volume.analyzed`, `volume.tickets`, `volume.failed`)\n" in document
    assert "| High tickets | 4 |  |  |\n" in document
    assert "## Urgent tickets (4)\n" in document
    assert "No model was used" in document


@pytest.mark.django_db
def test_a_run_that_has_not_finished_is_told_as_far_as_it_is() -> None:
    run = analysed(tickets(2, priority="low"))
    document = markdown.render(run)
    assert "- Status: processing, started " in document
    assert "## " not in document


@pytest.mark.django_db
def test_a_long_table_says_where_the_rest_is() -> None:
    document = markdown.render(analysed(tickets(101, priority="critical")))
    assert "## Urgent tickets (101)\n" in document
    assert "The first 100; the CSV export has all.\n" in document
    assert document.count("| critical |") == 100


@pytest.mark.django_db
def test_why_a_run_failed_is_told() -> None:
    now = timezone.now()
    run = analysed([], status="failed", phase="finished", finished_at=now, error="The *queue* broke.")
    document = markdown.render(run)
    assert f"finished {now:%Y-%m-%d %H:%M} UTC\n" in document
    assert "- Error: The \\*queue\\* broke.\n" in document
