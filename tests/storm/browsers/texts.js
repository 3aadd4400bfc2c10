const WORDS =
  'kettle teapot order parcel tomorrow refund ☕ 🫖 größer Straße 你好 привет مرحبا שלום e\u0301 👩🏽‍💻 <b>bold</b> "quoted" a&b \\ / null 0 —'.split(
    " ",
  );
const LONGEST = 4000;

/** Returns a text that a person might write: mostly short, in many scripts, sometimes with several lines or very long. */
export function text(random, label) {
  const words = Array.from({ length: random.whole(1, 12) }, () => random.pick(WORDS));
  const written = `${label} ${words.join(random.chance(0.05) ? "\n" : " ")}`;
  return random.chance(0.002) ? written + "ö".repeat(LONGEST - [...written].length) : written;
}
