"""The reading room as a static site: files for any host, or for a folder on a disk.

In: an archive, filters, a folder. Out: files; those that say what they said before are left.
Must not know: the server.
"""
