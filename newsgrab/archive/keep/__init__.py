"""Keeping one look.

In: a page and what was read from it, prepared in any process, or the word of what came instead.
Out: rows of visits, pages, snapshots, view points and related blocks, in one transaction, and what came of the look.
Must not know: how pages are fetched or read, and what commands ask of the archive.
"""
