"""Measures a running Porchlight from outside, over HTTP and WebSocket, next to a Socket.IO relay in the same run."""
