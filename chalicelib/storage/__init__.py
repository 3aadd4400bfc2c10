"""DynamoDB through PynamoDB: one module a noun. Takes and returns plain values of `chalicelib.model`.

Nothing here scans a table. Reads are strong wherever a missed row would be an error.
"""
