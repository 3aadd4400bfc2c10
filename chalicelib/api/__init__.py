"""The HTTP and WebSocket surface: authenticate, parse, call one use case, serialise. Nothing else."""
