"""What the people of the pictures say. No emoji, because not every machine has a font for them."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Talk:
    """A conversation. `said`: texts of the visitor, and those of the team, which begin with "> ".

    `minutes`: how long ago the last message was. `then`: what the team does afterwards.
    """

    said: tuple[str, ...]
    minutes: int
    name: str = ""
    email: str = ""
    language: str = "en-GB"
    then: str = ""
    tags: tuple[str, ...] = field(default=())


LONG_WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
LONG_LINK = (
    "https://shop.example/kettles/enamel/blue?colour=midnight&size=1.7l&campaign=winter-2026-newsletter-second-edition"
)

INES_LAPTOP = Talk(
    (
        "Hello! The lid of my kettle arrived with a crack. Order FK-20817, bought in March.",
        "> Oh no, I am sorry. Could you send a picture of it?",
    ),
    40,
    "Ines Okafor",
    "ines.okafor@home.example",
    then="main",
    tags=("damage", "vip"),
)
INES_PHONE = Talk(("It is me again, from my phone. The number on the box is 88-1204.",), 22, language="pt-BR")
ARABIC = Talk(
    (
        "مرحبا، هل الغلاية الزرقاء تعمل على موقد الحث؟",
        "> نعم، تعمل على جميع المواقد.",
        "رائع! وهل يمكنكم التوصيل إلى عمّان قبل يوم الجمعة؟ رقم الطلب FK-20844",
    ),
    12,
    "ليلى منصور",
    "layla@home.example",
    "ar-JO",
)
LONG_NAME = Talk(
    (
        f"{LONG_WORD} steht auf der Rechnung. Ist das richtig?",
        f"I found it here: {LONG_LINK}",
        "> **Thank you!** It should read:\n\n- one kettle\n- one lid\n\nThe code is `FK-LID-7`.",
    ),
    31,
    "Bartholomew Wolfeschlegelsteinhausen-Bergerdorff",
    "bartholomew.wolfeschlegelsteinhausen-bergerdorff@a-long-mail-provider.example",
    "de-AT",
    then="assign",
    tags=("invoice", "long-standing-customer", "wholesale", "austria", "to-be-called-back"),
)

QUIET = (
    ("Do you ship to Norway? I could not find it on the delivery page.", "Sigrid Halvorsen"),
    ("Can I return a teapot that I have used once?", "Tom"),
    ("Bonjour ! Est-ce que le thé au jasmin est bio ?", "Amélie Dubois"),
    ("Which filter fits the two-litre pot?", ""),
    ("The discount code SLOWTEA does not work for me.", "Dmitri Volkov"),
    ("Kann ich die Rechnung auf meine Firma umschreiben lassen?", "Jürgen Groß"),
    ("Is the walnut handle oiled or varnished?", "Hannah Lee"),
    ("My parcel is at the neighbour’s, all is well.", ""),
    ("Do you repair kettles that are older than ten years?", "Oskar"),
    ("How do I get the limescale off?", "Priya Raman"),
    ("¿Tienen teteras para regalar con grabado?", "Lucía Fernández"),
    ("I would like to order forty cups for a wedding.", "Grace Adeyemi"),
)
TALKS = (
    Talk(("Where is my invoice?", "> It is on its way."), 4400, "Ana Moreno", then="close"),
    Talk(("The kettle whistles too loudly.", "> You can turn the whistle off."), 3000, "Kofi Mensah", then="close"),
    Talk(("BUY CHEAP WATCHES NOW",), 2900, then="block"),
    Talk(("Tell me when the green one is back.", "> We expect it next week."), 1600, "Yuki Tanaka", then="snooze"),
    *(
        Talk((text, f"> Let me look that up for you, {name or 'one moment'}."), 1500 - number * 95, name)
        for number, (text, name) in enumerate(QUIET)
    ),
    Talk(("My parcel says delivered.", "There is nothing at the door, though."), 48, "Sven Öberg"),
    INES_LAPTOP,
    LONG_NAME,
    INES_PHONE,
    ARABIC,
    Talk(("Is there a gift card? For about £50?",), 4, "Charlotte Whitfield"),
    Talk(("Hi there", "Anybody?", "I would need it by Friday, it is a wedding present."), 2),
)

WIDGET_TALK = (
    "Hi! Is the blue enamel kettle in stock?",
    "I would need it by Friday, it is a wedding present.",
    "> Hello! It is, we have **five** of them here.",
    "> Order before three today and it leaves this afternoon: https://shop.example/kettles/blue",
    "Perfect, ordering now. Could you add a card that says “For many slow mornings”?",
    "> Of course. We write it by hand and tuck it under the lid.",
)
