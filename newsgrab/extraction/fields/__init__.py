"""The other fields of an article, a file or folder each; `read_fields` reads them all.

In comes a `Document`, out goes a value with the place where it stood and what else it could have been.
Nothing here knows profiles of sites, or other pages.
"""
