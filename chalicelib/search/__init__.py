"""Search over a site's conversations: an index of the words of messages, and of visitors' names, addresses and tags.

docs/adr/0009-search.md has the design with its figures.
"""
