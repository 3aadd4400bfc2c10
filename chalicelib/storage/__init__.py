"""DynamoDB through PynamoDB: one module a noun. Takes and returns plain values of `chalicelib.model`.

Nothing here scans a table, and what must not be missed is read strongly.
"""
