"""WARC, ARC and WACZ files: the collections that crawlers and web archives write, read and written.

In: a file, told by its content; or the looks of an archive. Out: pages at their own times, or a file for other tools.
Must not know: the archive. The only home of fastwarc and warcio, which `newsgrab[warc]` installs.
"""
