"""How many HTTP requests each action in a browser makes, with the shop, the pages and the API on three origins."""
