"""Reply by e-mail: a visitor's answer to our mail becomes a message of the conversation.

Amazon SES receives the mail, stores it in S3 and calls `received` with what it found out about the sender.
"""
