"""The past brought in: collections of captures kept as looks at their own times.

In: a WARC, ARC or WACZ file, or a pipe. Out: looks in the archive, and how far the import came.
Must not know: what the commands print.
"""
