"""Words: what any text means: phrases, numbers, dates, months, labels, class names, addresses.

In comes a text, out goes a value: a count, a date, the kind of a heading, whether a phrase stands in it.
Nothing here knows that there are pages, elements or articles; nothing of extraction is imported.
"""
