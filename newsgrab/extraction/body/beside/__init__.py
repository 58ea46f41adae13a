"""Beside the text: what belongs to it and does not stand in its box."""
