"""Reading: page → article."""
