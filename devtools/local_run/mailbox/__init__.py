"""The mailbox of the local run: what SES would have delivered, kept in the data folder and shown in a browser."""
