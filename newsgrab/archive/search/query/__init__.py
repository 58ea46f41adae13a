"""From typed words to what the indexes are asked: syntax, dates in words, expressions. Knows no article."""
