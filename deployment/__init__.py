"""What puts Porchlight into an AWS account, watches over it there, and takes it away. Never in the Lambda package."""
