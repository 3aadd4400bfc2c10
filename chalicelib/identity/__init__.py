"""Who is calling: tokens of visitors and admins, socket tickets, accounts and passwords."""
