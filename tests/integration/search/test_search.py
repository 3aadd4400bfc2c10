"""What a search finds, and what it does not."""

from collections.abc import Iterator

import pytest

from tests.api_client import across
from tests.integration.background import Background, background
from tests.integration.search.indexed import Indexed


@pytest.fixture
def work() -> Iterator[Background]:
    with background() as running:
        yield running


@pytest.fixture
def desk(work: Background) -> Indexed:
    return Indexed(work)


def test_messages_are_found_by_all_words_of_the_query_the_newest_first(desk: Indexed) -> None:
    desk.visitor("Is the blue kettle in stock?")
    desk.visitor("My kettle is broken", "It is a blue one, the kettle")
    assert desk.texts("kettle blue ") == ["It is a blue one, the kettle", "Is the blue kettle in stock?"]
    assert desk.texts("kettle yellow") == []


def test_the_last_word_may_be_the_beginning_of_a_longer_one_and_the_others_not(desk: Indexed) -> None:
    desk.visitor("two kettles for the office")
    assert desk.texts("two ket") == ["two kettles for the office"]
    assert desk.texts("ket two") == []
    assert desk.texts("two ket ") == []


SCRIPTS = {
    "ΚΌΣΜΟΣ": "Γειά σου κόσμος",
    "елка": "Ёлка стоит в углу",
    "احمد": "اسمي أَحْمَد",
    "שלום": "שָׁלוֹם לכולם",
    "タワー": "東京タワーへ行きたいです",
    "塔": "我想去东京铁塔",
    "학교": "어제 학교에서 만났어요",
    "สวัสดี": "คุณครับ สวัสดีครับ",
    "ｋｅｔｔｌｅ": "Where is my kettle",
    "strasse": "Meine Straße ist lang",
    "CAFE": "un café, por favor",
}


@pytest.mark.parametrize("query", SCRIPTS)
def test_a_word_is_found_in_any_script_whatever_its_case_width_and_accents(query: str, desk: Indexed) -> None:
    desk.visitor(SCRIPTS[query])
    assert desk.texts(query) == [SCRIPTS[query]]


def test_names_and_addresses_are_found_by_their_beginnings(desk: Indexed) -> None:
    anna = desk.visitor("Hello", email="anna.mueller@shop.example", name="Anna Müller")
    desk.visitor("Hello", email="anton@other.example", name="Anton")
    assert (
        desk.people("an mu") == desk.people("ANNA.MUELLER@shop") == desk.people("shop.exam") == [anna.conversation_id]
    )
    assert len(desk.people("an")) == 2
    assert desk.people("anna@") == []


def test_a_tag_is_found_as_soon_as_it_is_stored_and_not_after_it_was_removed(desk: Indexed) -> None:
    seat = desk.visitor("Hello")
    path = f"/admin/chatbot/{seat.conversation_id}/tags"
    assert desk.admin.post(path, {"client_id": "tagging-1", "after": 0, "add": ["refund due", "vip"]}).status == 200
    assert desk.people("refu") == desk.people("vip due") == [seat.conversation_id]
    assert desk.admin.post(path, {"client_id": "tagging-2", "after": 1, "remove": ["refund due"]}).status == 200
    assert desk.people("refund") == []
    assert desk.people("vip") == [seat.conversation_id]


def test_only_the_callers_site_is_searched(desk: Indexed, work: Background) -> None:
    other = Indexed(work)
    other.visitor("the secret kettle", name="Sesame", email=None)
    assert desk.texts("kettle") == desk.people("sesame") == []
    assert other.texts("kettle") == ["the secret kettle"]


def test_a_long_text_is_cut_around_the_matches_which_are_marked(desk: Indexed) -> None:
    desk.visitor(f"{'so it was. ' * 30}The KETTLE leaks, my kettle. {'and so on. ' * 30}")
    [found] = desk.search("kettle").body["messages"]
    pieces = found["snippet"]
    assert [each["text"] for each in pieces if each.get("match")] == ["KETTLE", "kettle"]
    text = "".join(each["text"] for each in pieces)
    assert text.startswith(("…so it was.", "…it was."))
    assert text.endswith("…")
    assert len(text) < 220


def test_answers_of_the_team_are_found_with_their_sender(desk: Indexed) -> None:
    seat = desk.visitor("Hello")
    desk.writes(across(desk.admin, seat.conversation_id), "The kettle leaves today", after=1)
    [found] = desk.search("leaves").body["messages"]
    assert (found["sender_type"], found["id"], found["conversation_id"]) == ("admin", 2, seat.conversation_id)


def test_older_messages_follow_page_by_page(desk: Indexed) -> None:
    seat = desk.visitor(*(f"kettle number {number}" for number in range(1, 8)))
    seen: list[str] = []
    older = None
    for _ in range(4):
        page = desk.search("kettle", limit=2, **({"before": older} if older else {})).body
        seen += [str(each["id"]) for each in page["messages"]]
        older = page["older"]
        assert page["more"] == (older is not None)
    assert seen == ["7", "6", "5", "4", "3", "2", "1"]
    assert older is None
    assert seat.conversation_id


def test_a_query_without_a_word_and_one_that_is_too_long_are_refused(desk: Indexed) -> None:
    assert desk.search("x").code == desk.search(" ?! ").code == "search_too_short"
    assert desk.search("x" * 201).code == "search_too_long"
