"""Text of others inside Markdown: shown as it is, and nothing else.

What a customer or a model wrote may not become a link, an image, a heading or HTML in the hands of whoever reads the
file, wherever it is rendered: as CommonMark, or in GitHub's dialect with its tables and its links without brackets.
"""

import re

from inference.plain_text import visible

# Emphasis, code, links, images, HTML, entities, tables, strike-through, formulas, and full stops and colons within a
# word, which make "www.example.com" and "http://" links.
_SPECIAL = re.compile(r"[\\`*_\[\]<>|~&!$#{}]|(?<=\S)[.:](?=\S)")
# What begins a list, a quotation, a heading or a line: only at the start, where "1." and "-" are no punctuation.
_AT_START = re.compile(r"(?P<number>\d{0,9})(?P<mark>[-+=.)])")


def escaped(text: str) -> str:
    """On one line, with a backslash before each character that would mean something.

    An "@" becomes "(at)": GitHub makes a link of every e-mail address, however it is escaped, and calls those who are
    mentioned.
    """
    line = " ".join(visible(text).split()).replace("@", "(at)")
    start = _AT_START.match(line)
    opening, rest = (f"{start['number']}\\{start['mark']}", line[start.end() :]) if start else ("", line)
    return opening + _SPECIAL.sub(r"\\\g<0>", rest)
