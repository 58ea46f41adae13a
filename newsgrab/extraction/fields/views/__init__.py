"""View counts: found in printed texts, in marked elements, in linked data and in embedded state.

In comes a `Document`, out goes the number of readers that the page gives for its own article.
Nothing here counts likes, comments or shares.
"""
