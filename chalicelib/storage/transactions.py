"""Several writes, all or none of them."""

from pynamodb.exceptions import TransactWriteError
from pynamodb.transactions import TransactWrite

from chalicelib.errors import Busy
from chalicelib.storage.faults import CONDITION_FAILED, PASSING, code_of, count_throttled, is_passing
from chalicelib.storage.tables import database


class AllOrNothing(TransactWrite):
    """`failed` says afterwards whose condition failed, checks first, then deletions, puts and updates; empty if it is
    done. Raises `Busy` for what will pass."""

    def __init__(self) -> None:
        super().__init__(connection=database())
        self.failed: list[bool] = []

    def __exit__(self, *exception: object) -> None:
        try:
            super().__exit__(*exception)  # type: ignore[no-untyped-call]
        except TransactWriteError as error:
            codes = [reason.code if reason else None for reason in error.cancellation_reasons]
            self.failed = [code == CONDITION_FAILED for code in codes]
            if any(self.failed):
                return
            if {*codes} & PASSING or is_passing(error):
                count_throttled([*codes, code_of(error)])
                raise Busy() from error
            raise
