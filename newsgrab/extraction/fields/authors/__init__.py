"""Authors: found in marked elements, in linked data and in bylines.

In comes a `Document`, out go the names as printed.
Nothing here decides what a date, a category or a menu is.
"""
