"""Which entries of a FAQ answer a typed message."""

import pytest

from chalicelib.chat.faq_matching import matching
from chalicelib.model.faq import Faq, FaqEntry, FaqText


def entry(id: str, question: str, *keywords: str, language: str = "en") -> FaqEntry:
    return FaqEntry(id, (FaqText(language, question, "An answer.", keywords),))


FAQ = Faq(
    entries=(
        entry("delivery", "How long does delivery take?", "deliver", "shipping"),
        entry("returns", "Can I return a used kettle?", "return", "money back"),
        entry("hours", "When is the shop open?", "opening hours", "open"),
        entry("versand", "Wie groß darf ein Paket sein?", "Größe", language="de"),
        entry("livraison", "Où est mon colis ?", "colis", "livré", language="fr"),
        entry("tesl", "كم يستغرق التوصيل؟", "التوصيل", language="ar"),
        entry("ja", "配送にはどのくらいかかりますか?", "配送", language="ja"),
        entry("th", "จัดส่งกี่วัน", "จัดส่ง", language="th"),
        entry("ru", "Как вернуть товар?", "вернуть", "возврат", language="ru"),
        entry("tr", "İade nasıl yapılır?", "iade", language="tr"),
        entry("pl", "Ile trwa wysyłka?", "wysyłka", language="pl"),
    )
)
LANGUAGES = ["en", "de", "fr", "ar", "ja", "th", "ru", "tr", "pl"]


def found(message: str, *languages: str) -> list[str]:
    return [each.id for each, _ in matching(FAQ, message, [*languages] or LANGUAGES)]


@pytest.mark.parametrize(
    ("message", "id"),
    [
        ("SHIPPING?", "delivery"),
        ("will it be delivered on Friday", "delivery"),
        ("I want my money back", "returns"),
        ("how long does delivery take", "delivery"),
        ("Wie GROESSE ist? GRÖSSE!", "versand"),
        ("grosse pakete: große?", "versand"),
        ("mon colis n'est pas livre", "livraison"),
        ("متى التَّوْصِيل؟", "tesl"),
        ("配送は何日ですか", "ja"),
        ("อยากรู้ว่าจัดส่งเมื่อไหร่", "th"),
        ("оформить ВОЗВРАТ", "ru"),
        ("IADE istiyorum", "tr"),
        ("wysylka do Berlina", "pl"),
    ],
)
def test_case_accents_endings_and_scripts_make_no_difference(message: str, id: str) -> None:
    assert found(message) == [id]


@pytest.mark.parametrize(
    "message",
    [
        "",
        "   ",
        "???",
        "hello",
        "Do you repair lamps?",
        "reopening a file",
        "openness",
        "ship",
        "the money I have in the back",
    ],
)
def test_what_has_no_keyword_matches_nothing(message: str) -> None:
    assert found(message, "en") == []


def test_a_question_without_its_keywords_matches_by_most_of_its_words() -> None:
    faq = Faq(entries=(entry("one", "Which teas have no caffeine at all?"),))
    assert [each.id for each, _ in matching(faq, "which teas have no caffeine at", ["en"])] == ["one"]
    delivery = Faq(entries=(entry("two", "How long does delivery take?"),))
    assert matching(delivery, "how long does it take", ["en"]) == []


def test_a_question_as_it_is_written_wins_over_more_keywords() -> None:
    faq = Faq(entries=(entry("plain", "Return or delivery?"), entry("many", "Other", "return", "delivery")))
    assert [each.id for each, _ in matching(faq, "return or delivery", ["en"])] == ["plain"]


def test_the_entry_with_more_keywords_wins_and_equal_ones_are_all_found_three_at_most() -> None:
    assert found("opening hours for a return", "en") == ["hours"]
    assert found("delivery and return", "en") == ["delivery", "returns"]
    faq = Faq(entries=tuple(entry(f"{number}", f"Question {number}", "tea") for number in range(5)))
    assert [each.id for each, _ in matching(faq, "tea", ["en"])] == ["0", "1", "2"]


def test_a_long_message_needs_more_keywords_and_a_story_goes_to_a_person() -> None:
    filler = "word " * 14
    assert found(f"{filler} shipping", "en") == []
    assert found(f"{filler} shipping and delivery", "en") == ["delivery"]
    assert found("shipping delivery " + "word " * 60, "en") == []


def test_the_visitors_language_comes_first() -> None:
    faq = Faq(
        entries=(
            FaqEntry("one", (FaqText("en", "A?", "English", ("info",)), FaqText("de", "B?", "Deutsch", ("info",)))),
        )
    )
    assert [text.answer for _, text in matching(faq, "info", ["de", "en"])] == ["Deutsch"]
    assert [text.answer for _, text in matching(faq, "A?", ["de", "en"])] == ["English"]


@pytest.mark.parametrize(
    ("wanted", "first"),
    [("de-AT", "de"), ("pt", "pt-BR"), ("PT-br", "pt-BR"), ("hi", "en"), ("", "en"), ("en-US", "en")],
)
def test_languages_are_the_wanted_one_then_its_relatives_then_the_sites(wanted: str, first: str) -> None:
    faq = Faq(entries=tuple(entry(each, "?", language=each) for each in ("ar", "de", "en", "pt-BR")))
    assert faq.languages(wanted, "en")[0] == first
    assert sorted(faq.languages(wanted, "en")) == ["ar", "de", "en", "pt-BR"]
