"""Pages from the web, from files and from pipes: polite, bounded, honest about what came of it."""

# The defaults that a user can set stand here by themselves, since every command reads the settings.
DELAY_S = 1.0  # between two requests to one host
WORKERS = 8  # hosts asked at the same time
DEADLINE_S = 60.0  # for one address, everything included
