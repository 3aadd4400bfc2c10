"""The storm: real browser engines and the real server, with every kind of fault between them."""
