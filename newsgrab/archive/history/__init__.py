"""What happened to an article, asked of the rows that are kept.

In: an article, or filters. Out: its looks, versions with their bounds, absences, view counts, related blocks and edits.
Must not know: how the rows came there (keep), how texts are searched, how anything is printed.
"""
