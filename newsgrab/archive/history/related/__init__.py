"""Related blocks, asked the other way round: who recommends an article, and what they show that no article says.

In: an article, or filters. Out: promotions, orphans, addresses that were never read, other headlines.
Must not know: how the rows came there (keep), how anything is printed.
"""
