"""Following sites over months.

In: an archive with its sources, a fetcher, reading processes. Out: what came of each source and address of a run.
Must not know: SQL, the form of pages, the command line.
"""
