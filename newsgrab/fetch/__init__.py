"""Pages from the web, from files and from pipes: polite, bounded, honest about what came of it."""
