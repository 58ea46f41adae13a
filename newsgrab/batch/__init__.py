"""Whole collections of WARC files read on many cores or machines, into Parquet files.

In: places of collections, and what of them is wanted. Out: a folder of rows, one for each look, and what was done.
Must not know: the archive, the command line. The only home of dask; `newsgrab[batch]` and `newsgrab[cluster]` install
what it needs. Start reading at `units.py`, then `work.py`.
"""
