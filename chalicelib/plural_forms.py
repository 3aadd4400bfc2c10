"""The plural form of a whole number in the languages of the dashboard, as the CLDR says and browsers do.

From a million on, some languages have one more, which is left out.
https://www.unicode.org/cldr/charts/latest/supplemental/language_plural_rules.html
"""


def plural_form(language: str, number: int) -> str:
    match language:
        case "ja" | "zh-Hans":
            return "other"
        case "fr" | "pt-BR":
            return "one" if number < 2 else "other"
        case "pl":
            return "one" if number == 1 else few_or_many(number)
        case "ru":
            return "one" if number % 10 == 1 and number % 100 != 11 else few_or_many(number)
        case "ar":
            return ("zero", "one", "two")[number] if number < 3 else arabic(number % 100)
        case _:
            return "one" if number == 1 else "other"


def few_or_many(number: int) -> str:
    """In Slavic languages: 2, 3, 4, 22 … are few, 12, 13 and 14 are not."""
    return "few" if number % 10 in (2, 3, 4) and number % 100 not in (12, 13, 14) else "many"


def arabic(last_two_digits: int) -> str:
    if 3 <= last_two_digits <= 10:
        return "few"
    return "many" if last_two_digits > 10 else "other"
