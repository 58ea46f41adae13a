"""The asked words in the texts of articles: where they stand, which text answers best, which piece shows it."""
