"""The shapes of the tables: phrases by language, with a weight where some tell more than others.

The language only orders the tables for readers. All of them apply to every text: tickets mix languages, and a
guess at the language would be wrong just for the short ones.
"""

Table = dict[str, str]
WeightedTable = dict[str, dict[int, str]]
