"""Suggests a category and a priority from the words of a ticket: pure, without a model, in a few milliseconds.

How it decides, in the order of the modules: `tokens` cuts the text into folded words; `phrases` finds the
phrases of the `terms` tables in one pass; `steering` voids words that give orders to a classifier;
`circumstances` drops what is negated, supposed or over; `category` adds up weights; `priority` combines
impact and urgency.
"""

from keywords.classifier import VERSION, KeywordResult, classify

__all__ = ["VERSION", "KeywordResult", "classify"]
