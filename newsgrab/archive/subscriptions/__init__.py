"""What is followed, and what the next run has to remember.

In: sources, the links they show, what came of a visit. Out: what is due, and what is known of hosts.
Must not know: fetching, and the decisions of a run (newsgrab/following); it keeps them.
"""
