"""From the words of a text to the terms under which it is found. Pure: no database, no clock."""
