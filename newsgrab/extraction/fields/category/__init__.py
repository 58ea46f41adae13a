"""The category: found in breadcrumbs, in labels at the headline, in menus and meta data.

In comes a `Document`, out goes the name of the most specific section, as printed.
Nothing here knows authors, dates or counts.
"""
