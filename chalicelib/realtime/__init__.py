"""Pushing events to open sockets. A push is a hint: a failure here never fails a send."""
