"""Who is calling: visitors, bearer tokens and the keys that sign them, socket tickets, origins and addresses."""
