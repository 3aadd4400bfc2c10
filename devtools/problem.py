"""What stops a command in a way its caller can understand: one line, no traceback."""


class Problem(Exception):
    def __init__(self, line: str, exit_code: int = 1) -> None:
        super().__init__(line)
        self.exit_code = exit_code
