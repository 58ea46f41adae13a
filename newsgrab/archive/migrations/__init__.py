"""How the file came to its tables.

In: an archive of any earlier newsgrab. Out: today's tables, with every row that was in it.
Must not know: anything of ours. A step, a file each, is never edited once released.
"""
