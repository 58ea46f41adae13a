"""The steps that made the archive what it is, a file each. None is edited once released, or imports what is ours."""
