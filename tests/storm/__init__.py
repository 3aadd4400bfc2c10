"""The storm: real engines and the real server with every fault between them, checked message by message."""
