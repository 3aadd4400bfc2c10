"""People who sign in: accounts, sessions, passwords, second factors, teams and invitations."""
