"""Counts the HTTP requests of each action in a browser, with the shop, the pages and the API on three origins."""
