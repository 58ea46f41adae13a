"""What stands on each page of the reading room, as values: for the templates, and for JSON.

In: an archive and what is asked of it. Out: a frozen value a page, with the name of its template.
Must not know: HTML, HTTP, files.
"""
