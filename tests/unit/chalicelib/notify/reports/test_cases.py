"""What each entry of a log adds to the reports."""

from collections import Counter
from collections.abc import Iterable

from chalicelib.model import BotLine, EntryKind, Message, SenderType
from chalicelib.model.reports import Case, bucket
from chalicelib.notify.reports import cases

HOUR = 3_600_000
BEGIN = 1_784_188_800_000  # on the hour


def entry(
    at: float,
    sender: SenderType,
    kind: EntryKind = "text",
    *,
    who: str = "",
    rating: int = 0,
    bot: BotLine | None = None,
) -> Message:
    """`at`: hours after the beginning. The numbers follow."""
    return Message(
        "c_1", 0, "client", sender, who or sender, "", "", BEGIN + round(at * HOUR), kind=kind, rating=rating, bot=bot
    )


def counted(entries: Iterable[Message], tags: tuple[str, ...] = ()) -> dict[tuple[int, str, str], int]:
    """Amounts by hour after the beginning, subject and metric."""
    case, found = Case("c_1", "s_1"), Counter[tuple[int, str, str]]()
    for each in entries:
        case, counts = cases.after(case, each, lambda start, end: end - start, lambda: tags)
        for count in counts:
            found[(count.at - BEGIN) // HOUR, count.subject, count.metric] += count.amount
    return {key: amount for key, amount in found.items() if amount}


def first(hours: float) -> str:
    return f"f{bucket(round(hours * HOUR))}"


def resolution(hours: float) -> str:
    return f"r{bucket(round(hours * HOUR))}"


def test_a_question_and_its_answer_are_counted_once_however_much_is_said_after_it() -> None:
    talk = [entry(0.9, "visitor"), entry(1.0, "visitor"), entry(1.4, "admin", who="a_1")]
    after = [entry(2.0, "visitor"), entry(2.5, "admin", who="a_2")]
    assert counted([*talk, *after]) == {
        (0, "-", "b"): 1,
        (0, "-", "v"): 1,
        (0, "-", "w"): 1,
        (1, "-", "v"): 1,
        (1, "p#a_1", "m"): 1,
        (0, "p#a_1", first(0.5)): 1,  # in the hour in which the visitor began to wait
        (2, "-", "v"): 1,
        (2, "p#a_2", "m"): 1,
    }


def test_what_the_bot_answers_does_not_wait_and_what_it_asks_back_does() -> None:
    answer, offer = entry(0.1, "bot", bot=BotLine("answer")), entry(0.1, "bot", bot=BotLine("offer"))
    assert (0, "-", "w") not in counted([entry(0, "visitor"), answer])
    assert counted([entry(0, "visitor"), answer])[0, "-", "a"] == 1
    assert counted([entry(0, "visitor"), offer])[0, "-", "w"] == 1
    handed_over = [entry(0, "visitor"), answer, entry(2, "visitor"), entry(3, "admin", who="a_1")]
    assert counted(handed_over)[2, "p#a_1", first(1)] == 1
    assert counted(handed_over)[2, "-", "w"] == 1


def test_an_admin_who_writes_before_anybody_waits_answers_nothing() -> None:
    talk = [
        entry(0, "visitor"),
        entry(0, "bot", bot=BotLine("answer")),
        entry(1, "admin", who="a_1"),
        entry(2, "visitor"),
    ]
    assert counted([*talk, entry(3, "admin", who="a_1")]) == {
        (0, "-", "b"): 1,
        (0, "-", "v"): 1,
        (0, "-", "n"): 1,
        (0, "-", "a"): 1,
        (1, "p#a_1", "m"): 1,
        (2, "-", "v"): 1,
        (3, "p#a_1", "m"): 1,
    }


def test_a_closing_counts_for_who_closed_and_for_each_tag() -> None:
    talk = [entry(0, "visitor"), entry(1, "admin", who="a_1"), entry(4, "admin", "closed", who="a_2")]
    found = counted(talk, ("delivery", "refund"))
    assert {key: amount for key, amount in found.items() if key[0] == 4} == {
        (4, "p#a_2", "c"): 1,
        (4, "p#a_2", resolution(4)): 1,
        **{(4, f"t#{tag}", metric): 1 for tag in ("delivery", "refund") for metric in ("c", resolution(4), first(1))},
    }


def test_a_conversation_that_is_closed_without_an_answer_is_counted_where_the_visitor_began_to_wait() -> None:
    assert counted([entry(0, "visitor"), entry(3, "admin", "closed")])[0, "-", "u"] == 1
    undone = [entry(0, "visitor"), entry(3, "admin", "closed"), entry(4, "admin", "reopened")]
    assert (0, "-", "u") not in counted(undone)
    answered = counted([*undone, entry(5, "admin", who="a_1")])
    assert answered[0, "p#a_1", first(5)] == 1


def test_a_visitor_who_reopens_a_conversation_waits_once_more() -> None:
    closed = [entry(0, "visitor"), entry(1, "admin", who="a_1"), entry(2, "admin", "closed", who="a_1")]
    found = counted(
        [*closed, entry(5, "visitor"), entry(7, "admin", who="a_1"), entry(8, "admin", "closed", who="a_1")]
    )
    assert (found[5, "-", "o"], found[5, "-", "w"], found[5, "p#a_1", first(2)]) == (1, 1, 1)
    assert found[8, "p#a_1", resolution(3)] == 1
    assert sum(amount for (_, _, metric), amount in found.items() if metric == "b") == 1


def test_an_admin_who_reopens_a_conversation_goes_on_with_it() -> None:
    closed = [entry(0, "visitor"), entry(1, "admin"), entry(2, "admin", "closed", who="a_1")]
    found = counted(
        [*closed, entry(3, "admin", "reopened"), entry(4, "visitor"), entry(6, "admin", "closed", who="a_1")]
    )
    assert (found[3, "-", "o"], found[6, "p#a_1", resolution(6)]) == (1, 1)
    assert (4, "-", "w") not in found


def test_the_last_rating_of_a_closing_counts_for_who_closed_it() -> None:
    closed = [entry(0, "visitor"), entry(1, "admin", who="a_1"), entry(2, "admin", "closed", who="a_2")]
    changed = [entry(3, "visitor", "rated", rating=2), entry(5, "visitor", "rated", rating=4)]
    found = counted([*closed, *changed], ("delivery",))
    assert {key: amount for key, amount in found.items() if key[2] in "12345"} == {
        (5, "p#a_2", "4"): 1,
        (5, "t#delivery", "4"): 1,
    }
    replaced = entry(3, "visitor", "rated")  # as it is in the log once it was replaced
    assert counted([*closed, replaced, changed[1]], ("delivery",)) == found
    again = [entry(6, "visitor"), entry(7, "admin", "closed", who="a_1"), entry(8, "visitor", "rated", rating=5)]
    both = counted([*closed, *changed, *again])
    assert (both[5, "p#a_2", "4"], both[8, "p#a_1", "5"]) == (1, 1)


def test_edits_deletions_and_lines_of_the_system_add_nothing() -> None:
    before = [entry(0, "visitor"), entry(1, "admin")]
    quiet = [entry(2, "visitor", "edited"), entry(2, "admin", "deleted"), entry(3, "system")]
    assert counted([*before, *quiet]) == counted(before)
