"""Pushing events to open sockets. A push is a hint: none of this can fail a send."""
