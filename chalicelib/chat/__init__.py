"""The use cases: one function a verb. Data flows handler -> use case -> storage -> fan-out."""
