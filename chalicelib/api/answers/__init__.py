"""What calls answer, field by field: what `GET /openapi.json` publishes, and what tests hold every answer against.

Plain TypedDicts: nothing checks an answer while serving, and declaring one costs a cold start next to nothing.
"""
