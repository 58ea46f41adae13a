"""When the article was published and updated: printed dates, meta data, linked data, the address.

In comes a `Document`, out go moments with their precision.
Nothing here knows how a date is written in any language (`words/dates.py` does), or what time it is now.
"""
