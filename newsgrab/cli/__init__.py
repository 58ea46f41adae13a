"""The command line, one file a command. The only home of typer and rich."""
