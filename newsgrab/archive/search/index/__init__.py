"""The index of word stems: what it holds, and keeping it true to the articles."""
