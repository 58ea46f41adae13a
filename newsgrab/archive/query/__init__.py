"""Naming and listing articles.

In: a reference that a person typed, or filters. Out: the article meant, lists of articles, tables for other programs.
Must not know: how a look is kept, and how texts are searched.
"""
